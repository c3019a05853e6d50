"""A text that repeats another: how much of it, and which passages, side by side."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from redaksi.archive.words import WORD

RUN = 6
"""Words in a row that two texts share by repeating, not by chance."""
MOST_PLACES = 8  # looked at for each run: "kata dia kata dia …" stands everywhere
BRIDGED = 4  # words changed within a passage
REPEATS = 0.3
"""The part of a text from which on it is called a repetition."""
LONGEST = 20_000  # words


@dataclass(frozen=True)
class Passage:
    """The same words as each text writes them."""

    here: str
    there: str


@dataclass(frozen=True)
class Repetition[Key: Hashable]:
    """`share` of the text's words that stand in the other, 0 to 1."""

    key: Key
    share: float
    passages: tuple[Passage, ...]


@dataclass
class _Run:
    """Words `here` … and `there` …, so many on each side; `same` of them equal."""

    here: int
    there: int
    here_end: int
    there_end: int
    same: int


def repetitions[Key: Hashable](
    text: str, others: Iterable[tuple[Key, str]], at_least: float = REPEATS
) -> list[Repetition[Key]]:
    """The most repeated first; nothing for a text of fewer words than one run."""
    found = [Repetition(key, *repeated(text, other)) for key, other in others]
    return sorted((each for each in found if each.share >= at_least and each.passages), key=lambda each: -each.share)


def repeated(text: str, other: str) -> tuple[float, tuple[Passage, ...]]:
    """The share, and the passages in the text's order. Time grows with both texts' lengths, whatever stands in them."""
    here, there = _Words(text), _Words(other)
    runs = list(_bridged(_runs(here, there)))
    share = sum(run.same for run in runs) / len(here) if len(here) else 0.0
    return share, tuple(Passage(here.between(run.here, run.here_end), there.between(run.there, run.there_end)) for run in runs)


class _Words:
    def __init__(self, text: str) -> None:
        self._text = text
        self._matches = list(WORD.finditer(text))[:LONGEST]
        self.small = [match[0].casefold() for match in self._matches]

    def __len__(self) -> int:
        return len(self.small)

    def runs(self) -> Iterator[tuple[str, ...]]:
        for start in range(len(self.small) - RUN + 1):
            yield tuple(self.small[start : start + RUN])

    def between(self, start: int, end: int) -> str:
        """As written, with the mark that closes it."""
        last = self._matches[end - 1].end()
        closing = self._text[last : last + 1]
        return self._text[self._matches[start].start() : last] + (closing if closing in '.!?”"’' else "")


def _runs(here: _Words, there: _Words) -> Iterator[_Run]:
    """Each as long as it goes, in the order of `here`, none over another."""
    places: dict[tuple[str, ...], list[int]] = {}
    for at, run in enumerate(there.runs()):
        places.setdefault(run, []).append(at)
    start, runs = 0, list(here.runs())
    while start < len(runs):
        found = [(_same(here.small, there.small, start, at), at) for at in places.get(runs[start], ())[:MOST_PLACES]]
        length, at = max(found, default=(1, -1), key=lambda each: each[0])
        if at >= 0:
            yield _Run(start, at, start + length, at + length, length)
        start += length


def _same(here: list[str], there: list[str], start: int, at: int) -> int:
    length = RUN
    while start + length < len(here) and at + length < len(there) and here[start + length] == there[at + length]:
        length += 1
    return length


def _bridged(runs: Iterable[_Run]) -> Iterator[_Run]:
    """Two runs with a few words changed between them are one passage."""
    last: _Run | None = None
    for run in runs:
        if last and run.here - last.here_end <= BRIDGED and 0 <= run.there - last.there_end <= BRIDGED:
            last = _Run(last.here, last.there, run.here_end, run.there_end, last.same + run.same)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last
