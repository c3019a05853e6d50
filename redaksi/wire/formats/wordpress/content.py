"""The text of an entry, from whichever of WordPress's editors, as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from redaksi.stories.copy import BlockCopy, PhotoCopy
from redaksi.wire.fitting import LONGEST
from redaksi.wire.legible import legible
from redaksi.wire.markup import blocks_of, words_in

from .classic import with_paragraphs
from .gutenberg import Blocks, has_blocks
from .index import Index
from .shortcodes import Shortcodes

_MORE = re.compile(r"<!--\s*more\b.{0,200}?-->", re.DOTALL)
_NEXT_PAGE = re.compile(r"<!--\s*nextpage\s*-->")


@dataclass
class Content:
    """`pages`: over how many pages WordPress shows it; `before_more`: what it shows of it in lists."""

    blocks: list[BlockCopy] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    pages: int = 1
    before_more: str = ""


def content_of(text: str, number: str, url: str, index: Index) -> Content:
    """`number` and `url` are the entry's; relative addresses in it start there."""
    text = legible(text)
    codes = Shortcodes(index, number)
    blocks = Blocks(index)
    html, breaks = _NEXT_PAGE.subn("\n\n", _without_more(codes.understood(text)))
    html = blocks.html(html) if has_blocks(html) else with_paragraphs(html)
    marked = blocks_of(html, url)
    return Content(
        blocks=[_with_rights(block, index) for block in marked.blocks],
        unplaced=[*marked.unplaced, *dict.fromkeys(codes.notes), *_missing(blocks)],
        left_out=list(_without_words(blocks)),
        pages=breaks + 1,
        before_more=_before_more(text),
    )


def _without_more(text: str) -> str:
    return _MORE.sub("\n\n", text) if not has_blocks(text) else _MORE.sub("", text)


def _before_more(text: str) -> str:
    """Only where it is no longer than a teaser may be."""
    more = _MORE.search(text)
    words = words_in(text[: more.start()]) if more else ""
    return words if len(words) <= LONGEST["teaser"] else ""


def _with_rights(block: BlockCopy, index: Index) -> BlockCopy:
    if block.kind == "photo":
        return BlockCopy("photo", with_rights(block.value, index))
    if block.kind == "gallery":
        return BlockCopy("gallery", {**block.value, "photos": [with_rights(photo, index) for photo in block.value["photos"]]})
    return block


def with_rights(photo: PhotoCopy, index: Index) -> PhotoCopy:
    """What the text does not say of a picture its own entry may; and that one has it in full size."""
    known = index.photo_at(photo.file)
    if not known:
        return photo
    given = {name: getattr(photo, name) or getattr(known, name) for name in ("credit", "caption", "alt")}
    return replace(photo, file=known.file, **given)


def _missing(blocks: Blocks) -> Iterator[str]:
    for number in dict.fromkeys(blocks.missing):
        yield _("a reusable block that the file does not have: %(number)s") % {"number": number[:20]}


def _without_words(blocks: Blocks) -> Iterator[str]:
    for name in dict.fromkeys(blocks.without_words):
        yield _("a block that WordPress fills when it shows the page: %(name)s") % {"name": name[:60]}
