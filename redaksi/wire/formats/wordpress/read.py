"""From an export to items: one walk to learn what stands where, one for the stories, however large the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from redaksi.stories.copy import EditionCopy
from redaksi.wire.item import House, Item, Unreadable
from redaksi.wire.opened import OpenedFile
from redaksi.wire.refusal import Refusal

from . import kinds
from .elements import Broken, Entry, entries
from .index import Index
from .site import Site
from .story import Reader


def read(opened: OpenedFile, house: House) -> Iterator[Item | EditionCopy | Refusal]:
    """Every entry of the file is an item, a refusal of its own, or counted in one. Raises `Unreadable`.

    Where the file is broken, what stands before and behind comes in, and a refusal says where it broke.
    """
    with Index() as index:
        site = Site.survey(opened, index, house.zone)
        yield from _Export(opened, site, index).items()


class _Export:
    def __init__(self, opened: OpenedFile, site: Site, index: Index) -> None:
        self._opened = opened
        self._site = site
        self._reader = Reader(site, index)
        self._counted: Counter[str] = Counter()

    def items(self) -> Iterator[Item | EditionCopy | Refusal]:
        has_any = False
        broken: list[Broken] = []
        for entry in entries(self._opened):
            if isinstance(entry, Broken):
                broken.append(entry)
            elif entry.kind == "item":
                if not has_any:
                    yield self._site.paper()
                has_any = True
                yield from self._read(entry)
        if broken and not has_any:
            raise Unreadable(broken[0].reason)
        yield from self._refusals(broken)

    def _read(self, entry: Entry) -> Iterator[Item | Refusal]:
        kind = kinds.kind_of(entry)
        name = f"{self._opened.name}#{entry.text('wp:post_id')[:20] or entry.text('title')[:60]}"
        if kind in kinds.COUNTED:
            self._counted[kinds.COUNTED[kind]()] += 1
        elif why := kinds.refusal_of(entry):
            yield Refusal(name, why)
        else:
            yield self._reader.item(entry, name)

    def _refusals(self, broken: Iterable[Broken]) -> Iterator[Refusal]:
        for reason, count in self._counted.items():
            yield Refusal(self._opened.name, reason, count)
        for each in broken:
            yield Refusal(self._opened.name, each.reason, each.items)
