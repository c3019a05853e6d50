"""From copy to an export that a WordPress takes: entries with blocks of its editor, and the pictures they show."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from itertools import chain
from urllib.parse import quote, urlsplit

from redaksi.stories.copy import PhotoCopy, StoryCopy
from redaksi.stories.slugs import slug_of

from .blocks import html_of
from .story import OWN, OWN_FIELDS, OWN_TOPIC
from .times import FORM

CARRIED = (
    *("headline", "section", "teaser", "slug", "body", "lead_photo", "lead_caption", "bylines", "topics", "language"),
    *("published_at", "updated_at", "source", "identifier", *OWN_FIELDS),
)
"""What of a story this format says. Of bylines it says names, of pictures address, credit, caption and alt; a related
story is none to WordPress."""
FIRST_PICTURE = 4_000_000_000  # numbers that no entry of a WordPress has reached
_NAMESPACES = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(copy: StoryCopy) -> str:
    """One story as a whole export."""
    return "".join(write_all([copy]))


def write_all(copies: Iterable[StoryCopy], name: str = "", url: str = "") -> Iterator[str]:
    """An export, piece by piece. `name` and `url` are the paper's; without them those from which the first story came."""
    copies = iter(copies)
    first = next(copies, None)
    url = url or _site_of(first)
    yield _head(name, url, first.language if first else "id")
    for copy in chain([first] if first else [], copies):
        yield from _entries(copy, url)
    yield "</channel>\n</rss>\n"


def _head(name: str, url: str, language: str) -> str:
    namespaces = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in _NAMESPACES.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"{namespaces}>\n<channel>\n'
        + _element("title", name)
        + _element("link", url)
        + _element("language", language)
        + _element("wp:wxr_version", "1.2")
        + _element("wp:base_site_url", url)
        + _element("wp:base_blog_url", url)
    )


def _entries(copy: StoryCopy, url: str) -> Iterator[str]:
    number = _number_of(copy)
    if copy.lead_photo:
        yield _picture(copy.lead_photo, FIRST_PICTURE + number, number)
    yield f"<item>\n{''.join(_story(copy, number, url))}</item>\n"


def _story(copy: StoryCopy, number: int, url: str) -> Iterator[str]:
    published = copy.published_at
    status = "publish" if published else "draft"
    slug = copy.slug or slug_of(copy.headline)
    yield _element("title", escape(copy.headline, quote=False))
    yield _element("link", f"{url.rstrip('/')}/{published:%Y/%m}/{quote(slug)}/" if published else f"{url}/?p={number}")
    yield _element("pubDate", format_datetime(published) if published else "")
    yield _element("dc:creator", copy.bylines[0].name if copy.bylines else "")
    yield f'<guid isPermaLink="false">{_cdata(f"{url.rstrip('/')}/?p={number}")}</guid>\n'
    yield _element("content:encoded", html_of(copy.body))
    yield _element("excerpt:encoded", escape(copy.teaser, quote=False))
    yield _element("wp:post_id", str(number))
    yield from _times("post_date", published)
    yield from _times("post_modified", copy.updated_at or published)
    yield from _elements({"comment_status": "closed", "ping_status": "closed", "post_name": copy.slug, "status": status})
    yield from _elements({"post_parent": "0", "menu_order": "0", "post_type": "post", "post_password": "", "is_sticky": "0"})
    yield from _terms(copy)
    yield from _own(copy, number)


def _terms(copy: StoryCopy) -> Iterator[str]:
    if copy.section:
        yield _term("category", copy.section)
    for topic in copy.topics:
        yield _term("post_tag", topic.name)
    for line in copy.bylines:
        yield _term("author", line.name, "cap-")


def _term(domain: str, name: str, prefix: str = "") -> str:
    nicename = f"{prefix}{slug_of(name)}"
    return f'<category domain="{domain}" nicename="{nicename}">{_cdata(escape(name, quote=False))}</category>\n'


def _own(copy: StoryCopy, number: int) -> Iterator[str]:
    for name in (*OWN_FIELDS, "lead_caption"):
        text = getattr(copy, name)
        if text and (name, text) != ("genre", "report"):
            yield _meta(f"{OWN}{name}", text)
    for topic in copy.topics:
        if topic.kind != "subject":
            yield _meta(f"{OWN_TOPIC}{topic.kind}", topic.name)
    if copy.dek:
        yield _meta("_yoast_wpseo_metadesc", copy.dek)
    if copy.lead_photo:
        yield _meta("_thumbnail_id", str(FIRST_PICTURE + number))


def _picture(photo: PhotoCopy, number: int, parent: int) -> str:
    elements = {"post_id": str(number), "post_parent": str(parent), "status": "inherit", "post_type": "attachment"}
    return "".join(
        [
            "<item>\n",
            _element("title", escape(urlsplit(photo.file).path.rpartition("/")[2], quote=False)),
            _element("excerpt:encoded", escape(photo.caption, quote=False)),
            *_elements(elements),
            _element("wp:attachment_url", photo.file),
            _meta("_wp_attachment_image_alt", photo.alt),
            _meta("_media_credit", escape(photo.credit, quote=False)),
            "</item>\n",
        ]
    )


def _times(name: str, moment: datetime | None) -> Iterator[str]:
    """Local as the moment has it, and in UTC; WordPress's own nothing for a draft."""
    nothing = "0000-00-00 00:00:00"
    yield _element(f"wp:{name}", moment.strftime(FORM) if moment else nothing)
    yield _element(f"wp:{name}_gmt", moment.astimezone(UTC).strftime(FORM) if moment else nothing)


def _elements(texts: dict[str, str]) -> Iterator[str]:
    yield from (_element(f"wp:{name}", text) for name, text in texts.items())


def _meta(key: str, value: str) -> str:
    inside = _element("wp:meta_key", key) + _element("wp:meta_value", value)
    return f"<wp:postmeta>\n{inside}</wp:postmeta>\n" if value else ""


def _element(name: str, text: str) -> str:
    return f"<{name}>{_cdata(text)}</{name}>\n"


def _cdata(text: str) -> str:
    """Carriage returns would be read as line ends."""
    text = _ILLEGAL.sub("", text)
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>" if text else ""


def _number_of(copy: StoryCopy) -> int:
    """Its own where it came from a WordPress; else one that is always the same."""
    if copy.identifier.isdecimal() and copy.identifier.isascii() and len(copy.identifier) < 10:
        return int(copy.identifier)
    return 1_000_000_000 + zlib.crc32(f"{copy.source}\n{copy.identifier or copy.headline}".encode()) % 1_000_000_000


def _site_of(copy: StoryCopy | None) -> str:
    kind, _colon, address = copy.source.partition(":") if copy else ("", "", "")
    return f"https://{address}" if kind == "wordpress" and address else ""
