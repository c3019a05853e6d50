"""From a feed to an item for each of its entries."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from redaksi.wire.item import House, Item, Unreadable
from redaksi.wire.opened import TEXT_LIMIT, OpenedFile
from redaksi.wire.refusal import Refusal

from .entry import Entry, Feed
from .json_feed import read_json
from .placing import item_of
from .xml_feed import read_xml


def read(opened: OpenedFile, house: House) -> Iterator[Item | Refusal]:
    """Raises `Unreadable`. Of an entry without a title and without words it says so."""
    raw = opened.stream.read(TEXT_LIMIT + 1)
    if len(raw) > TEXT_LIMIT:
        raise Unreadable(_("larger than %(limit)s MB, more than one feed may be") % {"limit": TEXT_LIMIT // 1024 // 1024})
    yield from read_feed(raw, opened.name, house)


def read_feed(raw: bytes, name: str, house: House) -> Iterator[Item | Refusal]:
    """`raw` as it was fetched."""
    feed, entries = entries_of(raw)
    for number, entry in enumerate(entries, start=1):
        item = item_of(entry, feed, f"{name}#{number}", house)
        yield item or Refusal(f"{name}#{number}", _("neither a title nor a word of text"))


def entries_of(raw: bytes) -> tuple[Feed, Iterator[Entry]]:
    if not raw.strip():
        raise Unreadable(_("an empty file"))
    is_json = raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))
    return read_json(raw) if is_json else read_xml(raw)
