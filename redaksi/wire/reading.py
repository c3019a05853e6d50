"""What files hold, item by item in their order, made ready for the paper: asks no table, writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from redaksi.stories import digests
from redaksi.stories.copy import EditionCopy
from redaksi.stories.models import Section
from redaksi.stories.slugs import slug_of
from redaksi.wire import formats
from redaksi.wire.files import Found, found_at
from redaksi.wire.fitting import fit
from redaksi.wire.item import House, Item, Unreadable
from redaksi.wire.opened import OpenedFile
from redaksi.wire.pace import Pace
from redaksi.wire.packed import unpacked
from redaksi.wire.proof import words_in
from redaksi.wire.refusal import Refusal
from redaksi.wire.sections import NewSections

Read = Item | EditionCopy | Refusal


@dataclass(frozen=True)
class Order:
    """What is to be read, and all that a reader has to know for it. `format` and `section` stand above what the files say."""

    paths: tuple[Path, ...]
    house: House
    format: str | None = None
    section: str | None = None
    column_map: str = ""


def items_of(order: Order, told: Callable[[int], object]) -> Iterator[Read]:
    """What does not come in is a `Refusal`; nothing is raised for it. `told` hears how many more bytes are done with."""
    yield from _Reading(order, Pace(told)).all()


class _Reading:
    def __init__(self, order: Order, pace: Pace) -> None:
        self._order = order
        self._pace = pace
        self._sections = NewSections(order.house.sections)

    def all(self) -> Iterator[Read]:
        for found in found_at(self._order.paths):
            yield from self._in(found)
            self._pace.file_read(found.size)

    def _in(self, found: Found) -> Iterator[Read]:
        if found.refusal:
            yield Refusal(found.name, found.refusal)
            return
        try:
            for file in unpacked(found.path, found.name, self._order.column_map):
                if isinstance(file, Refusal):
                    yield file
                else:
                    yield from self._in_file(file)
        except Unreadable as unreadable:
            yield Refusal(found.name, str(unreadable))

    def _in_file(self, file: OpenedFile) -> Iterator[Read]:
        try:
            yield from self._read(file)
        except Unreadable as unreadable:
            yield Refusal(file.name, str(unreadable))

    def _read(self, file: OpenedFile) -> Iterator[Read]:
        name = format_for(file, self._order.format)
        for read in formats.all_formats()[name].read(file, self._order.house):
            if isinstance(read, Item):
                yield self._prepared(read, name, file)
                self._pace.item_read(file)
            else:
                yield self._with_room(read) if isinstance(read, EditionCopy) else read

    def _with_room(self, edition: EditionCopy) -> EditionCopy:
        edition.sections = [section for section in edition.sections if self._sections.has_room_for(section.name)]
        return edition

    def _prepared(self, item: Item, format_name: str, file: OpenedFile) -> Item:
        copy = item.copy
        copy.section = self._order.section or copy.section
        item.unplaced += self._sections.admit(copy)
        copy.source = (copy.source or item.medium or format_name)[:200]
        copy.identifier = (copy.identifier or _identifier(item))[:700]
        item.unplaced += fit(copy, self._order.house.now)
        item.place = file.place
        item.words = words_in(copy.body)
        copy.digest = digests.of(copy)
        return item


def our_house() -> House:
    names = Section.objects.values_list("title", flat=True)
    return House(timezone.get_default_timezone(), timezone.now(), frozenset(name.casefold() for name in names))


def format_for(file: OpenedFile, given: str | None) -> str:
    """Raises `Unreadable` where no format knows the file."""
    name = given or formats.format_of(file.head, file.name)
    if name is None:
        raise Unreadable(_("no format that is known"))
    return name


def _identifier(item: Item) -> str:
    """The file's name with the headline's: the same page comes in once, another page of that file name for itself."""
    return f"{Path(item.name).name}#{slug_of(item.copy.headline)}"
