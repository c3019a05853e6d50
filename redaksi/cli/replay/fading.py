"""How often something happened, with old times fading: half as much after each half-life."""

from __future__ import annotations

import heapq

RESCALED_AT = 400.0  # half-lives: numbers stay within what the machine can hold
FORGOTTEN = 1e-4
MOST = 4_000


class Fading:
    def __init__(self, halved_after: float, kept: int) -> None:
        """`halved_after` in seconds; `kept`: how many `top` gives."""
        self._halved_after, self._kept = halved_after, kept
        self._scores: dict[int, float] = {}
        self._zero: float | None = None

    def add(self, key: int, at: float, weight: float = 1.0) -> None:
        if self._zero is None:
            self._zero = at
        power = (at - self._zero) / self._halved_after
        if power > RESCALED_AT:
            self._scores = {each: score * 0.5**RESCALED_AT for each, score in self._scores.items() if score > 1.0}
            self._zero += RESCALED_AT * self._halved_after
            power -= RESCALED_AT
            if power > RESCALED_AT:  # nothing for so long that all has faded
                self._scores, self._zero, power = {}, at, 0.0
        self._scores[key] = self._scores.get(key, 0.0) + weight * 2.0**power

    def top(self) -> dict[int, float]:
        """The most frequent; their scores only order and compare."""
        best = heapq.nlargest(self._kept, self._scores.items(), key=lambda each: each[1])
        if best and len(self._scores) > MOST:
            floor = best[0][1] * FORGOTTEN
            self._scores = {key: score for key, score in self._scores.items() if score >= floor}
        most = best[0][1] if best else 1.0
        return {key: score / most for key, score in best}
