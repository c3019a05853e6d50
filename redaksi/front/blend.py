"""*Rekomendasi* put together from its parts: a mixture of what each part expects to be read next, with weights learned.

Each part says of every story how likely it is read next; the blend is the sum of what they say, weighted by how often each
was right before, apart for stories of which much, little or nothing is known. Nothing here asks the database: the same is
replayed over logs (`redaksi audience evaluate`). Why it is done so stands in decision 18.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

ALSO, NOW, TODAY, WEEK, SECTION, FRESH, NEAR = "also", "now", "today", "week", "section", "fresh", "near"
FIRST = {NOW: 0.15, TODAY: 0.25, WEEK: 0.1, SECTION: 0.2, FRESH: 0.15, NEAR: 0.15}
"""What the parts besides `ALSO` are worth to each other before anything is learned."""
KNOWN = (0.0, 3.0, 10.0, 30.0, 100.0, 300.0)
"""Steps of how much is known of what a story's readers read besides; the weights of each are learned apart."""
DOUBTED = 15.0
"""So many readings in common make what they say worth as much as all the rest together, before anything is learned."""
STEADY, SLOWEST = 60, 0.002
LEAST = 0.005
MOST_OF_SECTION = 4
NEW_HOURS = 3
FRESH_HALVED_HOURS = 6.0

Shares = Mapping[int, float]
Parts = Mapping[str, Shares]
Weights = Mapping[str, float]


class Choice(NamedTuple):
    """`part`: the one that spoke for it most; `FRESH` for what was given its place because it is new."""

    story: int
    part: str


def shares_of(scores: Mapping[int, float], total: float | None = None) -> dict[int, float]:
    """Scores as parts of 1; of `total` where more was counted than is given here."""
    whole = max(total or 0.0, sum(scores.values()))
    return {key: score / whole for key, score in scores.items() if score > 0} if whole > 0 else {}


def freshness(ages: Mapping[int, float]) -> dict[int, float]:
    """Shares by age in hours."""
    return shares_of({key: 0.5 ** (max(age, 0.0) / FRESH_HALVED_HOURS) for key, age in ages.items()})


class Learner:
    """How much each part is worth. `weights` and `seen` are plain enough to be kept as JSON."""

    def __init__(self, weights: Mapping[str, Weights] | None = None, seen: Mapping[str, int] | None = None) -> None:
        self.weights = {step: dict((weights or {}).get(step) or _first(known)) for step, known in _steps()}
        self.seen = {step: (seen or {}).get(step, 0) for step, _known in _steps()}

    def weights_for(self, known: float) -> Weights:
        return self.weights[step_of(known)]

    def learn(self, parts: Parts, known: float, read_next: int) -> None:
        """One step of expectation and maximization: a part that expected what was read gains, the others lose."""
        step = step_of(known)
        weights = self.weights[step]
        said = {part: weight * parts.get(part, {}).get(read_next, 0.0) for part, weight in weights.items()}
        whole = sum(said.values())
        if whole <= 0:
            return
        self.seen[step] += 1
        pace = max(1 / (self.seen[step] + STEADY), SLOWEST)
        for part in weights:
            weights[part] = max((1 - pace) * weights[part] + pace * said[part] / whole, LEAST)


def step_of(known: float) -> str:
    return str(sum(known >= least for least in KNOWN[1:]))


def mixed(parts: Parts, weights: Weights) -> dict[int, float]:
    mixture: dict[int, float] = {}
    for part, shares in parts.items():
        weight = weights.get(part, 0.0)
        for story, share in shares.items():
            mixture[story] = mixture.get(story, 0.0) + weight * share
    return mixture


def choose(
    parts: Parts,
    weights: Weights,
    limit: int,
    besides: Collection[int] = (),
    sections: Mapping[int, int | str | None] | None = None,
    new: Mapping[int, int] | None = None,
    places_for_new: int = 1,
) -> list[Choice]:
    """At most `limit`, the likeliest first, not all of one section; the last places are for what is `new`.

    `new`: how often each new story was offered so far; the least offered have their turn, whoever has read them or not.
    """
    mixture = {story: chance for story, chance in mixed(parts, weights).items() if story not in besides}
    ranked = sorted(mixture, key=lambda story: (-mixture[story], -story))
    waiting = _least_offered({story: count for story, count in (new or {}).items() if story not in besides}, mixture)
    kept = min(places_for_new, len(waiting), limit)
    chosen = _diverse(ranked, limit - kept, sections or {})
    newcomers = [story for story in waiting if story not in chosen][:kept]
    rest = [story for story in _diverse(ranked, len(ranked), {}) if story not in chosen and story not in newcomers]
    chosen += rest[: limit - len(chosen) - len(newcomers)]
    return [
        *(Choice(story, _speaker(story, parts, weights)) for story in chosen),
        *(Choice(story, FRESH) for story in newcomers),
    ]


def _least_offered(new: Mapping[int, int], mixture: Mapping[int, float]) -> list[int]:
    """The third that was offered least first, among these the likeliest."""
    by_offers = sorted(new, key=lambda story: (new[story], -story))
    third = max(1, len(by_offers) // 3)
    first = sorted(by_offers[:third], key=lambda story: -mixture.get(story, 0.0))
    return first + by_offers[third:]


def _diverse(ranked: Iterable[int], limit: int, sections: Mapping[int, int | str | None]) -> list[int]:
    chosen: list[int] = []
    of_section: Counter[int | str] = Counter()
    for story in ranked:
        section = sections.get(story)
        if len(chosen) >= limit:
            break
        if section is not None and of_section[section] >= MOST_OF_SECTION:
            continue
        if section is not None:
            of_section[section] += 1
        chosen.append(story)
    return chosen


def _speaker(story: int, parts: Parts, weights: Weights) -> str:
    return max(parts, key=lambda part: weights.get(part, 0.0) * parts[part].get(story, 0.0))


def _steps() -> Sequence[tuple[str, float]]:
    return [(str(number), least) for number, least in enumerate(KNOWN)]


def _first(known: float) -> dict[str, float]:
    also = known / (known + DOUBTED)
    return {ALSO: max(also, LEAST), **{part: share * (1 - also) for part, share in FIRST.items()}}
