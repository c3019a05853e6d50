"""Lists: points in one row, whatever was nested in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from redaksi.stories.copy import BlockCopy

from .elements import tag_of
from .paragraph import text_of

if TYPE_CHECKING:
    from .typesetter import Typesetter

Point = list[BlockCopy]


def take(typesetter: Typesetter, element: HtmlElement) -> bool:
    points = [blocks for child in element if (blocks := typesetter.set_apart(child, child.tail))]
    if words := (element.text or "").strip():
        points.insert(0, [text_of(words)])
    is_numbered = tag_of(element) == "ol"
    if is_numbered and (element.get("start") or "1") != "1":
        typesetter.note(_("a list whose numbers begin at %(number)s") % {"number": (element.get("start") or "")[:10]})
    if all(block.kind in ("text", "list") for point in points for block in point):
        _put_list(typesetter, points, is_numbered)
    else:
        typesetter.note(_("a list with more than words in its points; they stand one after the other"))
        typesetter.put(*_in_sequence(points, is_numbered))
    return True


def _put_list(typesetter: Typesetter, points: list[Point], is_numbered: bool) -> None:
    items: list[str] = []
    for block in (block for point in points for block in point):
        if block.kind == "list":
            typesetter.note(_("a list within a list; its points stand in one row"))
        items += block.value["items"] if block.kind == "list" else [block.value]
    if items:
        typesetter.put(BlockCopy("list", {"is_numbered": is_numbered, "items": items}))


def _in_sequence(points: list[Point], is_numbered: bool) -> Iterator[BlockCopy]:
    for number, (first, *others) in enumerate(points, start=1):
        yield _numbered(first, number) if is_numbered else first
        yield from others


def _numbered(block: BlockCopy, number: int) -> BlockCopy:
    if block.kind == "text":
        return BlockCopy("text", block.value.replace("<p>", f"<p>{number}. ", 1))
    if block.kind == "heading":
        return BlockCopy("heading", {**block.value, "text": f"{number}. {block.value['text']}"})
    return block
