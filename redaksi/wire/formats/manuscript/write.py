"""From copy to a manuscript."""

import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from redaksi.stories.copy import BlockCopy, StoryCopy

from . import prose
from .blocks import dumped, photo_fields, toml_of
from .head import MOMENTS, TEXTS

DEFAULTS = {each.name: each.default for each in fields(StoryCopy)}
CARRIED = tuple(name for name in DEFAULTS if name != "source")
"""What of a story this format says: all but which source it belongs to."""


def write(copy: StoryCopy) -> str:
    body = "\n\n".join(_body(copy.body))
    return f"+++\n{_head(copy)}+++\n{f'\n{body}\n' if body else ''}"


def _head(copy: StoryCopy) -> str:
    head: dict[str, Any] = {"headline": copy.headline}
    names = (*TEXTS, *MOMENTS, "is_published_at_approximate", "genre", "language", "urgency")
    head |= {name: value for name in names if (value := getattr(copy, name)) != DEFAULTS[name] or name == "genre"}
    head |= {"old_addresses": copy.old_addresses} if copy.old_addresses else {}
    head |= {"id": copy.identifier} if copy.identifier else {}
    head |= {"lead_photo": photo_fields(copy.lead_photo)} if copy.lead_photo else {}
    head |= _tables("contributors", copy.bylines, ("name", "role", "desk"))
    head |= _tables("topics", copy.topics, ("name", "kind"))
    head |= _tables("sources", copy.sources, ("name", "kind", "url", "note"))
    return dumped(head)


def _tables(name: str, rows: list[Any], columns: tuple[str, ...]) -> dict[str, Any]:
    tables = [{column: text for column in columns if (text := getattr(row, column))} for row in rows]
    return {name: tables} if tables else {}


def _body(blocks: list[BlockCopy]) -> Iterator[str]:
    last, is_second = "", False
    for block in blocks:
        kind = f"{block.kind} {block.value['is_numbered']}" if block.kind == "list" else block.kind
        is_second = kind == last and not is_second
        last = kind
        yield from _parts(block, is_second)


def _parts(block: BlockCopy, is_second: bool) -> Iterator[str]:
    value = block.value
    match block.kind:
        case "text":
            yield from prose.paragraphs(value)
        case "heading":
            yield prose.heading(value["text"], int(value["level"]))
        case "list":
            items = [part for item in value["items"] for part in prose.paragraphs(item)]
            yield prose.points(items, value["is_numbered"], is_second)
        case _:
            yield _fenced(block.kind, toml_of(block, prose.factbox))


def _fenced(kind: str, toml: str) -> str:
    longest = max(map(len, re.findall(r"`+", toml)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{kind}\n{toml}{fence}"
