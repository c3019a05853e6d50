"""From a feed to an item for each of its entries."""

import html
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from redaksi.wire.item import House, Item, Unreadable
from redaksi.wire.legible import line
from redaksi.wire.opened import TEXT_LIMIT, OpenedFile
from redaksi.wire.refusal import Refusal

from .entry import Entry, Feed
from .json_feed import read_json
from .placing import item_of
from .xml_feed import read_xml

_TOMBSTONE = re.compile(r"<(?:\w+:)?deleted-entry\b[^>]*?\bref\s*=\s*(?:\"([^\"]+)\"|'([^']+)')")


def read(opened: OpenedFile, house: House) -> Iterator[Item | Refusal]:
    """Raises `Unreadable`. Of an entry without a title and without words it says so."""
    raw = opened.stream.read(TEXT_LIMIT + 1)
    if len(raw) > TEXT_LIMIT:
        raise Unreadable(_("larger than %(limit)s MB, more than one feed may be") % {"limit": TEXT_LIMIT // 1024 // 1024})
    yield from read_feed(raw, opened.name, house)


def read_feed(raw: bytes, name: str, house: House) -> Iterator[Item | Refusal]:
    """`raw` as it was fetched."""
    feed, entries = entries_of(raw)
    for identifier in _deleted(raw):
        yield Refusal(identifier, _("withdrawn by its sender"), withdrawn=identifier)
    for number, entry in enumerate(entries, start=1):
        item = item_of(entry, feed, f"{name}#{number}", house)
        yield item or Refusal(f"{name}#{number}", _("neither a title nor a word of text"))


def _deleted(raw: bytes) -> Iterator[str]:
    """The ids of entries that an Atom feed takes back (RFC 6721), of which feedparser knows nothing."""
    if b"deleted-entry" in raw:
        for match in _TOMBSTONE.finditer(raw.decode("utf-8", "replace")):
            yield line(html.unescape(match[1] or match[2]))


def entries_of(raw: bytes) -> tuple[Feed, Iterator[Entry]]:
    if not raw.strip():
        raise Unreadable(_("an empty file"))
    is_json = raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))
    return read_json(raw) if is_json else read_xml(raw)
