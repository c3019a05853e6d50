"""What stands in the text with words of its own beneath it; and boxes beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from redaksi.stories import clean
from redaksi.stories.copy import BlockCopy

from . import quotes
from .elements import classes_of, is_url, tag_of, taken_out, words_of
from .paragraph import text_of
from .pictures import captioned, is_caption
from .written import html_of_block

if TYPE_CHECKING:
    from .typesetter import Typesetter

LONGEST = {"embed": 300, "table": 300, "gallery": 200}
"""Captions longer than these stand as text behind their block."""


def take(typesetter: Typesetter, element: HtmlElement) -> bool:
    if tag_of(element) != "figure" and " wp-caption " not in classes_of(element):
        return False
    captions = [taken_out(each) for each in list(element.iter()) if is_caption(each) and each is not element]
    blocks = _blocks(typesetter, element)
    for caption in captions:
        blocks = [*blocks[:-1], *_with_caption(blocks[-1], caption)] if blocks else [text_of(words_of(caption))]
    typesetter.put(*(block for block in blocks if block != text_of("")))
    return True


def _blocks(typesetter: Typesetter, element: HtmlElement) -> list[BlockCopy]:
    url = words_of(element)
    if "embed" in classes_of(element) and is_url(url):
        return [BlockCopy("embed", {"url": url, "caption": ""})]
    return typesetter.set_apart(element)


def _with_caption(block: BlockCopy, caption: HtmlElement) -> list[BlockCopy]:
    words = words_of(caption)
    if block.kind == "photo" and not block.value.caption:
        return [BlockCopy("photo", captioned(block.value, caption))]
    name = "title" if block.kind == "gallery" else "caption"
    if len(words) <= LONGEST.get(block.kind, -1) and not block.value[name]:
        return [BlockCopy(block.kind, {**block.value, name: words})]
    if block.kind == "quote" and not block.value["speaker"] and (said_by := quotes.speaker_in(words)):
        return [BlockCopy("quote", {**block.value, **said_by})]
    return [block, text_of(words)]


def take_factbox(typesetter: Typesetter, element: HtmlElement) -> bool:
    if " factbox " not in classes_of(element):
        return False
    blocks = typesetter.set_apart(element)
    title, *rest = blocks or [text_of("")]
    if title.kind != "heading" or any(block.kind not in ("text", "list", "heading") for block in rest):
        typesetter.put(*blocks)
    else:
        text = "".join(map(html_of_block, rest)).replace("h2>", "h3>")
        typesetter.put(BlockCopy("factbox", {"title": title.value["text"], "text": clean.rich_text(text)}))
    return True
