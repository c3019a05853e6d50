"""What an entry says, placed where a story has it."""

from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _

from redaksi.stories import clean
from redaksi.stories.copy import BlockCopy, BylineCopy, PhotoCopy, SourceCopy, StoryCopy, TopicCopy
from redaksi.wire import markup
from redaksi.wire.fitting import is_web_address
from redaksi.wire.item import House, Item
from redaksi.wire.legible import line

from .entry import Enclosure, Entry, Feed

LONGEST_DEK = 60  # words
LONGEST_STAND_IN = 100
MOST_ENCLOSURES = 20


def item_of(entry: Entry, feed: Feed, name: str, house: House) -> Item | None:
    """None where there is neither a title nor a word."""
    base = entry.link or feed.link
    marked = markup.blocks_of(entry.content, base)
    copy = StoryCopy(entry.title, body=marked.blocks)
    item = Item(name, copy, feed.title or (urlsplit(base).hostname or ""), [*entry.notes, *marked.unplaced])
    _place_summary(entry.summary, base, item)
    if not copy.headline and not _stand_in(item):
        return None
    _place_enclosures(entry.enclosures, base, item)
    _place_names(entry, copy, house)
    _place_times(entry, copy)
    _place_origin(entry, feed, copy, item.medium)
    return item


def _place_summary(summary: str, base: str, item: Item) -> None:
    """The dek, unless it is the beginning of the text; all of the text where there is no other and it is long."""
    marked = markup.blocks_of(summary, base)
    words = line(clean.plain(summary.replace("</p>", "</p> ").replace("<br", " <br")))
    if not item.copy.body and (len(words.split()) > LONGEST_DEK or any(block.kind != "text" for block in marked.blocks)):
        item.copy.body = marked.blocks
        item.unplaced += marked.unplaced
    elif not _begins(words, item.copy):
        item.copy.dek = words


def _begins(summary: str, copy: StoryCopy) -> bool:
    text = line(" ".join(clean.plain(block.value) for block in copy.body[:3] if block.kind == "text"))
    start = summary.rstrip(" .…[]")
    return (bool(start) and text.startswith(start)) or summary == copy.headline


def _stand_in(item: Item) -> bool:
    """The beginning of the text, for an entry without a title: short notes have none."""
    first = item.copy.body[0] if item.copy.body else None
    text = item.copy.dek or (line(clean.plain(first.value.replace("</p>", "</p> "))) if first and first.kind == "text" else "")
    if len(text) > LONGEST_STAND_IN:
        text = text[:LONGEST_STAND_IN].rpartition(" ")[0] + "…"
    item.copy.headline = text
    if text:
        item.unplaced.append(_("no headline; the beginning of the text stands in for it"))
    return bool(text)


def _place_enclosures(enclosures: list[Enclosure], base: str, item: Item) -> None:
    shown = {block.value.file for block in item.copy.body if block.kind == "photo"}
    for file in enclosures[:MOST_ENCLOSURES]:
        url = urljoin(base, file.url) if base else file.url
        if not is_web_address(url) or url in shown:
            continue
        shown.add(url)
        photo = PhotoCopy(url, file.credit, file.caption, file.alt)
        if not file.kind.startswith("image"):
            item.copy.body.append(BlockCopy("embed", {"url": url, "caption": file.caption}))
        elif item.copy.lead_photo is None:
            item.copy.lead_photo = photo
        else:
            item.unplaced.append(_("a second picture, left out: %(url)s") % {"url": url[:200]})


def _place_names(entry: Entry, copy: StoryCopy, house: House) -> None:
    copy.bylines = [BylineCopy(name) for name in entry.authors]
    names = list(dict.fromkeys(entry.categories))
    copy.section = next((name for name in names if name.casefold() in house.sections), "")
    copy.topics = [TopicCopy(name) for name in names if name != copy.section]


def _place_times(entry: Entry, copy: StoryCopy) -> None:
    """Atom asks only for the time of the last change; of an entry that names no other it is the time."""
    copy.published_at = entry.published_at or entry.updated_at
    if entry.published_at and entry.updated_at and entry.updated_at > entry.published_at:
        copy.updated_at = entry.updated_at


def _place_origin(entry: Entry, feed: Feed, copy: StoryCopy, medium: str) -> None:
    copy.language = (entry.language or feed.language or copy.language)[:2].lower()
    copy.identifier = entry.identifier or entry.link
    link = entry.link if is_web_address(entry.link) else ""
    copy.sources = [SourceCopy(medium, "medium", link)] if medium else []
    if entry.source_title and entry.source_title != medium:
        copy.sources.append(SourceCopy(entry.source_title, "medium", entry.source_link))
    rights = entry.rights or feed.rights
    copy.ed_note = _("Rights: %(rights)s") % {"rights": rights} if rights else ""
