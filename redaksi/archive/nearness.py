"""How near one story is to another: what *Berita Terkait* is ranked by.

Which parts earn their place, and which were tried and do not, stands in decision 10.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from redaksi.archive.profile import LOGARITHMS, Profile, desk_of
from redaksi.archive.reasons import Reasons

MOST_QUERY_TERMS = 20
IN_COMMON = 0.05
"""What any two stories of one paper are worth to each other: where words say nothing, section and day decide."""
TELLING = 0.1
"""The likeness from which on the words are the reason."""
SAME_SECTION = 3.0
SAME_DESK = 2.0
"""Where a section is a path ("Olahraga/Sepak bola") and only its first part is the same."""
HALVED_AFTER = 3.0
"""Days after which the advantage of what is recent is half of what it was."""
OLD = 0.2
"""What remains of it in the end: a story five times as near as today's is offered, however old it is."""
NEWER = 0.2
"""Editors send readers to what was there before; to what came after only where it plainly goes on with the story."""
SEQUEL = 0.45
"""The likeness from which on it does."""
ALIKE = 0.94
"""From this likeness on two stories are one, printed twice."""


class Statistics(Protocol):
    """What an index knows of all its stories together."""

    @property
    def stories(self) -> int: ...

    def stories_near(self, term: str) -> int:
        """How many stories are compared by this term."""


@dataclass(frozen=True)
class Near[Key: Hashable]:
    """`score` only orders, within one source. `why` is for readers: names, places, words that both stories have."""

    key: Key
    score: float
    why: tuple[str, ...]


def query_terms(profile: Profile, statistics: Statistics) -> list[tuple[str, float]]:
    """The terms by which an index finds candidates, the most telling first, with what each is worth beside its rarity."""
    rarities = _rarities(profile, statistics)
    worth = {term: LOGARITHMS[count] * rarities[term] for term, count in profile.terms.items()}
    best = sorted(worth, key=lambda term: -worth[term] * rarities[term])
    return [(term, worth[term]) for term in best[:MOST_QUERY_TERMS]]


def ranked[Key: Hashable](
    source: Profile, candidates: Iterable[tuple[Key, Profile]], statistics: Statistics, limit: int
) -> list[Near[Key]]:
    """The nearest first, none without a reason, and no second print of the source or of one before it."""
    weights = _weights(source, statistics)
    reasons = Reasons(source)
    scored = [(*_scores(source, weights, other), key, other) for key, other in candidates]
    kept = [source]
    found: list[Near[Key]] = []
    for score, likeness, key, other in sorted(scored, key=lambda each: each[0], reverse=True):
        if len(found) == limit:
            break
        why = reasons.words(other, _contributions(weights, other)) if likeness >= TELLING else reasons.section(other)
        if why and not any(is_second_print(other, before) for before in kept):
            kept.append(other)
            found.append(Near(key, score, why))
    return found


def alike[Key: Hashable](
    source: Profile, candidates: Iterable[tuple[Key, Profile]], statistics: Statistics, limit: int
) -> list[tuple[Key, float]]:
    """By their words alone, the likest first: where a text may stand that the source repeats. 1 is the source itself."""
    weights = _weights(source, statistics)
    likest = sorted(((_likeness(weights, other), key) for key, other in candidates), key=lambda each: each[0], reverse=True)
    return [(key, likeness) for likeness, key in likest[:limit]]


def is_second_print(one: Profile, other: Profile) -> bool:
    shared = one.terms.keys() & other.terms.keys()
    if len(one.terms) - len(shared) > (1 - ALIKE**2) * one.length**2:  # each is worth 1 at least: too much is not shared
        return False
    product = sum(LOGARITHMS[one.terms[term]] * LOGARITHMS[other.terms[term]] for term in shared)
    return product >= ALIKE * one.length * other.length > 0


def _scores(source: Profile, weights: Mapping[str, float], other: Profile) -> tuple[float, float]:
    """What orders, and the likeness in it."""
    likeness = _likeness(weights, other)
    return (likeness + IN_COMMON) * _kinship(source.section, other.section) * _timeliness(source, other, likeness), likeness


def _kinship(one: str, other: str) -> float:
    if not one or desk_of(one) != desk_of(other):
        return 1.0
    return SAME_SECTION if one == other else SAME_DESK


def _likeness(weights: Mapping[str, float], other: Profile) -> float:
    terms = other.terms
    return sum([weights[term] * LOGARITHMS[terms[term]] for term in weights.keys() & terms.keys()]) / (other.length or 1.0)


def _contributions(weights: Mapping[str, float], other: Profile) -> dict[str, float]:
    terms = other.terms
    return {term: weights[term] * LOGARITHMS[terms[term]] for term in weights.keys() & terms.keys()}


def _timeliness(source: Profile, other: Profile, likeness: float) -> float:
    if source.hour is None or other.hour is None:
        return OLD
    days = (other.hour - source.hour) / 24
    recent = OLD + (1 - OLD) / (1 + abs(days) / HALVED_AFTER)
    return recent * NEWER if days > 0 and likeness < SEQUEL else recent


def _weights(source: Profile, statistics: Statistics) -> dict[str, float]:
    """What each term of the source adds, so that the source is worth 1 to itself.

    Rarity counts for both sides here: what a candidate is measured by is then its own, whatever is in the index.
    """
    rarities = _rarities(source, statistics)
    weights = {term: LOGARITHMS[count] * rarities[term] ** 2 for term, count in source.terms.items()}
    itself = sum(_contributions(weights, source).values()) / (source.length or 1.0)
    return {term: weight / (itself or 1.0) for term, weight in weights.items()}


def _rarities(profile: Profile, statistics: Statistics) -> dict[str, float]:
    """The logarithm of how few stories have it, and 1 more, so that a word of all stories still counts."""
    most = math.log(statistics.stories + 1) + 1
    return {term: max(most - math.log(statistics.stories_near(term) + 1), 0.1) for term in profile.terms}
