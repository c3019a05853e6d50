"""From a document of NewsML-G2 to items: a text with the pictures that belong to it is one."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml.etree import _Element as Element

from redaksi.wire import ninjs
from redaksi.wire.item import House, Item, Unreadable, Withdrawn
from redaksi.wire.opened import OpenedFile
from redaksi.wire.refusal import Refusal
from redaksi.wire.status import Status

from .meta import item_of
from .names import all_in, code_of, line_in, name_of
from .tree import tree_of

_PICTURES = ("picture", "graphic")


def read(opened: OpenedFile, house: House) -> Iterator[Item | Refusal]:
    """Raises `Unreadable` for a document of one item; of a message each that does not come in is told by itself."""
    root, notes = tree_of(opened)
    if name_of(root) == "newsItem":
        yield _item(root, [], opened.name, house, list(notes))
    elif name_of(root) == "newsMessage":
        yield from _message(root, opened.name, house)
    else:
        raise Unreadable(_why_not(root))


def _why_not(root: Element) -> str:
    if name_of(root) == "packageItem":
        return _("a package that only points at items; these are not in it")
    return _("no news item but <%(name)s>") % {"name": name_of(root)[:60]}


def _message(root: Element, name: str, house: House) -> Iterator[Item | Refusal]:
    news = [each for held in all_in(root, "itemSet") for each in held if name_of(each) == "newsItem"]
    pictures = _pictures_of(root, news)
    used = {id(picture) for belonging in pictures.values() for picture in belonging}
    for number, each in enumerate(news, start=1):
        if id(each) not in used:
            try:
                yield _item(each, pictures.get(id(each), []), f"{name}#{number}", house, [])
            except Unreadable as unreadable:
                yield Refusal.because(f"{name}#{number}", unreadable)
    for number, other in enumerate((each for held in all_in(root, "itemSet") for each in held), start=1):
        if name_of(other) not in ("newsItem", "packageItem", ""):
            yield Refusal(f"{name}#{number}", _why_not(other))


def _pictures_of(root: Element, news: list[Element]) -> dict[int, list[Element]]:
    """By the text that they belong to: as a package puts them together, or as the text points at them."""
    by_guid = {each.get("guid"): each for each in news}
    together = [
        [by_guid[ref.get("residref")] for ref in package.iter() if ref.get("residref") in by_guid]
        for held in all_in(root, "itemSet")
        for package in held
        if name_of(package) == "packageItem"
    ]
    for each in news:
        links = [link.get("residref") for link in all_in(each, "itemMeta", "link")]
        together.append([each, *(by_guid[guid] for guid in links if guid in by_guid)])
    belonging: dict[int, list[Element]] = {}
    for group in together:
        text = next((each for each in group if _kind(each) not in _PICTURES), None)
        if text is not None:
            found = belonging.setdefault(id(text), [])
            found += [each for each in group if _kind(each) in _PICTURES and each not in found]
    return belonging


def _kind(news: Element) -> str:
    return next((code_of(each) for each in all_in(news, "itemMeta", "itemClass")), "")


def _item(news: Element, pictures: list[Element], name: str, house: House, notes: list[str]) -> Item:
    item = item_of(news, notes)
    associations = [{"name": "picture", **item_of(each, notes)} for each in pictures]
    own = {each.get("guid") for each in pictures}
    linked = [each for each in item.get("associations", []) if each["uri"] not in own]
    item["associations"] = [*associations, *linked]
    received = ninjs.understood(item, house.zone, notes)
    if received.status is Status.CANCELED:
        message = _("withdrawn by its sender: %(headline)s") % {"headline": received.copy.headline[:100]}
        raise Withdrawn(message, received.copy.identifier)
    if received.status is Status.WITHHELD:
        received.copy.published_at = None
        received.notes.append(_("withheld by its sender: a draft, until it is released"))
    medium = received.medium or line_in(news, "itemMeta", "provider", "name")
    return Item(name, received.copy, medium=medium, unplaced=received.notes)
