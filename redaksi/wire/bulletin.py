"""What a feed said at one look, read: its items ready to be compared and kept, and those that it takes back."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _
from lxml import html

from redaksi.stories import digests
from redaksi.stories.copy import StoryCopy
from redaksi.stories.slugs import slug_of
from redaksi.wire import formats, sidecar
from redaksi.wire.encoding import decode
from redaksi.wire.fitting import cut, fit, is_web_address
from redaksi.wire.item import House, Item, Unreadable
from redaksi.wire.legible import line
from redaksi.wire.opened import HEAD, OpenedFile
from redaksi.wire.places import Refused, checked
from redaksi.wire.refusal import Refusal
from redaksi.wire.wording import text_of

FORMATS = ("rss_atom", "ninjs", "newsml_g2")
MOST_ITEMS = 1000
MOST_NOTES = 10
LONGEST_LEAD = 600
CLOCKS_APART = timedelta(hours=1)
_OF_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")


@dataclass(frozen=True)
class Told:
    """One item, in the form in which it is kept."""

    identifier: str
    headline: str
    lead: str
    url: str
    published_at: datetime | None
    copy: StoryCopy = field(repr=False)

    def digest_as(self, identifier: str) -> str:
        """Of all that it says, under this name: some feeds give their items another one every time."""
        return digests.of(replace(self.copy, identifier=identifier))


@dataclass(frozen=True)
class Bulletin:
    """Items in the feed's own order, each identifier once; identifiers of those taken back; those that do not come in."""

    format: str
    items: list[Told]
    withdrawn: list[str]
    refusals: list[Refusal]


def read(body: bytes, url: str, house: House) -> Bulletin:
    """At most a thousand items: the newest, where it has more. Raises `Unreadable` in plain words where it is no feed."""
    name = _format_of(body, url)
    opened = OpenedFile(Path("feed"), "feed", io.BytesIO(body), body[:HEAD])
    told: dict[str, Told] = {}
    refusals: list[Refusal] = []
    for each in _newest(_read(name, opened, house), refusals):
        item = _told(each, house)
        told.setdefault(item.identifier, item)
    withdrawn = [refusal.withdrawn[:700] for refusal in refusals if refusal.withdrawn]
    return Bulletin(name, list(told.values()), withdrawn, [each for each in refusals if not each.withdrawn])


def _newest(read: Iterable[Item | Refusal], refusals: list[Refusal]) -> list[Item]:
    """In the feed's own order. Of items without a date those at its top count as the newest; refusals go into their list."""
    items: list[Item] = []
    for each in read:
        if isinstance(each, Item):
            items.append(each)
            if len(items) >= 2 * MOST_ITEMS:
                items = _kept(items)
        elif len(refusals) < MOST_ITEMS:
            refusals.append(each)
    return _kept(items)


def _kept(items: list[Item]) -> list[Item]:
    places = sorted(range(len(items)), key=lambda place: (_moment(items[place]), -place), reverse=True)
    return [items[place] for place in sorted(places[:MOST_ITEMS])]


def _moment(item: Item) -> float:
    moment = item.copy.updated_at or item.copy.published_at
    return moment.timestamp() if moment else math.inf


def feeds_named_in(page: bytes, url: str) -> list[str]:
    """Where a web page says that its feeds are; at most ten."""
    try:
        tree = html.document_fromstring(decode(page).text)
    except (Unreadable, ValueError, html.etree.LxmlError):
        return []
    links = (link for link in tree.iter("link") if line(link.get("type") or "").lower() in _OF_FEEDS)
    return list(dict.fromkeys(_addresses([link.get("href") or "" for link in links], url)))[:10]


def _addresses(given: list[str], base: str) -> Iterator[str]:
    for each in given:
        try:
            address = urljoin(base, each.strip())
        except ValueError:
            continue
        if is_web_address(address):
            yield address


def _format_of(body: bytes, url: str) -> str:
    """What nobody knows is read as RSS or Atom: the reader of feeds forgives most."""
    if not body.strip():
        raise Unreadable(_("an empty answer"))
    name = formats.format_of(body[:HEAD], urlsplit(url).path)
    if name == "page_html":
        raise Unreadable(_("a web page, not a feed"))
    return name if name in FORMATS else "rss_atom"


def _read(name: str, opened: OpenedFile, house: House) -> Iterator[Item | Refusal]:
    """A document of one item that is taken back is a bulletin, too."""
    try:
        for each in formats.all_formats()[name].read(opened, house):
            if isinstance(each, Item | Refusal):
                yield each
    except Unreadable as unreadable:
        refusal = Refusal.because(opened.name, unreadable)
        if not refusal.withdrawn:
            raise
        yield refusal


def _told(item: Item, house: House) -> Told:
    copy, url = item.copy, link_of(item.copy)
    fit(copy, house.now)
    copy.ed_note = "\n".join(filter(None, [copy.ed_note, *item.unplaced[:MOST_NOTES]]))
    identifier = (copy.identifier or url or slug_of(copy.headline))[:700]
    copy = replace(copy, identifier=identifier, source="")
    headline, *paragraphs = text_of(copy).split("\n")
    at = copy.published_at
    return Told(
        identifier=identifier,
        headline=headline[:255],
        lead=cut(" ".join(paragraphs[:4]), LONGEST_LEAD),
        url=url[:1000],
        published_at=at if at and at <= house.now + CLOCKS_APART else None,
        copy=copy,
    )


def link_of(copy: StoryCopy) -> str:
    """The item's own page, where it names one."""
    given = [*(source.url for source in copy.sources), *copy.old_addresses, copy.identifier]
    return next((url for url in given if is_web_address(url) and _is_plain(url)), "")


def _is_plain(url: str) -> bool:
    try:
        return bool(checked(url))
    except Refused:
        return False


def stored(copy: StoryCopy) -> dict[str, Any]:
    """As a sidecar that any database takes: PostgreSQL has no NUL, nobody has half a character."""
    written = json.dumps(sidecar.dump(copy))
    return json.loads(written) if "\\u0000" not in written and "\\ud" not in written else _cleaned(sidecar.dump(copy))


def _cleaned(value: Any) -> Any:
    if isinstance(value, dict):
        return {_cleaned(name): _cleaned(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_cleaned(each) for each in value]
    return (
        value.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
        if isinstance(value, str)
        else value
    )
