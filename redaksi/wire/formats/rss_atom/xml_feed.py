"""RSS 0.9x to 2.0, RDF, CDF and Atom, as feedparser reads them: what is malformed too."""

import html
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser
from django.utils.translation import gettext as _
from feedparser.mixin import _FeedParserMixin

from redaksi.stories import clean
from redaksi.wire.item import Unreadable
from redaksi.wire.legible import line

from .entry import Enclosure, Entry, Feed

MOST_ENTITIES = 200  # declared by the document itself; bombs are made of few, feeds have none
MOST_CATEGORIES = 1000  # of one entry
_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
_OF_A_PICTURE = re.compile(rb"(</?media:)description\b")
_IMAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:\?|$)", re.IGNORECASE)
_NAMED = re.compile(r"\S+@\S+\s+\((?P<name>[^)]+)\)$|(?P<first>[^<]+)<\S+@\S+>$")
_EMAIL = re.compile(r"\S+@\S+$")


_add_tag = _FeedParserMixin._add_tag


def _add_one_of_few(parser: Any, *tag: Any) -> None:
    """feedparser looks through all that an entry has before it adds another: with 100,000 of them for half an hour."""
    if len(parser._get_context().get("tags", ())) < MOST_CATEGORIES:
        _add_tag(parser, *tag)


_FeedParserMixin._add_tag = _add_one_of_few


def read_xml(raw: bytes) -> tuple[Feed, Iterator[Entry]]:
    """Raises `Unreadable` for what is no feed, and for one that declares entities in number."""
    if len(_ENTITY.findall(raw)) > MOST_ENTITIES:
        raise Unreadable(_("it declares more entities than a feed has use for"))
    parsed = _parsed(raw)
    if not parsed.get("version") and not parsed.entries and not parsed.feed.get("title"):
        raise Unreadable(_("no feed that could be read"))
    feed = parsed.feed
    head = Feed(_plain(feed, "title"), feed.get("link", ""), _language(feed), _plain(feed, "rights"))
    return head, map(_entry, parsed.entries)


def _parsed(raw: bytes) -> Any:
    """feedparser forgives much; what breaks it all the same is no feed. Nothing is fetched: it gets bytes.

    It takes a picture's description for the entry's: under another name it is let be.
    """
    try:
        return feedparser.parse(_OF_A_PICTURE.sub(rb"\1text", raw), sanitize_html=False, resolve_relative_uris=True)
    except Exception as error:
        raise Unreadable(_("a feed that cannot be read: %(why)s") % {"why": type(error).__name__}) from error


def _entry(given: Any) -> Entry:
    summary, contents = _html(given.get("summary_detail")), [_html(each) for each in _list(given, "content")]
    content = max(contents, key=len, default="")
    enclosures = list(dict.fromkeys(_enclosures(given)))
    source = given.get("source") or {}
    return Entry(
        title=_plain(given, "title"),
        link=_text(given.get("link")),
        identifier=_text(given.get("id")),
        authors=list(_authors(given)),
        published_at=_time(given, "published") or _time(given, "created"),
        updated_at=_time(given, "updated"),
        categories=[name for tag in _list(given, "tags") if (name := line(tag.get("label") or tag.get("term") or ""))],
        summary=summary,
        content=content,
        enclosures=enclosures,
        language=_language(given),
        rights=_rights(given),
        source_title=_plain(source, "title"),
        source_link=_text(source.get("href") or source.get("link")),
    )


def _list(given: Any, name: str) -> list[Any]:
    found = given.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _text(value: Any) -> str:
    return line(value) if isinstance(value, str) else ""


def _plain(given: Any, name: str) -> str:
    """Text without markup; what is declared as plain, or looks so, is taken as it is."""
    value = given.get(name)
    if not isinstance(value, str):
        return ""
    is_plain = (given.get(f"{name}_detail") or {}).get("type") == "text/plain"
    return line(value if is_plain else clean.plain(value))


def _html(detail: Any) -> str:
    if not isinstance(detail, dict) or not isinstance(detail.get("value"), str):
        return ""
    value = detail["value"]
    return f"<p>{html.escape(value, quote=False)}</p>" if value.strip() and detail.get("type") == "text/plain" else value


def _authors(given: Any) -> Iterator[str]:
    """Names; of a bare address of e-mail nothing is printed."""
    details = _list(given, "authors") or [given.get("author_detail") or {}]
    names = [_text(each.get("name")) for each in details] + [_text(each.get("name")) for each in _list(given, "contributors")]
    for name in dict.fromkeys(names):
        match = _NAMED.match(name)
        bare = (match["name"] or match["first"]).strip() if match else name
        if bare and not _EMAIL.match(bare):
            yield bare


def _time(given: Any, name: str) -> datetime | None:
    """With the zone that was written, where it can be told; else in UTC, as feedparser understood it."""
    written, parsed = _text(given.get(name)), given.get(f"{name}_parsed")
    try:
        understood = datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
        zoned = _zoned(written)
    except (ValueError, OverflowError, OSError, TypeError):
        return None
    return zoned if zoned and (understood is None or zoned == understood or zoned.microsecond) else understood


def _zoned(written: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            at = read(written)
            at.astimezone(UTC)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
        if at.tzinfo:
            return at
    return None


def _enclosures(given: Any) -> Iterator[Enclosure]:
    credit = ", ".join(filter(None, (_text(each.get("content")) for each in _list(given, "media_credit"))))
    caption, alt = _text(given.get("media_text")), _text(given.get("media_alt"))
    for media in _list(given, "media_content"):
        kind = _text(media.get("type")) or _text(media.get("medium"))
        yield Enclosure(_text(media.get("url")), _kind(kind, _text(media.get("url"))), credit, caption, alt)
    for file in _list(given, "enclosures"):
        yield Enclosure(_text(file.get("href") or file.get("url")), _kind(_text(file.get("type")), _text(file.get("href"))))
    for thumbnail in _list(given, "media_thumbnail"):
        yield Enclosure(_text(thumbnail.get("url")), "image", credit)
    image = given.get("image")
    if isinstance(image, dict):
        yield Enclosure(_text(image.get("href")), "image")


def _kind(told: str, url: str) -> str:
    return told or ("image" if _IMAGE.search(url) else "")


def _rights(given: Any) -> str:
    licenses = [_text(each.get("href")) for each in _list(given, "links") if each.get("rel") == "license"]
    media = given.get("media_license")
    told = [_plain(given, "rights"), _text(given.get("license")), *licenses]
    told += [_text(media.get("content") or media.get("href"))] if isinstance(media, dict) else []
    return "; ".join(dict.fromkeys(filter(None, told)))


def _language(given: Any) -> str:
    detail = given.get("title_detail") or {}
    return _text(given.get("language") or given.get("dc_language") or (detail.get("language") if "link" not in given else ""))
