"""The book of one day: which visit read what, under names that nobody can trace, until the day is over and the book is gone.

It knows what is needed to count each visit once, to count nobody's reloads, and to see what is read after what. One SQLite
file beside the database; none of its rows is copied there, only sums. One process writes it, the worker.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import batched
from pathlib import Path
from typing import Any

AT_ONCE = 500
TABLES = """
CREATE TABLE IF NOT EXISTS read(
    visit INTEGER NOT NULL, story INTEGER NOT NULL, at INTEGER NOT NULL, quarters INTEGER NOT NULL, seconds INTEGER NOT NULL,
    was_offered INTEGER NOT NULL, has_taken INTEGER NOT NULL, PRIMARY KEY(visit, story)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS network(
    network INTEGER NOT NULL, story INTEGER NOT NULL, readings INTEGER NOT NULL, PRIMARY KEY(network, story)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pair(
    story INTEGER NOT NULL, other INTEGER NOT NULL, weight REAL NOT NULL, PRIMARY KEY(story, other)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS touched(story INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS step(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, story INTEGER NOT NULL, other INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS arm(
    visit INTEGER NOT NULL, experiment INTEGER NOT NULL, arm INTEGER NOT NULL, has_read INTEGER NOT NULL,
    PRIMARY KEY(visit, experiment)) WITHOUT ROWID;
"""
ALL_STORIES = 0
SEEN, READ, OPENED = range(3)
"""What a visit did with what is on trial; a place's story is `OPENED` from there before it is `READ`."""


@dataclass(slots=True)
class Read:
    """What one visit did with one page. `story`: its key, or 0 and less for pages that are no story."""

    at: int
    quarters: int = 0
    seconds: int = 0
    was_offered: int = 0
    has_taken: int = 0


@dataclass
class Visit:
    pages: dict[int, Read] = field(default_factory=dict)
    changed: set[int] = field(default_factory=set)
    arms: dict[int, list[int]] = field(default_factory=dict)  # experiment: [arm, SEEN, READ or OPENED]

    @property
    def stories(self) -> list[int]:
        """In the order in which they were read."""
        return sorted((story for story in self.pages if story > 0), key=lambda story: self.pages[story].at)


class Daybook:
    """`folder`: of all readings; `day` as in ISO 8601."""

    def __init__(self, folder: Path, day: str) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.day = day
        self._file = sqlite3.connect(folder / f"day-{day}.sqlite3", isolation_level=None, timeout=20)
        self._file.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-48000;" + TABLES)

    def close(self) -> None:
        self._file.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All of it, or nothing where it is left by an error."""
        self._file.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._file.execute("ROLLBACK")
            raise
        self._file.execute("COMMIT")

    def visits(self, keys: Collection[int]) -> dict[int, Visit]:
        """As they are so far; none for a visit that is new."""
        visits: dict[int, Visit] = {}
        for visit, story, *rest in self._of(keys, "SELECT * FROM read WHERE visit IN"):
            visits.setdefault(visit, Visit()).pages[story] = Read(*rest)
        for visit, experiment, arm, has_read in self._of(keys, "SELECT * FROM arm WHERE visit IN"):
            visits.setdefault(visit, Visit()).arms[experiment] = [arm, has_read]
        return visits

    def networks(self, keys: Collection[int]) -> dict[tuple[int, int], int]:
        """How many readings came from each network: of a story, and of `ALL_STORIES`."""
        rows = self._of(keys, "SELECT * FROM network WHERE network IN")
        return {(network, story): readings for network, story, readings in rows}

    def keep(self, visits: dict[int, Visit], networks: dict[tuple[int, int], int]) -> None:
        reads = (
            (key, story, read.at, read.quarters, read.seconds, read.was_offered, read.has_taken)
            for key, visit in visits.items()
            for story in visit.changed
            for read in (visit.pages[story],)
        )
        self._file.executemany("REPLACE INTO read VALUES (?, ?, ?, ?, ?, ?, ?)", reads)
        self._file.executemany("REPLACE INTO network VALUES (?, ?, ?)", ((*key, count) for key, count in networks.items()))
        arms = ((key, experiment, *told) for key, visit in visits.items() for experiment, told in visit.arms.items())
        self._file.executemany("REPLACE INTO arm VALUES (?, ?, ?, ?)", arms)

    def add_pairs(self, pairs: dict[tuple[int, int], float]) -> None:
        """What was read in one visit with what."""
        self._file.executemany(
            "INSERT INTO pair VALUES (?, ?, ?) ON CONFLICT(story, other) DO UPDATE SET weight = weight + excluded.weight",
            ((*pair, weight) for pair, weight in sorted(pairs.items())),
        )
        self._file.executemany("INSERT OR IGNORE INTO touched VALUES (?)", {(story,) for story, _other in pairs})

    def add_steps(self, steps: Iterable[tuple[int, int, int]]) -> None:
        """`(at, story, the one read next)`."""
        self._file.executemany("INSERT INTO step(at, story, other) VALUES (?, ?, ?)", steps)

    def touched(self, limit: int) -> list[int]:
        """Stories whose pairs have changed since they were last taken off."""
        return [story for (story,) in self._file.execute("SELECT story FROM touched ORDER BY story LIMIT ?", [limit])]

    def take_off(self, stories: Collection[int]) -> None:
        self._file.executemany("DELETE FROM touched WHERE story = ?", ((story,) for story in stories))

    def all_paired(self, after: int, limit: int) -> list[int]:
        rows = self._file.execute("SELECT DISTINCT story FROM pair WHERE story > ? ORDER BY story LIMIT ?", [after, limit])
        return [story for (story,) in rows]

    def pairs_of(self, stories: Collection[int]) -> dict[int, dict[int, float]]:
        pairs: dict[int, dict[int, float]] = {}
        for story, other, weight in self._of(stories, "SELECT * FROM pair WHERE story IN"):
            pairs.setdefault(story, {})[other] = weight
        return pairs

    def last_step(self) -> int:
        return int(self._file.execute("SELECT coalesce(max(id), 0) FROM step").fetchone()[0])

    def steps_after(self, last: int, limit: int) -> list[tuple[int, int, int, int]]:
        """`(number, at, story, the one read next)`, in the order in which they were counted."""
        rows = self._file.execute("SELECT id, at, story, other FROM step WHERE id > ? ORDER BY id LIMIT ?", [last, limit])
        return rows.fetchall()

    def _of(self, keys: Collection[int], question: str) -> Iterator[Any]:
        for some in batched(keys, AT_ONCE):
            yield from self._file.execute(f"{question} ({', '.join('?' * len(some))})", some)


def books(folder: Path) -> list[str]:
    """The days of which there is a book, the latest first."""
    return sorted((path.name[4:14] for path in folder.glob("day-*.sqlite3")), reverse=True)


def burn(folder: Path, day: str) -> None:
    for path in folder.glob(f"day-{day}.sqlite3*"):
        path.unlink(missing_ok=True)
