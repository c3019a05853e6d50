"""How one sequence became another, in bounded time.

difflib looks at each pair of equal elements: in a paragraph of 200,000 characters it would look for hours. Past a number of
pairs, elements that stand only once on both sides are found first, and what lies between them is compared (patience diff:
https://bramcohen.livejournal.com/73318.html).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

type Step = tuple[str, int, int, int, int]
"""What happened ("equal", "replace", "delete", "insert"); from where to where in the old, in the new."""
type Run = tuple[int, int, int]
"""Where it begins in the old, where in the new, and how many elements are the same."""

MOST_PAIRS = 500_000


def steps(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Step]:
    """As difflib's opcodes; the same as those wherever difflib has the time."""
    if _is_quick(old, new):
        return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())
    return list(_told([*_same(old, new, 0, 0), (len(old), len(new), 0)]))


def likeness(old: Sequence[Hashable], new: Sequence[Hashable]) -> float:
    """From 0 to 1, as difflib's ratio."""
    same = sum(end - start for kind, start, end, _since, _to in steps(old, new) if kind == "equal")
    return 2 * same / (len(old) + len(new)) if old or new else 1.0


def _is_quick(old: Sequence[Hashable], new: Sequence[Hashable]) -> bool:
    counts = Counter(new)
    return sum(number * counts[each] for each, number in Counter(old).items()) <= MOST_PAIRS


def _same(old: Sequence[Hashable], new: Sequence[Hashable], at: int, there: int) -> Iterator[Run]:
    """In order; `at` and `there` is where the two begin in the whole."""
    begin = _alike(zip(old, new, strict=False))
    end = _alike(zip(reversed(old[begin:]), reversed(new[begin:]), strict=False))
    if begin:
        yield at, there, begin
    yield from _between(old[begin : len(old) - end], new[begin : len(new) - end], at + begin, there + begin)
    if end:
        yield at + len(old) - end, there + len(new) - end, end


def _alike(pairs: Iterable[tuple[Hashable, Hashable]]) -> int:
    number = 0
    for one, other in pairs:
        if one != other:
            break
        number += 1
    return number


def _between(old: Sequence[Hashable], new: Sequence[Hashable], at: int, there: int) -> Iterator[Run]:
    if _is_quick(old, new):
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        yield from ((at + one, there + other, size) for one, other, size in matcher.get_matching_blocks() if size)
    elif anchors := _anchors(old, new):
        for (one, other), (next_one, next_other) in pairwise([(-1, -1), *anchors, (len(old), len(new))]):
            yield from _same(old[one + 1 : next_one], new[other + 1 : next_other], at + one + 1, there + other + 1)
            if next_one < len(old):
                yield at + next_one, there + next_other, 1


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Where each of the elements stands that both have once, as many of them as come in the same order."""
    counts, places = Counter(old), {each: place for place, each in enumerate(new)}
    once = {each for each, number in Counter(new).items() if number == 1 and counts[each] == 1}
    return _rising([(place, places[each]) for place, each in enumerate(old) if each in once])


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice whose second numbers rise, by patience sorting."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for place, (_one, other) in enumerate(pairs):
        pile = bisect_left(tops, other)
        before.append(ends[pile - 1] if pile else None)
        tops[pile : pile + 1] = [other]
        ends[pile : pile + 1] = [place]
    found: list[tuple[int, int]] = []
    last = ends[-1] if ends else None
    while last is not None:
        found.append(pairs[last])
        last = before[last]
    return found[::-1]


def _told(runs: list[Run]) -> Iterator[Step]:
    at = there = 0
    for one, other, size in runs:
        if at < one or there < other:
            kind = "insert" if at == one else "delete" if there == other else "replace"
            yield kind, at, one, there, other
        if size:
            yield "equal", one, one + size, other, other + size
        at, there = one + size, other + size
