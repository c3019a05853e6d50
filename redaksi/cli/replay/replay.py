"""A log played again in its order: at each reading every way makes its list from what was known by then, and no later."""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from redaksi.audience.also_read import KEPT as PAIRS_KEPT
from redaksi.audience.most_read import HALVED_AFTER, KEPT, KEPT_OF_SECTION, Scope
from redaksi.audience.tallying import BACKWARD, REMEMBERED_STEPS
from redaksi.cli.replay.fading import Fading
from redaksi.cli.replay.figures import DEPTH, Figures
from redaksi.cli.replay.log import Log, Row
from redaksi.cli.replay.nearness import Nearness
from redaksi.front import blend

NEWEST, POPULAR, NEARNESS, ALSO_READ, BLEND = "newest", "most_popular", "nearness", "also_read", "blend"
WAYS = (NEWEST, POPULAR, NEARNESS, ALSO_READ, BLEND)
MOST_MEASURED = 20_000
TEACHES_ONLY = 0.1
"""The first tenth of a log: every way has to know something before it is asked."""
LISTS_RENEWED_SECONDS = 60.0
NEW_SECONDS = blend.NEW_HOURS * 3600
NEWEST_LOOKED_AT = 60


class Replay:
    def __init__(self, log: Log, most_measured: int = MOST_MEASURED) -> None:
        self._log, self._stories = log, log.stories
        self._figures = {way: Figures() for way in WAYS}
        self._scopes = {scope: Fading(HALVED_AFTER[scope].total_seconds(), KEPT) for scope in Scope}
        day = HALVED_AFTER[Scope.TODAY].total_seconds()
        self._sections: defaultdict[str, Fading] = defaultdict(lambda: Fading(day, KEPT_OF_SECTION))
        self._tops: dict[int, tuple[float, dict[int, float]]] = {}
        self._pairs: defaultdict[int, dict[int, float]] = defaultdict(dict)
        self._totals: defaultdict[int, float] = defaultdict(float)
        self._read: defaultdict[int, list[int]] = defaultdict(list)
        self._offered: defaultdict[int, int] = defaultdict(int)
        self._learner = blend.Learner()
        self._order = count()
        self._to_learn: list[tuple[float, int, Mapping[str, Any], float, int]] = []
        self._by_day = sorted(range(len(log.stories)), key=lambda key: log.stories[key].published_at or 0.0)
        self._days = [log.stories[key].published_at or 0.0 for key in self._by_day]
        self._section_of = {key: story.section for key, story in enumerate(log.stories) if story.section}
        self._nearness = Nearness(log.stories)
        steps = sum(row.target >= 0 for row in log.rows)
        self._every = max(1, steps // most_measured)

    def play(self, advance: Callable[[], object] = lambda: None) -> dict[str, Any]:
        begins = int(len(self._log.rows) * TEACHES_ONLY)
        step = 0
        for number, row in enumerate(self._log.rows):
            self._learn_until(row.at)
            self._count(row)
            if row.target >= 0:
                step += 1
                if step % self._every == 0:
                    self._ask(row, is_measured=number >= begins)
            advance()
        return self._told()

    def _count(self, row: Row) -> None:
        """One reading becomes known."""
        for fading in self._scopes.values():
            fading.add(row.story, row.at)
        if section := self._section_of.get(row.story):
            self._sections[section].add(row.story, row.at)
        before = self._read[row.session]
        if row.story not in before:
            for distance, other in enumerate(reversed(before[-REMEMBERED_STEPS:]), start=1):
                self._join(other, row.story, 1 / distance)
                self._join(row.story, other, BACKWARD / distance)
            before.append(row.story)

    def _join(self, story: int, other: int, weight: float) -> None:
        self._pairs[story][other] = self._pairs[story].get(other, 0.0) + weight
        self._totals[story] += weight

    def _ask(self, row: Row, is_measured: bool) -> None:
        parts, known = self._parts(row), self._totals[row.story]
        new = self._new(row.at)
        if is_measured:
            besides = {*self._read[row.session], row.story}
            for way, listed in self._lists(row, parts, known, new, besides).items():
                self._figures[way].add(listed, row.target, new)
        heapq.heappush(self._to_learn, (row.target_at, next(self._order), parts, known, row.target))

    def _learn_until(self, at: float) -> None:
        """What was read next is learned when it is read, not before."""
        while self._to_learn and self._to_learn[0][0] <= at:
            _at, _order, parts, known, target = heapq.heappop(self._to_learn)
            self._learner.learn(parts, known, target)

    def _lists(
        self, row: Row, parts: Mapping[str, Any], known: float, new: set[int], besides: set[int]
    ) -> dict[str, list[int]]:
        def without(ranked: Mapping[int, float]) -> list[int]:
            return [story for story in sorted(ranked, key=lambda key: -ranked[key]) if story not in besides][:DEPTH]

        figures = self._figures[BLEND]
        chosen = blend.choose(
            parts,
            self._learner.weights_for(known),
            DEPTH,
            besides,
            self._section_of,
            {story: self._offered[story] for story in new},
            blend.places_for_new(figures.of_new / figures.places if figures.places else None),
            self._learner.order,
        )
        listed = [choice.story for choice in chosen]
        for story in listed:
            self._offered[story] += 1
        return {
            NEWEST: without(parts[blend.FRESH]),
            POPULAR: without(parts[blend.TODAY]),
            NEARNESS: without(parts[blend.NEAR]),
            ALSO_READ: without(parts[blend.ALSO]),
            BLEND: listed,
        }

    def _parts(self, row: Row) -> dict[str, dict[int, float]]:
        section = self._section_of.get(row.story)
        pairs = heapq.nlargest(PAIRS_KEPT, self._pairs[row.story].items(), key=lambda each: each[1])
        newest = self._newest(row.at)
        near = self._nearness.of(row.story, row.at) if self._nearness.has_texts else self._beside(section, newest)
        return {
            blend.ALSO: blend.shares_of(dict(pairs), self._totals[row.story]),
            blend.NOW: self._top(self._scopes[Scope.NOW], row.at),
            blend.TODAY: self._top(self._scopes[Scope.TODAY], row.at),
            blend.WEEK: self._top(self._scopes[Scope.WEEK], row.at),
            blend.SECTION: self._top(self._sections[section], row.at) if section else {},
            blend.FRESH: blend.freshness({key: (row.at - self._days_of(key)) / 3600 for key in newest}),
            blend.NEAR: blend.shares_of(near),
        }

    def _beside(self, section: str | None, newest: list[int]) -> dict[int, float]:
        """Without texts nothing is near but what stands in the same section."""
        beside = [key for key in newest if section and self._section_of.get(key) == section][:12]
        return {key: 1 / place for place, key in enumerate(beside, start=2)}

    def _top(self, of: Fading, at: float) -> dict[int, float]:
        """As the worker makes lists: every minute, not for every reader."""
        made_at, shares = self._tops.get(id(of), (float("-inf"), {}))
        if at - made_at >= LISTS_RENEWED_SECONDS:
            shares = blend.shares_of(of.top())
            self._tops[id(of)] = (at, shares)
        return shares

    def _newest(self, at: float) -> list[int]:
        until = bisect_right(self._days, at)
        return self._by_day[max(0, until - NEWEST_LOOKED_AT) : until][::-1]

    def _new(self, at: float) -> set[int]:
        return set(self._by_day[bisect_right(self._days, at - NEW_SECONDS) : bisect_right(self._days, at)])

    def _days_of(self, key: int) -> float:
        return self._stories[key].published_at or 0.0

    def _told(self) -> dict[str, Any]:
        last = self._log.rows[-1].at
        stories = bisect_right(self._days, last)
        told: dict[str, Any] = {way: figures.as_dict(stories) for way, figures in self._figures.items()}
        counts = {
            "readings": len(self._log.rows),
            "sessions": self._log.sessions,
            "stories": stories,
            "measured": self._figures[BLEND].steps,
            "left_out": self._log.left_out,
        }
        return {**told, **counts}
