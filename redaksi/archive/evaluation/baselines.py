"""What any ranking has to beat: words weighed by rarity, and what the section brought last."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from redaksi.archive.evaluation.material import Told

HEADLINE_COUNTS = 3
_WORD = re.compile(r"[a-z0-9]+")
_NEVER = datetime.min.replace(tzinfo=UTC)


class TfIdf:
    """Cosine of (1 + log tf) · idf, the headline three times; nothing else."""

    def __init__(self, stories: Iterable[Told]) -> None:
        counts = {story.url: _counts(story) for story in stories}
        having = Counter(word for each in counts.values() for word in each)
        self._rarity = {word: math.log((len(counts) + 1) / (number + 1)) + 1 for word, number in having.items()}
        self._vectors = {url: self._vector(each) for url, each in counts.items()}

    def ranked(self, source: Told, candidates: Sequence[Told], limit: int) -> list[str]:
        vector = self._vector(_counts(source))
        score = {story.url: _product(vector, self._vectors[story.url]) for story in candidates}
        return sorted(score, key=lambda url: -score[url])[:limit]

    def _vector(self, counts: Mapping[str, int]) -> dict[str, float]:
        weights = {word: (1 + math.log(count)) * self._rarity.get(word, 1.0) for word, count in counts.items()}
        length = math.hypot(*weights.values()) or 1.0
        return {word: weight / length for word, weight in weights.items()}


def newest_of_section(source: Told, candidates: Sequence[Told], limit: int) -> list[str]:
    """Of the source's section, what came last before it; then what came after."""
    moment = source.published_at or datetime.max.replace(tzinfo=UTC)
    same = [story for story in candidates if story.section == source.section]
    same.sort(key=lambda story: story.published_at or _NEVER, reverse=True)
    return [story.url for story in sorted(same, key=lambda story: (story.published_at or _NEVER) > moment)][:limit]


def _counts(story: Told) -> Counter[str]:
    words = Counter(_WORD.findall(f"{story.dek} {story.text}".lower()))
    for word in _WORD.findall(story.headline.lower()):
        words[word] += HEADLINE_COUNTS
    return words


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(weight * other[word] for word, weight in one.items() if word in other)
