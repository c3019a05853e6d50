"""Stories as a feed: RSS 2.0, Atom or JSON Feed."""

import html
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from xml.sax.saxutils import quoteattr

from django.utils.translation import gettext as _

from redaksi.stories.copy import BylineCopy, StoryCopy
from redaksi.wire.legible import legible
from redaksi.wire.markup import html_of

CARRIED = ("headline", "dek", "body", "lead_photo", "bylines", "topics", "published_at", "updated_at", "identifier", "language")
"""What of a story a feed says: names without roles, topics without kinds, times in whole seconds. Of its body all but
related stories; of its lead photo address, credit, caption and alternative text."""
SPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
)
TOMBSTONES = 'xmlns:at="http://purl.org/atompub/tombstones/1.0"'


@dataclass(frozen=True)
class Head:
    """What stories of a feed share. Addresses are whole ones."""

    title: str
    home: str = "https://example.org/"
    address: str = "https://example.org/feed"
    language: str = "id"
    description: str = ""
    identifier: str = ""
    rights: str = ""
    next_address: str = ""


@dataclass(frozen=True)
class Gone:
    """A story that was taken back: who holds it under this identifier is to do the same. `reason` is what readers are told."""

    identifier: str
    headline: str
    gone_at: datetime
    reason: str
    published_at: datetime | None = None
    is_final: bool = True
    """Not so while it is only held back: whoever has it publishes it no further until told."""

    @property
    def title(self) -> str:
        if not self.is_final:
            return _("HELD BACK: %(headline)s") % {"headline": self.headline}
        return _("WITHDRAWN: %(headline)s") % {"headline": self.headline}


Told = StoryCopy | Gone


def write(copies: StoryCopy | Sequence[Told], head: Head | None = None, flavor: str = "rss") -> str:
    """`flavor` is rss, atom or json. Raises `KeyError` for any other.

    What is gone stays an item without its text; in Atom it is a tombstone (RFC 6721).
    """
    given = [copies] if isinstance(copies, StoryCopy) else list(copies)
    return FLAVORS[flavor](given, head or _head_of(given))


def _head_of(given: Sequence[Told]) -> Head:
    first = next((each for each in given if isinstance(each, StoryCopy)), None)
    return Head(first.source or first.headline if first else "–")


def _tag(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{_text(text)}</{name}>\n" if text else ""


def _text(text: str) -> str:
    return html.escape(legible(text), quote=False)


def _as_html(text: str) -> str:
    """Readers of RSS take a title for HTML where it looks like it: then it has to be HTML."""
    return html.escape(text, quote=False) if any(mark in text for mark in "<&") else text


def _rss(copies: Sequence[Told], head: Head) -> str:
    items = "".join(_rss_gone(each) if isinstance(each, Gone) else _rss_item(each) for each in copies)
    itself = f'<atom:link rel="self" type="application/rss+xml" href={quoteattr(head.address)}/>\n'
    channel = (
        _tag("title", _as_html(head.title)) + _tag("link", head.home) + _tag("description", head.description or head.title)
    )
    more = _tag("language", head.language) + _tag("copyright", head.rights)
    onward = f'<atom:link rel="next" href={quoteattr(head.next_address)}/>\n' if head.next_address else ""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" {SPACES}>\n<channel>\n'
        f"{channel}{more}{itself}{onward}{items}</channel>\n</rss>\n"
    )


def _rss_gone(gone: Gone) -> str:
    parts = [
        _tag("title", _as_html(gone.title)),
        _tag("link", gone.identifier) if _is_link(gone.identifier) else "",
        _tag("guid", gone.identifier, ' isPermaLink="false"'),
        _tag("pubDate", format_datetime(gone.published_at) if gone.published_at else ""),
        _tag("atom:updated", gone.gone_at.isoformat()),
        _tag("description", f"<p>{html.escape(gone.reason, quote=False)}</p>"),
    ]
    return f"<item>\n{''.join(parts)}</item>\n"


def _is_link(identifier: str) -> bool:
    return identifier.startswith(("http://", "https://"))


def _rss_item(copy: StoryCopy) -> str:
    parts = [
        _tag("title", _as_html(copy.headline)),
        _tag("link", copy.identifier) if _is_link(copy.identifier) else "",
        _tag("guid", copy.identifier, ' isPermaLink="false"'),
        _tag("pubDate", format_datetime(copy.published_at) if copy.published_at else ""),
        _tag("atom:updated", copy.updated_at.isoformat() if copy.updated_at else ""),
        *(_tag("dc:creator", line.name) for line in _people(copy)),
        _tag("dc:language", copy.language),
        *(_tag("category", topic.name) for topic in copy.topics),
        _tag("description", f"<p>{html.escape(copy.dek, quote=False)}</p>" if copy.dek else ""),
        _tag("content:encoded", html_of(copy.body)),
        _media(copy),
    ]
    return f"<item>\n{''.join(parts)}</item>\n"


