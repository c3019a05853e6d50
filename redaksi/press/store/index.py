"""What is on the disk's shelf and what each page there shows: one SQLite file, which makes every change whole."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import batched
from pathlib import Path

REMEMBERED_SECONDS = 300  # a page that took longer to make is not kept
AT_ONCE = 500
WAIT_SECONDS = 5
TABLES = """
CREATE TABLE IF NOT EXISTS page(
    id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, head TEXT NOT NULL, etag TEXT NOT NULL, made_at REAL NOT NULL,
    stale_since REAL, bytes INTEGER NOT NULL, used_at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS page_used ON page(used_at);
CREATE TABLE IF NOT EXISTS shows(
    key INTEGER NOT NULL, page INTEGER NOT NULL REFERENCES page(id) ON DELETE CASCADE, PRIMARY KEY(key, page)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS shows_page ON shows(page);
CREATE TABLE IF NOT EXISTS purged(key INTEGER PRIMARY KEY, generation INTEGER NOT NULL, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS total(pages INTEGER NOT NULL, bytes INTEGER NOT NULL);
INSERT INTO total SELECT 0, 0 WHERE NOT EXISTS (SELECT 1 FROM total);
CREATE TRIGGER IF NOT EXISTS counted AFTER INSERT ON page BEGIN
    UPDATE total SET pages = pages + 1, bytes = bytes + new.bytes; END;
CREATE TRIGGER IF NOT EXISTS counted_off AFTER DELETE ON page BEGIN
    UPDATE total SET pages = pages - 1, bytes = bytes - old.bytes; END;
"""


class Index:
    """Reads never wait for a write: each has its own connection. Raises `sqlite3.Error` for a damaged file, a full disk."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._reader, self._writer = _connect(file), _connect(file)
        self._reading, self._writing = threading.Lock(), threading.Lock()
        self._writer.executescript(TABLES)
        self._inode = file.stat().st_ino

    @property
    def is_lost(self) -> bool:
        """Whether the file is gone or another."""
        try:
            return self.file.stat().st_ino != self._inode
        except OSError:
            return True

    def close(self) -> None:
        self._reader.close()
        self._writer.close()

    def row(self, address: str) -> tuple[str, float | None] | None:
        """Its head and since when it is stale."""
        return self._one("SELECT head, stale_since FROM page WHERE address = ?", address)

    def is_fresh(self, address: str, etag: str, made_at: float) -> bool:
        found = self._one("SELECT etag, made_at, stale_since FROM page WHERE address = ?", address)
        return found == (etag, made_at, None)

    def totals(self) -> tuple[int, int]:
        """How many pages, and their bytes."""
        pages, size = self._one("SELECT pages, bytes FROM total") or (0, 0)
        return pages, size

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """One writer at a time, in this process and among all; all of it is kept or nothing."""
        with self._writing:
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    def _one(self, question: str, *values: object) -> tuple | None:
        with self._reading:
            return self._reader.execute(question, values).fetchone()


def enter(change: sqlite3.Connection, row: tuple[object, ...], keys: Iterable[str]) -> None:
    """`row`: address, head, etag, made_at, bytes. Whatever stood at the address is forgotten."""
    change.execute("DELETE FROM page WHERE address = ?", (row[0],))
    added = change.execute(
        "INSERT INTO page(address, head, etag, made_at, bytes, used_at) VALUES(?, ?, ?, ?, ?, ?)", (*row, time.time())
    )
    change.executemany("INSERT OR IGNORE INTO shows VALUES(?, ?)", [(number(key), added.lastrowid) for key in keys])


def purged_since(change: sqlite3.Connection, keys: Collection[str], generation: int) -> bool:
    """Whether a page of these keys that was begun then may be out of date already."""
    numbers = [number(key) for key in keys]
    return any(
        change.execute(
            f"SELECT 1 FROM purged WHERE generation > ? AND key IN ({_marks(some)}) LIMIT 1",  # noqa: S608 - marks only
            (generation, *some),
        ).fetchone()
        for some in batched(numbers, AT_ONCE)
    )


def note_purge(change: sqlite3.Connection, keys: Collection[str], generation: int) -> None:
    now = time.time()
    change.execute("DELETE FROM purged WHERE at < ?", (now - REMEMBERED_SECONDS,))
    rows = [(number(key), generation, now) for key in keys]
    change.executemany("INSERT OR REPLACE INTO purged VALUES(?, ?, ?)", rows)


def last_generation(change: sqlite3.Connection) -> int:
    return int(change.execute("SELECT max(generation) FROM purged").fetchone()[0] or 0)


def pages_showing(change: sqlite3.Connection, keys: Collection[str]) -> dict[int, str]:
    """Their addresses by number."""
    found: dict[int, str] = {}
    for some in batched([number(key) for key in keys], AT_ONCE):
        question = f"SELECT id, address FROM page WHERE id IN (SELECT page FROM shows WHERE key IN ({_marks(some)}))"  # noqa: S608
        found |= dict(change.execute(question, some).fetchall())
    return found


def all_pages(change: sqlite3.Connection) -> dict[int, str]:
    return dict(change.execute("SELECT id, address FROM page").fetchall())


def forget(change: sqlite3.Connection, pages: Iterable[int]) -> None:
    change.executemany("DELETE FROM page WHERE id = ?", [(page,) for page in pages])


def make_stale(change: sqlite3.Connection, pages: Iterable[int]) -> None:
    change.executemany(
        "UPDATE page SET stale_since = ? WHERE id = ? AND stale_since IS NULL", [(time.time(), page) for page in pages]
    )


def least_used(change: sqlite3.Connection, pages: float, size: float) -> dict[int, str]:
    """As many pages as it takes to be rid of so many pages and so many bytes, the longest unread first."""
    leaving: dict[int, str] = {}
    for page, address, its_size in change.execute("SELECT id, address, bytes FROM page ORDER BY used_at"):
        if pages <= 0 and size <= 0:
            break
        leaving[page] = address
        pages, size = pages - 1, size - its_size
    return leaving


def number(key: str) -> int:
    """Keys are kept as numbers of eight bytes: two that share one are purged together, which harms nobody."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), signed=True)


def _marks(values: Collection[object]) -> str:
    return ",".join("?" * len(values))


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "journal_size_limit=16777216"):
        connection.execute(f"PRAGMA {pragma}")
    return connection
