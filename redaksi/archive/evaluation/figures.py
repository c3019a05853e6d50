"""Recall and gain of ranked lists."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any

DEPTH = 10


@dataclass
class Figures:
    """Recall over links: a right target counts by its place among what is not right. nDCG over sources."""

    ranks: list[int | None] = field(default_factory=list)
    gains: list[float] = field(default_factory=list)

    def add(self, ranked: Sequence[str], right: Collection[str]) -> None:
        self.ranks += [rank_of(target, ranked, right) for target in right]
        self.gains.append(gain(ranked, right))

    def recall(self, at: int) -> float:
        return fmean(rank is not None and rank <= at for rank in self.ranks) if self.ranks else 0.0

    def as_dict(self) -> dict[str, Any]:
        ndcg = fmean(self.gains) if self.gains else 0.0
        return {"recall@5": round(self.recall(5), 4), "recall@10": round(self.recall(10), 4), "ndcg@10": round(ndcg, 4)}


def rank_of(target: str, ranked: Sequence[str], right: Collection[str]) -> int | None:
    """From 1; other right targets before it do not push it down."""
    if target not in ranked:
        return None
    return 1 + sum(each not in right for each in ranked[: ranked.index(target)])


def gain(ranked: Sequence[str], right: Collection[str]) -> float:
    """nDCG of the first ten, each right target worth the same; 0 to 1."""
    got = sum(1 / math.log2(place + 2) for place, each in enumerate(ranked[:DEPTH]) if each in right)
    best = sum(1 / math.log2(place + 2) for place in range(min(DEPTH, len(right))))
    return got / best if best else 0.0