def _people(copy: StoryCopy) -> list[BylineCopy]:
    return list({line.name: line for line in copy.bylines}.values())


def _media(copy: StoryCopy) -> str:
    photo = copy.lead_photo
    if photo is None:
        return ""
    words = _tag("media:credit", photo.credit) + _tag("media:text", photo.caption) + _tag("media:alt", photo.alt)
    return f'<media:content medium="image" url={quoteattr(legible(photo.file))}/>\n{words}'


def _atom(copies: Sequence[Told], head: Head) -> str:
    changed = max((_changed_at(each) for each in copies), default=_never())
    entries = "".join(_atom_gone(each) if isinstance(each, Gone) else _atom_entry(each) for each in copies)
    links = f'<link href={quoteattr(head.home)}/>\n<link rel="self" href={quoteattr(head.address)}/>\n'
    onward = f'<link rel="next" href={quoteattr(head.next_address)}/>\n' if head.next_address else ""
    who = f"<author>{_tag('name', head.title)}</author>\n" + _tag("rights", head.rights, ' type="text"')
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        f"xml:lang={quoteattr(head.language)} {SPACES} {TOMBSTONES}>\n"
        f"{_tag('title', head.title)}{_tag('id', head.identifier or head.address)}{_tag('updated', changed.isoformat())}"
        f"{links}{onward}{who}{entries}</feed>\n"
    )


def _changed_at(told: Told) -> datetime:
    return told.gone_at if isinstance(told, Gone) else told.updated_at or told.published_at or _never()


def _atom_gone(gone: Gone) -> str:
    attributes = f"ref={quoteattr(legible(gone.identifier))} when={quoteattr(gone.gone_at.isoformat())}"
    link = f"<link href={quoteattr(gone.identifier)}/>\n" if _is_link(gone.identifier) else ""
    words = _tag("at:comment", f"{gone.title}\n{gone.reason}")
    return f"<at:deleted-entry {attributes}>\n{words}{link}</at:deleted-entry>\n"


def _atom_entry(copy: StoryCopy) -> str:
    link = copy.identifier if _is_link(copy.identifier) else ""
    parts = [
        _tag("title", copy.headline, ' type="text"'),
        f"<link href={quoteattr(link)}/>\n" if link else "",
        _tag("id", copy.identifier),
        _tag("published", copy.published_at.isoformat() if copy.published_at else ""),
        _tag("updated", (copy.updated_at or copy.published_at or _never()).isoformat()) if copy.published_at else "",
        *(f"<author>{_tag('name', line.name)}</author>\n" for line in _people(copy)),
        _tag("dc:language", copy.language),
        *(f"<category term={quoteattr(legible(topic.name))}/>\n" for topic in copy.topics),
        _tag("summary", copy.dek, ' type="text"'),
        _tag("content", html_of(copy.body), ' type="html"'),
        _media(copy),
    ]
    return f"<entry>\n{''.join(parts)}</entry>\n"


def _never() -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC)


def _json(copies: Sequence[Told], head: Head) -> str:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "home_page_url": head.home,
        "feed_url": head.address,
        "next_url": head.next_address,
        "description": head.description,
        "language": head.language,
        "_redaksi": {"rights": head.rights} if head.rights else {},
        "items": [_json_gone(each) if isinstance(each, Gone) else _json_item(each) for each in copies],
    }
    return json.dumps({name: value for name, value in feed.items() if value or name == "items"}, ensure_ascii=False, indent=1)


def _json_gone(gone: Gone) -> dict[str, Any]:
    given = {
        "id": gone.identifier,
        "url": gone.identifier if _is_link(gone.identifier) else "",
        "title": gone.title,
        "content_text": gone.reason,
        "date_published": gone.published_at.isoformat() if gone.published_at else "",
        "date_modified": gone.gone_at.isoformat(),
        "_redaksi": {"is_withdrawn": True} if gone.is_final else {"is_held": True},
    }
    return {name: value for name, value in given.items() if value}


def _json_item(copy: StoryCopy) -> dict[str, Any]:
    photo = copy.lead_photo
    words = {"credit": photo.credit, "caption": photo.caption, "alt": photo.alt} if photo else {}
    given = {
        "id": copy.identifier,
        "url": copy.identifier if _is_link(copy.identifier) else "",
        "title": copy.headline,
        "content_html": html_of(copy.body),
        "summary": copy.dek,
        "image": photo.file if photo else "",
        "date_published": copy.published_at.isoformat() if copy.published_at else "",
        "date_modified": copy.updated_at.isoformat() if copy.updated_at else "",
        "authors": [{"name": line.name} for line in _people(copy)],
        "tags": [topic.name for topic in copy.topics],
        "language": copy.language,
        "_redaksi": {name: text for name, text in words.items() if text},
    }
    return {name: value for name, value in given.items() if value or name in ("id", "content_html")}


FLAVORS: dict[str, Callable[[Sequence[Told], Head], str]] = {"rss": _rss, "atom": _atom, "json": _json}
