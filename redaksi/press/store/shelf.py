"""What every shelf can do."""

from collections.abc import Collection
from contextlib import AbstractContextManager
from typing import Protocol

from redaksi.press.store.page import Page

# Keys that are on every page: a purge of one of them is a purge of all.
EVERYWHERE = frozenset({"settings", "menus"})


class Shelf(Protocol):
    def generation(self) -> int:
        """Grows with every purge; costs nothing to ask."""
        ...

    def read(self, address: str) -> Page | None:
        """The page kept there, fresh or stale."""
        ...

    def still_holds(self, address: str, etag: str, made_at: float) -> bool:
        """Whether exactly this page is there, and fresh."""
        ...

    def keep(self, address: str, page: Page, keys: Collection[str], since: int) -> bool:
        """Keep it, unless one of its keys was purged after generation `since`, when its making began."""
        ...

    def claim(self, address: str) -> AbstractContextManager[bool]:
        """Whether nobody else, in any process on any machine of this store, is making this page; for the time inside."""
        ...

    def purge(self, gone: Collection[str], stale: Collection[str]) -> list[str]:
        """Drop every page that shows one of `gone`, mark stale each that shows one of `stale`; returns their addresses."""
        ...

    def drop(self, address: str) -> None:
        """There is no such page any more."""
        ...

    def note_used(self, addresses: Collection[str]) -> None:
        """These were read lately: they are the last to make room for others."""
        ...

    def is_well(self) -> bool:
        """Whether purges of others are heard of here; asked every second."""
        ...
