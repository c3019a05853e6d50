"""Two headlines tried against each other, with a rule when to stop that holds however often one looks.

A trial is judged again and again while visits come in. A p-value would find a difference sooner or later where there is none;
so the likelihood ratio is mixed over all differences of a plausible size (the mixture sequential probability ratio test of
Robbins; Johari, Pekelis and Walsh, 2015): where there is no difference, it passes 1/α in at most α of all trials, ever.
"""

from __future__ import annotations

import math
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from redaksi.audience.models import Experiment, Verdict
from redaksi.audience.signals import trials_changed
from redaksi.staff.models import User
from redaksi.stories.models import Story

WRONG_AT_MOST = 0.05
PLAUSIBLE = 0.02
"""The standard deviation of the differences that are thought possible: two of a hundred visits more or less."""
LEAST_SEEN = 100
LONGEST = timedelta(hours=48)
MOST_SEEN = 50_000


class AlreadyTried(Exception):
    """This story has a trial that runs."""


def begin(story: Story, other_headline: str, by: User) -> Experiment:
    """Raises `AlreadyTried`."""
    try:
        with transaction.atomic():
            trial = Experiment.objects.create(story=story, other_headline=other_headline.strip()[:200], begun_by=by)
            trials_changed.send(sender=Experiment)
            return trial
    except IntegrityError:
        raise AlreadyTried from None


def running() -> list[Experiment]:
    """One query."""
    return list(Experiment.objects.filter(ended_at=None).select_related("story").order_by("pk"))


def of_story(story: int) -> list[Experiment]:
    return list(Experiment.objects.filter(story=story).order_by("-begun_at"))


def end(trial: Experiment, verdict: Verdict = Verdict.STOPPED) -> None:
    with transaction.atomic():
        trial.verdict, trial.ended_at = verdict, timezone.now()
        trial.save(update_fields=["verdict", "ended_at"])
        trials_changed.send(sender=Experiment)


def judge_all() -> int:
    """One round of the worker; returns how many have come to an end."""
    ended = 0
    for trial in running():
        verdict = verdict_on(trial)
        if verdict != Verdict.RUNNING or not trial.story.is_public:
            end(trial, verdict if trial.story.is_public else Verdict.STOPPED)
            ended += 1
    return ended


def verdict_on(trial: Experiment) -> Verdict:
    first, second = share(trial.read_first, trial.seen_first), share(trial.read_second, trial.seen_second)
    if min(trial.seen_first, trial.seen_second) >= LEAST_SEEN and evidence(trial) >= 1 / WRONG_AT_MOST:
        return Verdict.SECOND if second > first else Verdict.FIRST
    is_over = timezone.now() - trial.begun_at >= LONGEST or trial.seen_first + trial.seen_second >= MOST_SEEN
    return Verdict.NO_DIFFERENCE if is_over else Verdict.RUNNING


def evidence(trial: Experiment) -> float:
    """How many times likelier what was seen is with a difference than without; 20 decides."""
    return likelihood_ratio(trial.seen_first, trial.read_first, trial.seen_second, trial.read_second)


def likelihood_ratio(seen_first: int, read_first: int, seen_second: int, read_second: int) -> float:
    if not seen_first or not seen_second:
        return 1.0
    together = (read_first + read_second) / (seen_first + seen_second)
    variance = together * (1 - together) * (1 / seen_first + 1 / seen_second)
    if variance <= 0:
        return 1.0
    difference = share(read_second, seen_second) - share(read_first, seen_first)
    plausible = PLAUSIBLE**2
    exponent = difference**2 * plausible / (2 * variance * (variance + plausible))
    return math.sqrt(variance / (variance + plausible)) * math.exp(min(exponent, 500.0))


def share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
