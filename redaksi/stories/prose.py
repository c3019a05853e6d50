"""The words of a body, without its markup: for counting, searching, checking."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from redaksi.stories import clean

RawBlock = Mapping[str, Any]


def paragraphs(body: Iterable[RawBlock]) -> Iterator[str]:
    """The text of each block as it is printed, in order. `body` is a stream value's `raw_data`; no query is made."""
    for block in body:
        yield from filter(None, map(str.strip, _lines(block["type"], block["value"])))


def word_count(body: Iterable[RawBlock]) -> int:
    return sum(len(text.split()) for block in body for text in _lines(block["type"], block["value"]))


def _lines(kind: str, value: Any) -> list[str]:
    read = READERS.get(kind)
    return read(value) if read and value else []


def _rich(html: str) -> list[str]:
    if clean.is_only_words(html):
        return html.replace("</p>", "\n").replace("<p>", "").splitlines()
    return clean.plain(html.replace("</p>", "</p>\n").replace("<br", "\n<br").replace("</li>", "</li>\n")).splitlines()


def _quote(value: RawBlock) -> list[str]:
    said_by = value.get("attribution") or ", ".join(filter(None, [value.get("speaker"), value.get("speaker_role")]))
    return [value.get("text", ""), said_by]


def _list(value: RawBlock) -> list[str]:
    return [text for item in value.get("items", []) for text in _rich(_item_value(item))]


def _gallery(value: RawBlock) -> list[str]:
    captions = [_item_value(item).get("caption", "") for item in value.get("photos", [])]
    return [value.get("title", ""), *captions]


def _table(value: RawBlock) -> list[str]:
    rows = (value.get("table") or {}).get("data") or []
    return [value.get("caption", ""), *(" ".join(cell for cell in row if cell) for row in rows)]


def _item_value(item: Any) -> Any:
    """A list block's item as it is stored now, or as it was before items had ids."""
    return item["value"] if isinstance(item, dict) and item.keys() >= {"type", "value"} else item


READERS = {
    "text": _rich,
    "heading": lambda value: [value.get("text", "")],
    "quote": _quote,
    "photo": lambda value: [value.get("caption", "")],
    "gallery": _gallery,
    "factbox": lambda value: [value.get("title", ""), *_rich(value.get("text", ""))],
    "table": _table,
    "list": _list,
    "embed": lambda value: [value.get("caption", "")],
}
