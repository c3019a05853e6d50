"""The fields of the index. Whoever changes one gives `VERSION` the next number: then the index is made anew by itself."""

from __future__ import annotations

import base64
from typing import Any

from redaksi.archive.entry import Entry

VERSION = 2
_STEMS = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
_KEY = {"type": "long"}
MAPPING: dict[str, Any] = {
    "settings": {"index": {"number_of_replicas": 0, "max_result_window": 20_000}},
    "mappings": {
        "dynamic": "strict",
        "_source": {"includes": ["profile"]},
        "properties": {
            **dict.fromkeys(("title", "text", "near"), _STEMS),
            "surface": {"type": "text", "analyzer": "whitespace", "index_options": "positions"},
            "language": {"type": "keyword"},
            **dict.fromkeys(
                ("id", "stamp", "moment", "year", "embargo", "section", "storyline", "owner", "topic", "contributor"), _KEY
            ),
            "state": {"type": "byte"},
            "profile": {"type": "binary", "doc_values": False},
        },
    },
}


def document(entry: Entry) -> dict[str, Any]:
    plain = ("id", "stamp", "state", "title", "text", "surface", "near", "language", "moment", "year")
    filed = ("section", "storyline", "owner")
    told = {name: getattr(entry, name) for name in (*plain, *filed) if getattr(entry, name) is not None}
    told |= {"state": int(entry.state), "topic": list(entry.topics), "contributor": list(entry.contributors)}
    told["profile"] = base64.b64encode(entry.profile).decode("ascii")
    return told if entry.embargoed_until is None else {**told, "embargo": entry.embargoed_until}


def profile_in(source: dict[str, Any]) -> bytes:
    return base64.b64decode(source.get("profile") or "")
