"""From copy to an item."""

from collections.abc import Iterator, Mapping
from typing import Any

from redaksi.stories.copy import StoryCopy
from redaksi.wire.newscodes import GENRE_CODES, GENRES
from redaksi.wire.status import Status

from . import bodies, concepts, numbers, pictures, words
from .generations import lowered

VERSIONS = {"3.1": 3, "2.2": 2, "1.6": 1}
"""Those that are written, and the generation of each."""
CARRIED = (
    *("headline", "kicker", "dek", "teaser", "slug", "slugline", "section", "dateline", "storyline", "body", "lead_photo"),
    *("lead_caption", "lead_credit", "bylines", "topics", "sources", "genre", "language", "urgency", "ed_note"),
    *("published_at", "updated_at", "embargoed_until", "old_addresses", "source", "identifier"),
)
"""What of a story ninjs says. A sidecar says the rest: notes on sources, whether the date is approximate, words of a lead
photo that is not there, who was meant by a quote's speaker; and in what order topics of several kinds stood."""


def item_of(
    copy: StoryCopy, status: Status = Status.USABLE, version: str = "3.1", more: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """As ninjs of this version, one of `VERSIONS`. A canceled item only says which one it is: its text is taken back.

    `more` are properties that the copy does not have, as ninjs 3 calls them.
    """
    item = {
        "standard": {"name": "ninjs", "version": version, "schema": _schema(version)},
        **numbers.properties_of(copy),
        "pubStatus": status.value,
        **(_canceled(copy) if status is Status.CANCELED else _whole(copy)),
        **(more or {}),
    }
    return lowered({name: value for name, value in item.items() if value not in ("", None, [], {})}, VERSIONS[version])


def _schema(version: str) -> str:
    return f"http://www.iptc.org/std/ninjs/ninjs-schema_{version}.json#"


def _canceled(copy: StoryCopy) -> dict[str, Any]:
    return {
        "type": "text",
        "representationType": "partial",
        **_times(copy),
        "language": copy.language,
        "headlines": words.written([("main", copy.headline)]),
        "slugline": copy.slugline,
    }


def _whole(copy: StoryCopy) -> dict[str, Any]:
    associations = pictures.associations_of(copy)
    return {
        "type": "composite" if associations else "text",
        "representationType": "full",
        **_times(copy),
        "embargoedUntil": copy.embargoed_until.isoformat() if copy.embargoed_until else "",
        "urgency": copy.urgency,
        "edNote": copy.ed_note,
        "language": copy.language,
        "slugline": copy.slugline,
        "located": copy.dateline,
        **words.properties_of(copy),
        **bodies.properties_of(copy),
        **concepts.properties_of(copy),
        "genres": [dict(_genre(copy.genre))],
        "associations": associations,
    }


def _times(copy: StoryCopy) -> dict[str, str]:
    times = {"firstCreated": copy.published_at, "versionCreated": copy.updated_at or copy.published_at}
    return {name: moment.isoformat() for name, moment in times.items() if moment}


def _genre(genre: str) -> Iterator[tuple[str, str]]:
    code = next((code for ours, code in GENRE_CODES.items() if ours == genre), "")
    yield "name", code or genre.capitalize()
    if code:
        yield "uri", f"{GENRES}{code}"
    yield "literal", genre
