"""*Terpopuler*: what is read most now, today and this week, on the paper and in each section. Old readings fade."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from redaksi.audience.models import MostRead, Scope, StoryDay, StoryHour
from redaksi.audience.signals import most_read_changed
from redaksi.stories.models import Story
from redaksi.stories.prepared import Prepared

KEPT, KEPT_OF_SECTION = 60, 20
LOOKED_AT = 2_000
"""Rows of an hour or a day: whatever is read less often than so many others is on no list."""
HOURS_BACK = {Scope.NOW: 2, Scope.TODAY: 30}
HALVED_AFTER = {Scope.NOW: timedelta(minutes=45), Scope.TODAY: timedelta(hours=6), Scope.WEEK: timedelta(days=2)}
DAYS_BACK = 7
SHOWN = 10

Ranking = list[list[float]]


_rows = Prepared(
    lambda sections: (
        MostRead.objects.filter(Q(section=None) | Q(section__in=sections)).order_by().values_list("scope", "section", "stories")
    )
)


def keys(scope: Scope, section: int | None = None, limit: int = SHOWN) -> list[int]:
    """The most read, the first first. One query; some may have been withdrawn since."""
    return list(scores(section).get((scope, section), {}))[:limit]


def scores(section: int | None) -> dict[tuple[Scope, int | None], dict[int, float]]:
    """Of the paper and of this section, by scope, the most read first. One query."""
    return {(Scope(scope), own): dict(map(tuple, stories)) for scope, own, stories in _rows([section] if section else [])}


def renew() -> None:
    """Now and today: each minute."""
    _renew(Scope.NOW, Scope.TODAY)


def renew_week() -> None:
    _renew(Scope.WEEK)


def _renew(*scopes: Scope) -> None:
    now = timezone.now()
    for scope in scopes:
        _keep(scope, _ranking(scope, now))


def _ranking(scope: Scope, now: datetime) -> dict[int, float]:
    ranking: defaultdict[int, float] = defaultdict(float)
    for rows, age in _stretches(scope, now):
        fade = 0.5 ** (age / HALVED_AFTER[scope])
        for story, weight in rows.values_list("story", "weight")[:LOOKED_AT]:
            ranking[story] += weight * fade
    return ranking


def _stretches(scope: Scope, now: datetime) -> Iterable[tuple[QuerySet, timedelta]]:
    """Rows of one hour or day each, the most read first, with how long ago its middle is."""
    if scope == Scope.WEEK:
        for days in range(DAYS_BACK):
            rows = StoryDay.objects.filter(day=timezone.localdate(now) - timedelta(days=days))
            yield rows.order_by("-weight"), timedelta(days=days)
        return
    this = now.replace(minute=0, second=0, microsecond=0)
    for hours in range(HOURS_BACK[scope]):
        hour = this - timedelta(hours=hours)
        middle = hour + min(timedelta(minutes=30), (now - hour) / 2)
        yield StoryHour.objects.filter(hour=hour).order_by("-weight"), now - middle


def _keep(scope: Scope, ranking: Mapping[int, float]) -> None:
    best = heapq.nlargest(LOOKED_AT, ranking.items(), key=lambda each: (each[1], each[0]))
    sections = dict(
        Story.objects.published().filter(pk__in=[key for key, _score in best]).order_by().values_list("pk", "section")
    )
    lists: dict[int | None, Ranking] = {None: []}
    for key, score in best:
        if key not in sections:
            continue
        for own, limit in ((None, KEPT), (sections[key], KEPT_OF_SECTION)):
            if len(lists.setdefault(own, [])) < limit:
                lists[own].append([key, round(score, 3)])
    _write(scope, lists)


def _write(scope: Scope, lists: Mapping[int | None, Ranking]) -> None:
    before = {row.section_id: row for row in MostRead.objects.filter(scope=scope)}
    changed = [own for own in before.keys() | lists.keys() if _shown(before.get(own)) != _order(lists.get(own, []))[:SHOWN]]
    with transaction.atomic():
        MostRead.objects.filter(
            scope=scope, section__in=[own for own in before if own is not None and own not in lists]
        ).delete()
        for own, stories in lists.items():
            row = before.get(own) or MostRead(scope=scope, section_id=own)
            if row._state.adding or row.stories != stories:
                row.stories = stories
                row.save()
        if changed:
            most_read_changed.send(sender=MostRead, scope=scope, sections=changed)


def _shown(row: MostRead | None) -> list[float]:
    return _order(row.stories)[:SHOWN] if row else []


def _order(stories: Iterable[list[float]]) -> list[float]:
    return [key for key, _score in stories]
