"""How well lists foresaw what was read next, and whom they gave a place."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

DEPTH = 6
GAINS = [1 / math.log2(place + 2) for place in range(DEPTH)]


@dataclass
class Figures:
    steps: int = 0
    hits: int = 0
    gain: float = 0.0
    places: int = 0
    of_new: int = 0
    offered: set[int] = field(default_factory=set)

    def add(self, listed: Sequence[int], read_next: int, new: set[int]) -> None:
        listed = listed[:DEPTH]
        self.steps += 1
        self.places += len(listed)
        self.of_new += sum(story in new for story in listed)
        self.offered.update(listed)
        if read_next in listed:
            self.hits += 1
            self.gain += GAINS[listed.index(read_next)]

    def as_dict(self, stories: int) -> dict[str, float]:
        """`stories`: how many could have been offered."""
        return {
            "hit_rate@6": round(self.hits / max(self.steps, 1), 4),
            "ndcg@6": round(self.gain / max(self.steps, 1), 4),
            "coverage": round(len(self.offered) / max(stories, 1), 4),
            "share_of_new": round(self.of_new / max(self.places, 1), 4),
        }
