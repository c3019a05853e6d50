"""A text file as the checks read it: a page as the wire reads it, or the headline on the first line and the text below."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from redaksi.desk.checking.text import LONGEST, Part, Text, paragraphs
from redaksi.stories import prose
from redaksi.stories.copy import BlockCopy, StoryCopy
from redaksi.wire.encoding import decode
from redaksi.wire.formats.page_text.read import read_page
from redaksi.wire.item import House, Unreadable

HEAD = 2000  # characters of a page that stand above its text


def text_of(data: bytes, published: date | None = None) -> Text:
    """`published` is the day it goes out; else the page's own, where it prints one. Raises `Unreadable` for what is no text."""
    written = decode(data).text[: LONGEST + HEAD]
    first, _break, rest = written.strip().partition("\n")
    try:
        copy = read_page(written, House(timezone.get_current_timezone(), timezone.now())).copy
    except Unreadable:
        copy = None
    if copy and copy.body and copy.headline == " ".join(first.split()):
        return _of_copy(copy, published)
    return Text(first.strip(), body=list(paragraphs(rest.strip())), published=published)


def _of_copy(copy: StoryCopy, published: date | None) -> Text:
    if published is None and copy.published_at and not copy.is_published_at_approximate:
        published = timezone.localdate(copy.published_at)
    return Text(copy.headline, copy.dek, list(_body(copy.body)), published=published, genre=copy.genre)


def _body(blocks: list[BlockCopy]) -> list[Part]:
    parts: list[Part] = []
    start = 0
    for block in blocks:
        if block.kind in ("photo", "gallery", "related"):
            continue
        for paragraph in prose.paragraphs([{"type": block.kind, "value": block.value}]):
            parts.append(Part("body", paragraph, start, kind=block.kind))
            start += len(paragraph) + 1
    return parts
