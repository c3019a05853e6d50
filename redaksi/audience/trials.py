"""Two headlines, or two stories in one place, tried against each other; when to stop holds however often one looks.

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
from redaksi.stories.prepared import Prepared

WRONG_AT_MOST = 0.05
PLAUSIBLE = 0.02
"""The standard deviation of the differences that are thought possible: two of a hundred visits more or less."""
LEAST_SEEN = 100
LONGEST = timedelta(hours=48)
MOST_SEEN = 50_000


class AlreadyTried(Exception):
    """This story has a trial that runs."""


_running = Prepared(lambda: Experiment.objects.filter(ended_at=None).select_related("story", "rival").order_by("pk"))


def begin(story: Story, other_headline: str, by: User) -> Experiment:
    """Raises `AlreadyTried`."""
    try:
        with transaction.atomic():
            trial = Experiment.objects.create(story=story, other_headline=other_headline.strip()[:200], begun_by=by)
            trials_changed.send(sender=Experiment)
            return trial
    except IntegrityError:
        raise AlreadyTried from None


def begin_in_place(place: int, story: Story, rival: Story, by: User) -> Experiment:
    """`place` of the first page, 0 for the lead's. One at a time on the whole page. Raises `AlreadyTried`."""
    try:
        with transaction.atomic():
            if Experiment.objects.filter(ended_at=None, rival__isnull=False).exists():
                raise AlreadyTried
            trial = Experiment.objects.create(story=story, rival=rival, place=place, begun_by=by)
            trials_changed.send(sender=Experiment)
            return trial
    except IntegrityError:
        raise AlreadyTried from None


def running() -> list[Experiment]:
    """Of headlines and of places. One query."""
    return _running()


def of_story(story: int) -> list[Experiment]:
    """Those of its headline."""
    return list(Experiment.objects.filter(story=story, rival=None).order_by("-begun_at"))


def of_places(limit: int = 10) -> list[Experiment]:
    """The latest first. One query."""
    tried = Experiment.objects.filter(rival__isnull=False).select_related("story", "rival", "begun_by")
    return list(tried.order_by("-begun_at")[:limit])


def end(trial: Experiment, verdict: Verdict = Verdict.STOPPED) -> None:
    with transaction.atomic():
        trial.verdict, trial.ended_at = verdict, timezone.now()
        trial.save(update_fields=["verdict", "ended_at"])
        trials_changed.send(sender=Experiment)


def judge_all() -> int:
    """One round of the worker; returns how many have come to an end."""
    ended = 0
    for trial in running():
        verdict = verdict_on(trial) if may_be_read(trial) else Verdict.STOPPED
        if verdict != Verdict.RUNNING:
            end(trial, verdict)
            ended += 1
    return ended


def may_be_read(trial: Experiment) -> bool:
    """Whether all that is tried is still there for readers."""
    return trial.story.is_public and (trial.rival is None or trial.rival.is_public)


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
