"""Headings between paragraphs, and text whose lines are its layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from redaksi.stories.copy import BlockCopy

from . import pictures
from .elements import lines_of, tag_of, words_of
from .paragraph import text_of

if TYPE_CHECKING:
    from .typesetter import Typesetter

LONGEST = 200


def take(typesetter: Typesetter, element: HtmlElement) -> bool:
    """`<h1>` and `<h2>` are headings, all below subheadings. A picture in one comes behind it."""
    text = words_of(element)
    for link in element.iter("a"):
        note_link(typesetter, link)
    if len(text) > LONGEST:
        typesetter.note(_("a heading too long to be one; kept as text"))
        typesetter.put(text_of(text))
    elif text:
        typesetter.put(BlockCopy("heading", {"text": text, "level": 2 if tag_of(element) in ("h1", "h2") else 3}))
    for image in list(element.iter("img", "amp-img")):
        pictures.take(typesetter, image)
    return True


def take_preformatted(typesetter: Typesetter, element: HtmlElement) -> bool:
    for index, line in enumerate(lines_of(element)):
        if index:
            typesetter.break_line()
        else:
            typesetter.end_paragraph()
        typesetter.add(line)
    typesetter.end_paragraph()
    return True


def note_link(typesetter: Typesetter, link: HtmlElement) -> None:
    """Where only words can stand."""
    href = link.get("href") or ""
    if href and not href.startswith("#") and words_of(link):
        typesetter.note(_("a link where only words can stand: %(url)s") % {"url": href[:200]})
