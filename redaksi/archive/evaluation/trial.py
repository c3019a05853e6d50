"""One evaluation: the ranking and two baselines, on the same links and the same candidates."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from redaksi.archive.evaluation.baselines import TfIdf, newest_of_section
from redaksi.archive.evaluation.figures import DEPTH, Figures
from redaksi.archive.evaluation.material import Link, Told, without_links
from redaksi.archive.evaluation.trial_index import TrialIndex
from redaksi.archive.nearness import ranked
from redaksi.archive.profile import Profile, profile_of


@dataclass
class Evaluation:
    """`left_out` links whose stories are not there, are of two newsrooms, or of one that was not wanted."""

    links: int = 0
    left_out: int = 0
    ranking: Figures = field(default_factory=Figures)
    baselines: dict[str, Figures] = field(default_factory=lambda: {"tf_idf": Figures(), "newest_of_section": Figures()})

    def as_dict(self) -> dict[str, Any]:
        baselines = {name: figures.as_dict() for name, figures in self.baselines.items()}
        counts = {"links": self.links, "sources": len(self.ranking.gains), "left_out": self.left_out}
        return {**self.ranking.as_dict(), "baselines": baselines, **counts}


def evaluate(
    stories: Mapping[str, Told],
    links: Iterable[Link],
    without: Collection[str] = (),
    progress: Callable[[], object] = lambda: None,
) -> Evaluation:
    """Candidates are the other stories of the source's domain; none of the domains in `without` is a source."""
    links = list(dict.fromkeys(links))
    rights = _right_targets(stories, links, without)
    evaluation = Evaluation(sum(map(len, rights.values())))
    evaluation.left_out = len(links) - evaluation.links
    trial = _Trial(stories)
    for url, right in rights.items():
        source = without_links(stories[url], [stories[target].headline for target in right])
        trial.judge(source, right, evaluation)
        progress()
    return evaluation


class _Trial:
    def __init__(self, stories: Mapping[str, Told]) -> None:
        self._urls = list(stories)
        self._of_domain: dict[str, list[Told]] = {}
        for story in stories.values():
            self._of_domain.setdefault(story.domain, []).append(story)
        self._index = TrialIndex((story.domain, profile_told(story)) for story in stories.values())
        self._tf_idf = TfIdf(stories.values())

    def judge(self, source: Told, right: Sequence[str], evaluation: Evaluation) -> None:
        limit = DEPTH + len(right)
        others = [story for story in self._of_domain[source.domain] if story.url != source.url]
        evaluation.ranking.add(self._ranked(source, limit), right)
        evaluation.baselines["tf_idf"].add(self._tf_idf.ranked(source, others, limit), right)
        evaluation.baselines["newest_of_section"].add(newest_of_section(source, others, limit), right)

    def _ranked(self, source: Told, limit: int) -> list[str]:
        profile = profile_told(source)
        found = self._index.candidates(profile, source.domain).items()
        candidates = [(self._urls[number], other) for number, other in found if self._urls[number] != source.url]
        return [near.key for near in ranked(profile, candidates, self._index, limit)]


def profile_told(story: Told) -> Profile:
    return profile_of(story.headline, story.dek, story.text, story.published_at, story.topics, story.section)


def _right_targets(stories: Mapping[str, Told], links: Iterable[Link], without: Collection[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for link in links:
        source, target = stories.get(link.source), stories.get(link.target)
        if source and target and link.source != link.target and source.domain == target.domain and source.domain not in without:
            found.setdefault(link.source, []).append(link.target)
    return found
