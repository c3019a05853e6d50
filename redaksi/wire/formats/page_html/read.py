"""From a saved page to an item."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from redaksi.stories.copy import BlockCopy, StoryCopy
from redaksi.wire.item import House, Item, Unreadable
from redaksi.wire.opened import TEXT_LIMIT, OpenedFile

from . import own_page
from .article_text import article_text
from .cleaning import Cleaning
from .document import text_of, tree_of
from .json_ld import text as told_text
from .page import Page
from .pieces import blocks_of, key_of
from .times import set_times

DEK_BEGINS_TEXT = 40  # letters that are the same


def read(opened: OpenedFile, house: House) -> Iterator[Item]:
    """One item a file. Raises `Unreadable`."""
    raw = opened.stream.read(TEXT_LIMIT + 1)
    if len(raw) > TEXT_LIMIT:
        raise Unreadable(_("larger than %(limit)s MB, more than one page may be") % {"limit": TEXT_LIMIT // 1024 // 1024})
    yield read_page(raw, opened.name, house)


def read_page(raw: bytes, name: str, house: House) -> Item:
    decoded = text_of(raw)
    page = Page(tree_of(decoded.text), house)
    ours = own_page.body_of(page.tree)
    if ours is not None and page.article.get("headline"):
        copy, unplaced = own_page.copy_of(page.article, ours)
        return Item(name, copy, unplaced=[*decoded.notes, *unplaced])
    item = Item(name, page.described(), page.medium, list(decoded.notes))
    set_times(page, item.copy)
    _set_text(page, decoded.text, item)
    if not item.copy.headline and not item.copy.body:
        raise Unreadable(_("no article in it: neither a headline nor a paragraph"))
    _set_notes(item)
    return item


def _set_text(page: Page, source: str, item: Item) -> None:
    dek = page.dek
    told = told_text(page.article.get("articleBody"))
    found = article_text(page.tree, source, told, page.address)
    cleaning = Cleaning(found.pieces, item.copy, page.medium, found.left_out)
    item.copy.body = _without_lead_photo(blocks_of(cleaning.kept), item.copy)
    item.copy.dek = "" if _begins_text(dek, " ".join(piece.words for piece in cleaning.kept[:3])) else dek
    item.left_out += [*found.left_out, *cleaning.left_out]
    item.unplaced += found.unplaced


def _begins_text(dek: str, text: str) -> bool:
    """Whether the page describes itself by its first words, as most systems do of themselves."""
    start = key_of(dek)[:DEK_BEGINS_TEXT]
    return bool(start) and start in key_of(text)


def _without_lead_photo(blocks: list[BlockCopy], copy: StoryCopy) -> list[BlockCopy]:
    """The picture above the text stands there once, with the words that it had in the text."""
    lead = copy.lead_photo
    same = next((block.value for block in blocks if lead and block.kind == "photo" and block.value.file == lead.file), None)
    if lead is None or same is None:
        return blocks
    caption, credit = lead.caption or same.caption, lead.credit or same.credit
    copy.lead_photo = replace(lead, caption=caption, credit=credit, alt=lead.alt or same.alt)
    return [block for block in blocks if block.kind != "photo" or block.value is not same]


def _set_notes(item: Item) -> None:
    if not item.copy.headline:
        item.unplaced.append(_("no headline was found"))
    if not item.copy.body:
        item.unplaced.append(_("no paragraph of text was found"))
    if item.copy.published_at is None:
        item.unplaced.append(_("no date of publication was found"))
