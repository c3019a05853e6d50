"""Blocks as WordPress's block editor keeps them, so that it shows them as blocks and not as foreign markup."""

import json
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from redaksi.stories.copy import BlockCopy, PhotoCopy
from redaksi.wire.markup import html_of as plain_html_of
from redaksi.wire.markup import written

from .gutenberg import QUOTE


def html_of(blocks: Iterable[BlockCopy]) -> str:
    """A related story is none to WordPress, and says nothing."""
    return "\n\n".join(filter(None, (WRITERS[block.kind](block.value) for block in blocks if block.kind in WRITERS)))


def _text(value: str) -> str:
    paragraphs = [part for part in written.rich_text(value).split("</p>") if part.strip()]
    return "\n\n".join(_wrapped("paragraph", f"{paragraph}</p>") for paragraph in paragraphs)


def _heading(value: dict[str, Any]) -> str:
    level = int(value["level"])
    text = escape(value["text"], quote=False)
    return _wrapped("heading", f'<h{level} class="wp-block-heading">{text}</h{level}>', {"level": level})


def _table(value: dict[str, Any]) -> str:
    table = f"{written.table_html(value['table'])}{_caption(value.get('caption', ''))}"
    return _wrapped("table", f'<figure class="wp-block-table">{table}</figure>')


def _gallery(value: dict[str, Any]) -> str:
    inside = f"{''.join(map(_photo, value['photos']))}{_caption(value.get('title', ''))}"
    return _wrapped("gallery", f'<figure class="wp-block-gallery has-nested-images">{inside}</figure>')


def _factbox(value: dict[str, Any]) -> str:
    return _wrapped("html", plain_html_of([BlockCopy("factbox", value)]))


def _list(value: dict[str, Any]) -> str:
    items = (_wrapped("list-item", f"<li>{written.item_html(item)}</li>") for item in value["items"])
    tag = "ol" if value["is_numbered"] else "ul"
    attributes = {"ordered": True} if value["is_numbered"] else {}
    return _wrapped("list", f'<{tag} class="wp-block-list">{"".join(items)}</{tag}>', attributes)


def _quote(value: dict[str, Any]) -> str:
    """The editor knows one line for who spoke; the fields of it stand in its comment."""
    given = {name: value[name] for name in written.QUOTE_FIELDS if value.get(name) is not None}
    lines = "".join(_wrapped("paragraph", f"{line}</p>") for line in written.lines_html(value["text"]).split("</p>") if line)
    cite = f"<cite>{escape(said_by, quote=False)}</cite>" if (said_by := written.said_by(value)) else ""
    return _wrapped("quote", f'<blockquote class="wp-block-quote">{lines}{cite}</blockquote>', {QUOTE: given})


def _photo(photo: PhotoCopy) -> str:
    image = f'<img src="{escape(photo.file)}" alt="{escape(photo.alt)}"/>'
    caption = _caption(photo.caption, photo.credit)
    return _wrapped("image", f'<figure class="wp-block-image">{image}{caption}</figure>')


def _embed(value: dict[str, Any]) -> str:
    url = escape(value["url"], quote=False)
    inside = f'<div class="wp-block-embed__wrapper">\n{url}\n</div>{_caption(value.get("caption", ""))}'
    return _wrapped("embed", f'<figure class="wp-block-embed">{inside}</figure>', {"url": value["url"]})


def _caption(words: str, credit: str = "") -> str:
    marked = f'<span class="credit">{escape(credit, quote=False)}</span>' if credit else ""
    inside = " ".join(filter(None, [escape(words, quote=False), marked]))
    return f'<figcaption class="wp-element-caption">{inside}</figcaption>' if inside else ""


def _wrapped(name: str, html: str, attributes: dict[str, Any] | None = None) -> str:
    """The comment must not end before its end: WordPress writes "--", "<", ">" and "&" in it as JSON can."""
    given = json.dumps(attributes, ensure_ascii=False) if attributes else ""
    for character in ("--", "<", ">", "&"):
        given = given.replace(character, "".join(f"\\u{ord(each):04x}" for each in character))
    return f"<!-- wp:{name} {f'{given} ' if given else ''}-->\n{html}\n<!-- /wp:{name} -->"


WRITERS: dict[str, Callable[[Any], str]] = {
    "text": _text,
    "heading": _heading,
    "list": _list,
    "quote": _quote,
    "table": _table,
    "photo": _photo,
    "gallery": _gallery,
    "embed": _embed,
    "factbox": _factbox,
}
