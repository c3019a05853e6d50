"""From copy to a row: CSV for people and their spreadsheets, JSONL for programs."""

import csv
import html
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from redaksi.stories.copy import BylineCopy, StoryCopy, TopicCopy
from redaksi.wire.markup import html_of

from . import values
from .listed import escaped, joined

TEXTS = ("headline", "kicker", "dek", "teaser", "slug", "slugline", "section", "dateline", "storyline")
CHOICES = ("genre", "language", "urgency")
MOMENTS = ("published_at", "updated_at", "embargoed_until")
LISTS = ("bylines", "topics", "old_addresses")
COLUMNS = ("identifier", "source", *TEXTS, "body", *LISTS, *CHOICES, *MOMENTS, "ed_note")
CARRIED = COLUMNS
"""What of a story this format says; of its body whatever HTML says."""


def write(copies: Iterable[StoryCopy], kind: Literal["csv", "jsonl"] = "csv") -> Iterator[str]:
    """Line by line, the row of names first where it is CSV."""
    rows = map(_row, copies)
    return _csv(rows) if kind == "csv" else (f"{json.dumps(_full(row), ensure_ascii=False)}\n" for row in rows)


def _row(copy: StoryCopy) -> dict[str, Any]:
    moments = {name: getattr(copy, name) for name in MOMENTS}
    return {
        **{name: _kept(getattr(copy, name)) for name in ("identifier", "source", *TEXTS)},
        "ed_note": copy.ed_note,
        "body": html_of(copy.body),
        "bylines": copy.bylines,
        "topics": copy.topics,
        "old_addresses": copy.old_addresses,
        **{name: getattr(copy, name) for name in CHOICES},
        **{name: moment.isoformat() if moment else "" for name, moment in moments.items()},
    }


def _kept(text: str) -> str:
    """Such that it is read back as it is: what looks like markup or an entity is written as entities."""
    return text if values.bare(text) == text else html.escape(text)


def _full(row: dict[str, Any]) -> dict[str, Any]:
    named = {
        "bylines": [{"name": each.name, "role": each.role, "desk": each.desk} for each in row["bylines"]],
        "topics": [{"name": each.name, "kind": each.kind} for each in row["topics"]],
    }
    return {name: value for name in COLUMNS if (value := named.get(name, row[name])) not in ("", [])}


def _csv(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    line = io.StringIO(newline="")
    table = csv.DictWriter(line, COLUMNS, lineterminator="\r\n")
    table.writeheader()
    for row in rows:
        table.writerow({**row, **_cells(row)})
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def _cells(row: dict[str, Any]) -> dict[str, str]:
    return {
        "bylines": joined(map(_byline, row["bylines"])),
        "topics": joined(map(_topic, row["topics"])),
        "old_addresses": joined(map(escaped, row["old_addresses"])),
    }


def _byline(byline: BylineCopy) -> str:
    desk = f"{byline.desk}/" if byline.desk else ""
    return f"{desk}{escaped(byline.name)}{'' if byline.role == 'reporter' else f' ({byline.role})'}"


def _topic(topic: TopicCopy) -> str:
    return f"{escaped(topic.name)}{'' if topic.kind == 'subject' else f' ({topic.kind})'}"
