"""A look at files before anything comes in: what would be read from which column, and the first items as they would be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from redaksi.stories import prose
from redaksi.stories.copy import BlockCopy, StoryCopy
from redaksi.wire import formats
from redaksi.wire.files import found_at
from redaksi.wire.item import Item, Unreadable
from redaksi.wire.opened import OpenedFile
from redaksi.wire.packed import unpacked
from redaksi.wire.reading import format_for, our_house
from redaksi.wire.refusal import Refusal

ITEMS = 3
FILES = 5
LONGEST = 160


@dataclass
class FilePreview:
    """`columns`: (column, the field that it fills, the first thing in it) of a table; `items`: field by field."""

    name: str
    format: str = ""
    columns: list[tuple[str, str, str]] = field(default_factory=list)
    items: list[dict[str, str]] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


def preview(paths: Iterable[Path | str], format_name: str | None = None, column_map: str = "") -> list[FilePreview]:
    """The first files, and the first items of each. Nothing is written, nothing raised."""
    return list(islice(_files(paths, format_name, column_map), FILES))


def _files(paths: Iterable[Path | str], format_name: str | None, column_map: str) -> Iterator[FilePreview]:
    for found in found_at(paths):
        try:
            if found.refusal:
                raise Unreadable(found.refusal)
            for file in unpacked(found.path, found.name, column_map):
                yield FilePreview(file.name, refusals=[file.reason]) if isinstance(file, Refusal) else _file(file, format_name)
        except Unreadable as unreadable:
            yield FilePreview(found.name, refusals=[str(unreadable)])


def _file(file: OpenedFile, format_name: str | None) -> FilePreview:
    shown = FilePreview(file.name)
    try:
        shown.format = format_for(file, format_name)
        form: Any = formats.all_formats()[shown.format]
        if hasattr(form, "preview"):
            shown.columns = [
                (line.column, line.field, line.sample) for line in form.preview(file, form.Mapping.parse(file.column_map))
            ]
        items = (read for read in form.read(file, our_house()) if isinstance(read, Item | Refusal))
        for read in islice(items, ITEMS):
            if isinstance(read, Item):
                shown.items.append(_item(read.copy))
            else:
                shown.refusals.append(f"{read.name}: {read.reason}")
    except Unreadable as unreadable:
        shown.refusals.append(str(unreadable))
    return shown


def _item(copy: StoryCopy) -> dict[str, str]:
    told = {
        "headline": copy.headline,
        "section": copy.section,
        "published_at": copy.published_at.isoformat() if copy.published_at else "",
        "dateline": copy.dateline,
        "bylines": ", ".join(line.name for line in copy.bylines),
        "topics": ", ".join(topic.name for topic in copy.topics),
        "dek": copy.dek,
        "body": " ".join(_words(copy.body)),
        "old_addresses": ", ".join(copy.old_addresses),
        "ed_note": copy.ed_note,
    }
    return {name: _short(text) for name, text in told.items() if text}


def _words(body: Iterable[BlockCopy]) -> Iterator[str]:
    return prose.paragraphs(
        [{"type": block.kind, "value": block.value} for block in body if block.kind in ("text", "heading", "list")]
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
