"""Database and index, laid side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from redaksi.archive import reading
from redaksi.archive.engines import engine
from redaksi.archive.models import Waiting

Verdict = Literal["same", "missing", "stale", "surplus"]
Stamps = Iterable[tuple[int, int]]


@dataclass
class Comparison:
    """Keys of stories that the index lacks, has otherwise, or has though they are gone; what merely waits is not among
    them. `damaged`: files that are not as they were written."""

    stories: int = 0
    waiting: int = 0
    missing: list[int] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)
    surplus: list[int] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not (self.missing or self.stale or self.surplus or self.damaged)


def verify(advance: Callable[[int], object] = lambda count: None) -> Comparison:
    """Compare every story with its entry, and every file with its checksum. Raises `engines.Unavailable`."""
    told = Comparison(damaged=engine().damage())
    if told.damaged:
        return told
    differing: list[tuple[Verdict, int]] = []
    for verdict, key in differences():
        told.stories += verdict != "surplus"
        advance(1)
        if verdict != "same":
            differing.append((verdict, key))
    waiting = list(Waiting.objects.values_list("first", "last"))
    told.waiting = len(waiting)
    for verdict, key in differing:
        if not any(first <= key <= last for first, last in waiting):
            getattr(told, verdict).append(key)
    return told


def differences() -> Iterator[tuple[Verdict, int]]:
    """Every key of either side with what is the matter with it, in the order of the keys."""
    return compared(reading.stamps(), engine().stamps())


def compared(stories: Stamps, entries: Stamps) -> Iterator[tuple[Verdict, int]]:
    """Two streams of key and stamp, both in the order of the keys; neither is ever whole in memory."""
    there = iter(entries)
    entry = next(there, None)
    for key, stamp in stories:
        while entry is not None and entry[0] < key:
            yield "surplus", entry[0]
            entry = next(there, None)
        if entry is None or entry[0] > key:
            yield "missing", key
        else:
            yield "same" if entry[1] == stamp else "stale", key
            entry = next(there, None)
    while entry is not None:
        yield "surplus", entry[0]
        entry = next(there, None)
