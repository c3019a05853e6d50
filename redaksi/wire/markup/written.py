"""Blocks as HTML that any other system takes, and that `blocks_of` reads back."""

import re
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from redaksi.stories.copy import BlockCopy, PhotoCopy

_OURS_ALONE = re.compile(r' (?:data-block-key|linktype|id)="[^"]*"')
_ONE_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>$", re.DOTALL)
QUOTE_FIELDS = ("speaker", "speaker_role", "attribution", "person", "source")


def html_of(blocks: Iterable[BlockCopy]) -> str:
    """A line for each block. A related story has no address yet and says nothing."""
    return "\n".join(filter(None, map(html_of_block, blocks)))


def html_of_block(block: BlockCopy) -> str:
    write = WRITERS.get(block.kind)
    return write(block.value) if write else ""


def rich_text(html: str) -> str:
    """Without the marks that only our own database knows."""
    return _OURS_ALONE.sub("", html)


def _heading(value: dict[str, Any]) -> str:
    level = int(value["level"])
    return f"<h{level}>{_text(value['text'])}</h{level}>"


def _list(value: dict[str, Any]) -> str:
    tag = "ol" if value["is_numbered"] else "ul"
    return f"<{tag}>{''.join(f'<li>{item_html(item)}</li>' for item in value['items'])}</{tag}>"


def item_html(item: str) -> str:
    item = rich_text(item)
    only = _ONE_PARAGRAPH.match(item)
    return only[1] if only else item


def _quote(value: dict[str, Any]) -> str:
    data = "".join(f' data-{name}="{escape(value[name])}"' for name in QUOTE_FIELDS if value.get(name) is not None)
    return f"<blockquote{data}>{lines_html(value['text'])}{_footer(value)}</blockquote>"


def lines_html(text: str) -> str:
    """Plain text as paragraphs, parted by empty lines."""
    return "".join(f"<p>{_text(part).replace('\n', '<br>')}</p>" for part in text.split("\n\n"))


def said_by(value: dict[str, Any]) -> str:
    """The printed line below a quotation, without its dash."""
    return value.get("attribution") or ", ".join(filter(None, [value.get("speaker"), value.get("speaker_role")]))


def _footer(value: dict[str, Any]) -> str:
    line = said_by(value)
    return f"<footer>— {_text(line)}</footer>" if line else ""


def _photo(photo: PhotoCopy) -> str:
    image = f'<img src="{escape(photo.file)}" alt="{escape(photo.alt)}">'
    return f"<figure>{image}{_figcaption(photo.caption, photo.credit)}</figure>"


def _figcaption(caption: str, credit: str = "") -> str:
    marked = f'<span class="credit">{_text(credit)}</span>' if credit else ""
    words = " ".join(filter(None, [_text(caption), marked]))
    return f"<figcaption>{words}</figcaption>" if words else ""


def _gallery(value: dict[str, Any]) -> str:
    photos = "".join(map(_photo, value["photos"]))
    return f'<figure class="gallery">{photos}{_figcaption(value.get("title", ""))}</figure>'


def _factbox(value: dict[str, Any]) -> str:
    return f'<aside class="factbox"><h3>{_text(value["title"])}</h3>{rich_text(value["text"])}</aside>'


def _table(value: dict[str, Any]) -> str:
    return f"<figure>{table_html(value['table'])}{_figcaption(value.get('caption', ''))}</figure>"


def table_html(table: dict[str, Any]) -> str:
    rows = table.get("data") or []
    has_head, has_first = bool(table.get("first_row_is_table_header")), bool(table.get("first_col_is_header"))
    lines = [_row(row, is_head=has_head and not index, has_first=has_first) for index, row in enumerate(rows)]
    head = f"<thead>{lines.pop(0)}</thead>" if has_head and lines else ""
    return f"<table>{head}<tbody>{''.join(lines)}</tbody></table>"


def _row(row: list[str | None], is_head: bool, has_first: bool) -> str:
    tags = ["th" if is_head or (has_first and not index) else "td" for index in range(len(row))]
    return f"<tr>{''.join(f'<{tag}>{_text(cell or "")}</{tag}>' for tag, cell in zip(tags, row, strict=True))}</tr>"


def _embed(value: dict[str, Any]) -> str:
    url = escape(value["url"])
    return f'<figure class="embed"><a href="{url}">{url}</a>{_figcaption(value.get("caption", ""))}</figure>'


def _text(text: str) -> str:
    return escape(text, quote=False)


WRITERS: dict[str, Callable[[Any], str]] = {
    "text": rich_text,
    "heading": _heading,
    "list": _list,
    "quote": _quote,
    "photo": _photo,
    "gallery": _gallery,
    "factbox": _factbox,
    "table": _table,
    "embed": _embed,
}
