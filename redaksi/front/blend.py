"""*Rekomendasi* put together from its parts, with weights that are learned from what was read next.

Each part says of every story how likely it is read next. They are mixed (the sum, weighted by how often each was right
before, apart for stories of which much, little or nothing is known), and then ordered: the logarithms of what the mixture
and each part said, weighted so that what was read next would have stood high. Nothing here asks the database: the same is
replayed over logs (`redaksi audience evaluate`). Why it is done so stands in decision 18.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

ALSO, NOW, TODAY, WEEK, SECTION, FRESH, NEAR = "also", "now", "today", "week", "section", "fresh", "near"
FIRST = {NOW: 0.15, TODAY: 0.25, WEEK: 0.1, SECTION: 0.2, FRESH: 0.15, NEAR: 0.15}
"""What the parts besides `ALSO` are worth to each other before anything is learned."""
MIXED, LATEST = "mixed", "latest"
ORDER, PACE = "order", "pace"
AS_MIXED = {MIXED: 1.0}
"""How stories are ordered before anything is learned of it: as they were mixed."""
FAINT = 0.002
"""A share that hardly says more than nothing."""
LATEST_LOOKED_AT, LATEST_STEP = 20, 0.15
BOLDNESS = 0.15
"""How far one step moves a weight of the order at first; later ever less (AdaGrad)."""
KNOWN = (0.0, 3.0, 10.0, 30.0, 100.0, 300.0)
"""Steps of how much is known of what a story's readers read besides; the weights of each are learned apart."""
DOUBTED = 15.0
"""So many readings in common make what they say worth as much as all the rest together, before anything is learned."""
STEADY, SLOWEST = 60, 0.002
LEAST = 0.005
MOST_OF_SECTION = 4
NEW_HOURS = 3
WANTED_FOR_NEW, ENOUGH_FOR_NEW = 0.165, 0.185
"""Shares of all places: below the first, new stories get two of six kept for them; above the second, none need be."""
FORGOTTEN = 0.2
"""A new story offered less than this part of what new ones were on average is owed a place, whatever the others have."""
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
        kept = weights or {}
        self.weights = {step: dict(kept.get(step) or _first(known)) for step, known in _steps()}
        self.weights[ORDER] = {**AS_MIXED, **kept.get(ORDER, {})}
        self.weights[PACE] = dict(kept.get(PACE, {}))
        self.seen = {step: (seen or {}).get(step, 0) for step, _known in _steps()}

    def weights_for(self, known: float) -> Weights:
        return self.weights[step_of(known)]

    @property
    def order(self) -> Weights:
        return self.weights[ORDER]

    def learn(self, parts: Parts, known: float, read_next: int) -> None:
        self._learn_order(parts, known, read_next)
        self._learn_mixture(parts, known, read_next)

    def _learn_mixture(self, parts: Parts, known: float, read_next: int) -> None:
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

    def _learn_order(self, parts: Parts, known: float, read_next: int) -> None:
        """One step up the likelihood of a conditional logit: what was read against all that could have been offered."""
        voices = _voices(parts, self.weights_for(known))
        if read_next not in voices[MIXED]:
            return
        chances = _chances(_said(voices, self.order))
        order, pace = self.weights[ORDER], self.weights[PACE]
        for part, loudness in voices.items():
            expected = sum(chances[story] * each for story, each in loudness.items())
            slope = loudness.get(read_next, 0.0) - expected
            pace[part] = pace.get(part, 1.0) + slope * slope
            order[part] = order.get(part, 0.0) + BOLDNESS * slope / math.sqrt(pace[part])


def places_for_new(share: float | None) -> int:
    """Of six, by the share of all places that new stories have had so far; None where nothing was offered yet."""
    if share is None or WANTED_FOR_NEW <= share < ENOUGH_FOR_NEW:
        return 1
    return 2 if share < WANTED_FOR_NEW else 0


def ordered(parts: Parts, weights: Weights, order: Weights) -> dict[int, float]:
    """The higher, the likelier to be read next; logarithms, so only their order and their distances mean something."""
    return _said(_voices(parts, weights), order)


def _voices(parts: Parts, weights: Weights) -> dict[str, dict[int, float]]:
    """How loud each part, their mixture and the order of publication speak for each story."""
    heard = {**parts, MIXED: mixed(parts, weights)}
    voices = {part: {story: math.log1p(share / FAINT) for story, share in shares.items()} for part, shares in heard.items()}
    fresh = parts.get(FRESH, {})
    latest = sorted(fresh, key=lambda story: -fresh[story])[:LATEST_LOOKED_AT]
    return {**voices, LATEST: {story: LATEST_STEP * (LATEST_LOOKED_AT - place) for place, story in enumerate(latest)}}


def _said(voices: Mapping[str, Shares], order: Weights) -> dict[int, float]:
    said = dict.fromkeys(voices[MIXED], 0.0)
    for part, loudness in voices.items():
        if weight := order.get(part, 0.0):
            for story, each in loudness.items():
                said[story] += weight * each
    return said


def _chances(said: Shares) -> dict[int, float]:
    most = max(said.values())
    powers = {story: math.exp(each - most) for story, each in said.items()}
    whole = sum(powers.values())
    return {story: power / whole for story, power in powers.items()}


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
    order: Weights = AS_MIXED,
) -> list[Choice]:
    """At most `limit`, the likeliest first, not all of one section; the last places are for what is `new`.

    `new`: how often each new story was offered so far; the least offered have their turn, whoever has read them or not.
    """
    said = {story: each for story, each in ordered(parts, weights, order).items() if story not in besides}
    ranked = sorted(said, key=lambda story: (-said[story], -story))
    offers = {story: count for story, count in (new or {}).items() if story not in besides}
    kept = min(max(places_for_new, int(_is_one_forgotten(offers))), len(offers), limit)
    chosen = _diverse(ranked, limit - kept, sections or {})
    newcomers = [story for story in _least_offered(offers, said) if story not in chosen][:kept]
    rest = [story for story in _diverse(ranked, len(ranked), {}) if story not in chosen and story not in newcomers]
    chosen += rest[: limit - len(chosen) - len(newcomers)]
    return [
        *(Choice(story, _speaker(story, parts, weights)) for story in chosen),
        *(Choice(story, FRESH) for story in newcomers),
    ]


def _is_one_forgotten(offers: Mapping[int, int]) -> bool:
    return bool(offers) and min(offers.values()) + 1 <= FORGOTTEN * sum(offers.values()) / len(offers)


def _least_offered(new: Mapping[int, int], said: Shares) -> list[int]:
    """The third that was offered least first, among these the likeliest."""
    by_offers = sorted(new, key=lambda story: (new[story], -story))
    third = max(1, len(by_offers) // 3)
    first = sorted(by_offers[:third], key=lambda story: -said.get(story, -math.inf))
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
