"""The shelf below the home: files and an index beside them. It survives a restart and stays within its bounds."""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from redaksi.press.store import index as rows
from redaksi.press.store.index import Index
from redaksi.press.store.page import Page, from_parts, head_of
from redaksi.press.store.shelf import EVERYWHERE
from redaksi.press.store.stamp import Stamp
from redaksi.press.store.tree import FRESH, STALE, Tree

MOST_PAGES = 50_000
MOST_BYTES = 1024**3
LARGEST_PAGE = 4 * 1024**2
LOCKS = 1024
KEPT_WHEN_FULL = 0.95  # of the bounds: room is made for some pages at once, not for each that comes

log = logging.getLogger(__name__)


class DiskShelf:
    def __init__(self, folder: Path, most_pages: int = MOST_PAGES, most_bytes: int = MOST_BYTES) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o755)
        self.folder = folder
        self.most_pages, self.most_bytes = most_pages, most_bytes
        self._tree = Tree(folder)
        self._opening = threading.Lock()
        self._open()

    def _open(self) -> None:
        self.stamp = Stamp(self.folder / "stamp")
        self.index = self._opened_index()
        with self.index.changing() as change:
            self.stamp.set(max(self.stamp.now, rows.last_generation(change)))

    def _opened_index(self) -> Index:
        try:
            return Index(self.folder / "index.sqlite3")
        except sqlite3.DatabaseError:
            log.exception("The index of the page store is damaged; it begins again, empty")
            self._clear()
            return Index(self.folder / "index.sqlite3")

    def generation(self) -> int:
        return self.stamp.now

    def read(self, address: str) -> Page | None:
        for _attempt in range(2):  # once more: it may just have been written anew
            found = self.index.row(address)
            packed = self._tree.read(address, is_stale=found[1] is not None) if found else None
            if found and packed and (page := from_parts(found[0], *packed, found[1])):
                return page
        return None

    def still_holds(self, address: str, etag: str, made_at: float) -> bool:
        return self.index.is_fresh(address, etag, made_at)

    def keep(self, address: str, page: Page, keys: Collection[str], since: int) -> bool:
        if time.time() - page.made_at > rows.REMEMBERED_SECONDS or len(page.gzip) > LARGEST_PAGE:
            return False
        try:
            with self.index.changing() as change:
                if rows.purged_since(change, [*keys, *EVERYWHERE], since):
                    return False
                size = self._tree.write(address, page)
                rows.enter(change, (address, head_of(page), page.etag, page.made_at, size), keys)
            self._make_room()
        except (sqlite3.Error, OSError) as error:
            log.warning("A page is handed out and not kept: %s", error)
            self._tree.drop(address)
            return False
        return True

    @contextmanager
    def claim(self, address: str) -> Iterator[bool]:
        """By a lock that ends with its process, on one of a few files: two pages that share one wait for each other."""
        handle = self._lock_file(address)
        if handle is None:  # a disk without room: better made twice than not at all
            yield True
            return
        try:
            yield _is_locked(handle)
        finally:
            os.close(handle)

    def _lock_file(self, address: str) -> int | None:
        folder = self.folder / "making"
        try:
            folder.mkdir(exist_ok=True)
            return os.open(folder / f"{rows.number(address) % LOCKS}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            return None

    def sweep(self) -> int:
        """Remove files that no index knows of: what a cut-short write left behind. Returns how many."""
        with self.index.changing() as change:
            known = set(rows.all_pages(change).values())
            return self._tree.keep_only(known)

    def purge(self, gone: Collection[str], stale: Collection[str]) -> list[str]:
        try:
            return self._purge(gone, stale)
        except (sqlite3.Error, OSError):
            log.exception("The page store could not note a purge; it begins again, empty")
            self.begin_again()
            return []

    def _purge(self, gone: Collection[str], stale: Collection[str]) -> list[str]:
        with self.index.changing() as change:
            generation = max(self.stamp.now, rows.last_generation(change)) + 1
            rows.note_purge(change, {*gone, *stale}, generation)
            dropped = _pages(change, gone)
            renewed = {page: address for page, address in _pages(change, stale).items() if page not in dropped}
            rows.forget(change, dropped)
            rows.make_stale(change, renewed)
            _each(self._tree.drop, dropped.values())
            _each(self._tree.set_aside, renewed.values())
        self.stamp.set(max(self.stamp.now, generation))  # after the commit: whoever looks up now finds it done
        return [*dropped.values(), *renewed.values()]

    def drop(self, address: str) -> None:
        with self.index.changing() as change:
            change.execute("DELETE FROM page WHERE address = ?", (address,))
            self._tree.drop(address)

    def note_used(self, addresses: Collection[str]) -> None:
        now = time.time()
        with self.index.changing() as change:
            change.executemany("UPDATE page SET used_at = ? WHERE address = ?", [(now, address) for address in addresses])

    def is_well(self) -> bool:
        """Somebody may have removed the folder, or begun the store again: then this one opens it again, too."""
        if not self.stamp.is_lost and not self.index.is_lost:
            return True
        with self._opening:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._open()
        return False

    def begin_again(self) -> None:
        """Forget every page. Needs no room on the disk."""
        with self._opening:
            self.index.close()
            self._clear()
            self.stamp.set(self.stamp.now + 1)
            self.index = Index(self.folder / "index.sqlite3")

    def _clear(self) -> None:
        for state in (FRESH, STALE):
            aside = self.folder / f".{state}.{os.getpid()}.{time.monotonic_ns()}"
            if (self.folder / state).exists():
                (self.folder / state).rename(aside)
                shutil.rmtree(aside, ignore_errors=True)
        for name in ("index.sqlite3", "index.sqlite3-wal", "index.sqlite3-shm"):
            (self.folder / name).unlink(missing_ok=True)

    def _make_room(self) -> None:
        pages, size = self.index.totals()
        if pages <= self.most_pages and size <= self.most_bytes:
            return
        with self.index.changing() as change:
            leaving = rows.least_used(change, pages - self.most_pages * KEPT_WHEN_FULL, size - self.most_bytes * KEPT_WHEN_FULL)
            rows.forget(change, leaving)
            _each(self._tree.drop, leaving.values())


def _is_locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _pages(change: sqlite3.Connection, keys: Collection[str]) -> dict[int, str]:
    return rows.all_pages(change) if EVERYWHERE & set(keys) else rows.pages_showing(change, keys)


def _each(act: Callable[[str], None], addresses: Collection[str]) -> None:
    for address in addresses:
        act(address)
