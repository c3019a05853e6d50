"""A text in the making, and what is published near it."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from redaksi.archive.engines import Unavailable, engine
from redaksi.archive.nearness import TELLING, Statistics, alike, query_terms
from redaksi.archive.profile import LONGEST_TEXT, Profile, profile_of
from redaksi.archive.wanted import Filed, Readers, Wanted

MOST_CANDIDATES = 40
MOST_NEAR = 12


@dataclass(frozen=True)
class Draft:
    """`body_text` in paragraphs, without markup; `story` is its key, where it has one already."""

    headline: str
    dek: str = ""
    body_text: str = ""
    story: int | None = None

    @property
    def prose(self) -> str:
        """What is looked at, however long the whole."""
        return f"{self.dek[:LONGEST_TEXT]}\n{self.body_text[:LONGEST_TEXT]}"[:LONGEST_TEXT]


@dataclass(frozen=True)
class Nearby:
    """Keys of published stories with their likeness to a draft (0 to 1), the likest first."""

    likeness: Mapping[int, float] = field(default_factory=dict)
    statistics: Statistics | None = None
    """None where the index cannot answer; then nothing is near."""

    @cached_property
    def kin(self) -> dict[int, float]:
        """Those with enough of its words to be about the same."""
        return {key: likeness for key, likeness in self.likeness.items() if likeness >= TELLING}

    def part(self, stories: Iterable[int]) -> float:
        """How much of the kin's likeness is these stories', 0 to 1."""
        whole = sum(self.kin.values())
        return sum(self.kin.get(story, 0.0) for story in stories) / whole if whole else 0.0

    def rarity(self, terms: Iterable[str]) -> float:
        """Of the rarest of these terms: 1 for what no story is compared by, towards 0 for what stands in all."""
        if self.statistics is None:
            return 1.0
        fewest = min((self.statistics.stories_near(term) for term in terms), default=self.statistics.stories)
        return 1.0 - math.log(fewest + 1) / (math.log(self.statistics.stories + 1) + 1)


def nearby(draft: Draft) -> Nearby:
    profile = profile_of(draft.headline[:LONGEST_TEXT], "", draft.prose, None)
    if not profile.terms:
        return Nearby()
    itself = (Filed("id", frozenset([draft.story]), is_not=True),) if draft.story else ()
    wanted = Wanted(Readers(int(time.time())), filed=itself, limit=MOST_CANDIDATES)
    try:
        statistics = engine().statistics(profile.terms)
        found = engine().candidates(query_terms(profile, statistics), wanted)
        likest = alike(profile, ((each.id, Profile.unpacked(each.profile)) for each in found), statistics, MOST_NEAR)
    except Unavailable:
        return Nearby()
    return Nearby(dict(likest), statistics)
