"""A trial as the desk reads it: what was seen and read of each of the two, how strong the evidence is, what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from redaksi.audience import trials
from redaksi.audience.models import Experiment, Verdict

OF_PLACES: dict[Verdict, str | Promise] = {
    Verdict.FIRST: gettext_lazy("The first story is better in this place"),
    Verdict.SECOND: gettext_lazy("The second story is better in this place"),
}
MOST_EVIDENCE = 999


@dataclass(frozen=True)
class Arm:
    """One of the two. `seen`, `read`: visits; `share`: of a hundred that saw it."""

    story: int
    headline: str
    seen: int
    read: int

    @property
    def share(self) -> float:
        return round(100 * trials.share(self.read, self.seen), 1)


@dataclass(frozen=True)
class Told:
    trial: Experiment
    arms: tuple[Arm, Arm]

    @property
    def evidence(self) -> float:
        return round(min(trials.evidence(self.trial), MOST_EVIDENCE), 1)

    @property
    def verdict(self) -> str | Promise:
        trial = self.trial
        return (OF_PLACES.get(Verdict(trial.verdict)) if trial.rival else None) or trial.get_verdict_display()

    @property
    def is_decided(self) -> bool:
        return self.trial.verdict in (Verdict.FIRST, Verdict.SECOND)


def told_of(trial: Experiment) -> Told:
    first, second = trial.story, trial.rival or trial.story
    return Told(
        trial,
        (
            Arm(first.pk, first.title, trial.seen_first, trial.read_first),
            Arm(second.pk, trial.other_headline or second.title, trial.seen_second, trial.read_second),
        ),
    )
