"""What every engine does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from redaksi.archive.entry import Entry
from redaksi.archive.nearness import Statistics
from redaksi.archive.profile import Profile
from redaksi.archive.wanted import Counts, Hits, Wanted


class Health(StrEnum):
    WELL = "well"
    MISSING = "missing"
    DAMAGED = "damaged"
    UNREACHABLE = "unreachable"


class Unavailable(Exception):
    """The index cannot answer now; `health` says why."""

    def __init__(self, health: Health, why: str = "") -> None:
        self.health, self.why = health, why
        super().__init__(health, why)  # both, for it may come from another process

    def __str__(self) -> str:
        return self.why or self.health


class Busy(Exception):
    """Another process writes the index."""


@dataclass(frozen=True)
class Candidate:
    """A story that may be near another, with its profile as it was packed."""

    id: int
    profile: bytes


class Writer(Protocol):
    """Entries become findable at `commit`, all of them or none."""

    def put(self, entries: Iterable[Entry]) -> None:
        """In place of what was there under the same keys."""

    def drop(self, story_ids: Iterable[int]) -> None: ...

    def commit(self) -> None: ...


class Growing(Protocol):
    """An index that is made anew. Other processes are given it, too."""

    def part(self) -> AbstractContextManager[Writer]:
        """A writer for stories that no other part has: they are in the index when the block ends well, and no earlier."""


class Engine(Protocol):
    """Every call but `health` raises `Unavailable` where there is no index that could answer."""

    def health(self) -> Health:
        """A quick look, a few file names; `damage` is the thorough one."""

    def damage(self) -> list[str]:
        """What of the index is not as it was written. Reads all of it."""

    def is_suspected(self) -> bool:
        """Whether somebody could not read it, so that `damage` should be looked for."""

    def writer(self) -> Writer:
        """The one writer, of this process as long as it lives. Raises `Busy`."""

    def let_go(self) -> None:
        """Give the writer up, for another process to write."""

    def rebuilding(self) -> AbstractContextManager[Growing]:
        """An empty index, which takes the other's place when the block ends well. It has a part at least by then."""

    def find(self, wanted: Wanted) -> Hits: ...

    def counts(self, wanted: Wanted) -> Counts: ...

    def stories_with(self, words: Sequence[str]) -> list[int]:
        """How many stories have each of these words as they are written."""

    def with_near_spelling(self, word: str, wanted: Wanted) -> Hits:
        """Stories with a word that is written like this but for two letters."""

    def candidates(self, terms: Sequence[tuple[str, float]], wanted: Wanted) -> list[Candidate]:
        """The stories in which most of these terms, each with its weight, stand; without any terms the newest. At most
        `wanted.limit`."""

    def profiles(self, story_ids: Sequence[int]) -> dict[int, Profile]:
        """Of those of these stories that are in it."""

    def statistics(self, terms: Iterable[str] = ()) -> Statistics:
        """As they are now, for one comparison. `terms` will be asked for: a server counts them together."""

    def stamps(self) -> Iterator[tuple[int, int]]:
        """Key and stamp of every entry, in the order of the keys."""
