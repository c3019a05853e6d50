"""What lies near each story of a log, by the archive's own ranking; without texts, the newest of its section."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from redaksi.archive.evaluation.trial_index import TrialIndex
from redaksi.archive.nearness import ranked
from redaksi.archive.profile import Profile, profile_of
from redaksi.cli.replay.log import Known

LOOKED_AT, KEPT = 40, 12
ONE_HOUSE = "-"


class Nearness:
    def __init__(self, stories: Sequence[Known]) -> None:
        self._stories = stories
        self.has_texts = any(story.headline or story.text for story in stories)
        self._known: dict[int, list[tuple[int, float]]] = {}
        self._profiles = [_profile(story) for story in stories] if self.has_texts else []
        self._index = TrialIndex((ONE_HOUSE, profile) for profile in self._profiles) if self.has_texts else None

    def of(self, story: int, until: float) -> dict[int, float]:
        """Scores of those that were published by then, the nearest first."""
        if self._index is None:
            return {}
        if story not in self._known:
            self._known[story] = self._near(story)
        there = [(key, score) for key, score in self._known[story] if (self._stories[key].published_at or 0.0) <= until]
        return dict(there[:KEPT])

    def _near(self, story: int) -> list[tuple[int, float]]:
        assert self._index is not None  # noqa: S101 - `of` has looked
        source = self._profiles[story]
        candidates = [each for each in self._index.candidates(source, ONE_HOUSE).items() if each[0] != story]
        return [(near.key, near.score) for near in ranked(source, candidates, self._index, LOOKED_AT)]


def _profile(story: Known) -> Profile:
    at = datetime.fromtimestamp(story.published_at, UTC) if story.published_at else None
    return profile_of(story.headline, "", story.text, at, (), story.section)
