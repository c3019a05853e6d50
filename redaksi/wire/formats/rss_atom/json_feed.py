"""JSON Feed 1.0 and 1.1, as jsonfeed.org/version/1.1 has it; what does not keep to it is read as far as it goes."""

import html
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from redaksi.wire.encoding import decode
from redaksi.wire.item import Unreadable
from redaksi.wire.legible import line

from .entry import Enclosure, Entry, Feed

Statements = dict[str, Any]


def read_json(raw: bytes) -> tuple[Feed, Iterator[Entry]]:
    """Raises `Unreadable`."""
    try:
        feed = json.loads(decode(raw).text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("a JSON Feed that is not valid JSON")) from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items", []), list):
        raise Unreadable(_("no feed that could be read"))
    language, authors = _text(feed, "language"), list(_authors(feed))
    head = Feed(_text(feed, "title"), _text(feed, "home_page_url") or _text(feed, "feed_url"), language)
    return head, (_entry(each, authors) for each in feed.get("items", []) if isinstance(each, dict))


def _entry(given: Statements, feed_authors: list[str]) -> Entry:
    plain = _raw(given, "content_text")
    return Entry(
        title=_text(given, "title"),
        link=_text(given, "url") or _text(given, "external_url"),
        identifier=_text(given, "id"),
        authors=list(_authors(given)) or feed_authors,
        published_at=_time(given, "date_published"),
        updated_at=_time(given, "date_modified"),
        categories=[line(tag) for tag in _list(given, "tags") if isinstance(tag, str) and line(tag)],
        summary=_paragraphs(_raw(given, "summary")),
        content=_raw(given, "content_html") or _paragraphs(plain),
        enclosures=list(_enclosures(given)),
        language=_text(given, "language"),
    )


def _raw(given: Statements, name: str) -> str:
    value = given.get(name)
    return value if isinstance(value, str) else ""


def _text(given: Statements, name: str) -> str:
    """An id may be a number: the standard asks readers to take it as a text."""
    value = given.get(name)
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return line(str(value)) if isinstance(value, str) or is_number else ""


def _list(given: Statements, name: str) -> list[Any]:
    value = given.get(name)
    return value if isinstance(value, list) else []


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(each.strip(), quote=False)}</p>" for each in text.split("\n") if each.strip())


def _authors(given: Statements) -> Iterator[str]:
    """A list since 1.1, one before."""
    for author in _list(given, "authors") or [given.get("author")]:
        if isinstance(author, dict) and _text(author, "name"):
            yield _text(author, "name")


def _time(given: Statements, name: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(_text(given, name))
    except ValueError:
        return None
    return at if at.tzinfo else None


def _enclosures(given: Statements) -> Iterator[Enclosure]:
    own = given.get("_redaksi")
    words = own if isinstance(own, dict) else {}
    for name in ("image", "banner_image"):
        if url := _text(given, name):
            yield Enclosure(url, "image", _text(words, "credit"), _text(words, "caption"), _text(words, "alt"))
    for file in _list(given, "attachments"):
        if isinstance(file, dict) and _text(file, "url"):
            yield Enclosure(_text(file, "url"), _text(file, "mime_type"), caption=_text(file, "title"))
