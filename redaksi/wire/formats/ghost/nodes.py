"""Our blocks as nodes of Lexical, the way Ghost's own editor keeps them."""

import html
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

from redaksi.stories.copy import BlockCopy, PhotoCopy
from redaksi.wire.markup import html_of

_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
_BITS = {"b": 1, "strong": 1, "i": 2, "em": 2, "sub": 32, "sup": 64}


def document_of(blocks: Iterable[BlockCopy]) -> dict[str, Any]:
    return {"root": _element("root", [node for block in blocks for node in _nodes(block)])}


def _nodes(block: BlockCopy) -> Iterator[dict[str, Any]]:
    value = block.value
    match block.kind:
        case "text":
            yield from (_element("paragraph", inline(text)) for text in _PARAGRAPH.findall(value))
        case "heading":
            yield {**_element("heading", [_text(value["text"], 0)]), "tag": f"h{value['level']}"}
        case "list":
            yield _list(value)
        case "photo":
            yield _image(value)
        case "embed":
            yield _bookmark(value)
        case "related":
            return
        case _:
            yield {"type": "html", "version": 1, "html": html_of([block])}


def _list(value: dict[str, Any]) -> dict[str, Any]:
    kind, tag = ("number", "ol") if value["is_numbered"] else ("bullet", "ul")
    items = [
        {**_element("listitem", inline("<br>".join(_PARAGRAPH.findall(item)) or item)), "value": number}
        for number, item in enumerate(value["items"], start=1)
    ]
    return {**_element("list", items), "listType": kind, "tag": tag, "start": 1}


def _image(photo: PhotoCopy) -> dict[str, Any]:
    return {
        "type": "image",
        "version": 1,
        "src": photo.file,
        "alt": photo.alt,
        "caption": caption_of(photo),
        "cardWidth": "regular",
    }


def caption_of(photo: PhotoCopy) -> str:
    """Ghost has one line for both; the credit is marked in it."""
    credit = f'<span class="credit">{html.escape(photo.credit, quote=False)}</span>' if photo.credit else ""
    return " ".join(filter(None, [html.escape(photo.caption, quote=False), credit]))


def _bookmark(value: dict[str, Any]) -> dict[str, Any]:
    caption = value.get("caption", "")
    return {
        "type": "bookmark",
        "version": 1,
        "url": value["url"],
        "metadata": {"title": caption or value["url"], "description": "", "author": None, "publisher": None},
        "caption": html.escape(caption, quote=False),
    }


def _element(kind: str, children: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": kind, "version": 1, "direction": "ltr", "format": "", "indent": 0, "children": children}


def _text(text: str, marks: int) -> dict[str, Any]:
    return {"type": "text", "version": 1, "detail": 0, "format": marks, "mode": "normal", "style": "", "text": text}


def inline(markup: str) -> list[dict[str, Any]]:
    """The inside of a paragraph."""
    reader = _Inline()
    reader.feed(markup)
    reader.close()
    return reader.nodes


class _Inline(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.nodes: list[dict[str, Any]] = []
        self._into = self.nodes
        self._marks: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._into.append({"type": "linebreak", "version": 1})
        elif tag == "a" and (url := dict(attrs).get("href")):
            link = {**_element("link", []), "url": url, "rel": None, "target": None, "title": None}
            self.nodes.append(link)
            self._into = link["children"]
        elif tag in _BITS:
            self._marks.append(_BITS[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._into = self.nodes
        elif tag in _BITS and _BITS[tag] in self._marks:
            self._marks.remove(_BITS[tag])

    def handle_data(self, data: str) -> None:
        marks = 0
        for mark in self._marks:
            marks |= mark
        self._into.append(_text(data, marks))
