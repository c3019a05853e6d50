"""What readers of a story read besides: today's pairs and those of the days before, made into lists by the worker."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping
from datetime import date
from itertools import batched
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from redaksi.audience.daybook import Daybook, books
from redaksi.audience.models import AlsoRead
from redaksi.stories.models import Story
from redaksi.stories.prepared import Prepared

KEPT = 24
KEPT_OF_PAST = 40
FADES_BY_DAY = 0.7
AT_ONCE = 2_000
TOO_LIGHT = 0.05


class Others(NamedTuple):
    """`weights` by the story's key, the heaviest first; `total` also of those that are too light to be kept."""

    weights: dict[int, float]
    total: float


_rows = Prepared(lambda stories: AlsoRead.objects.filter(story__in=stories).order_by().values_list("others", "total"))


def others_of(story: int) -> Others:
    """What readers of this story read besides. One query."""
    for others, total in _rows([story]):
        return Others(dict(map(tuple, others)), total)
    return Others({}, 0.0)


def renew(limit: int | None = None) -> int:
    """Make the lists anew of stories that were read together with others since the last time; returns how many."""
    opened = [Daybook(_folder(), day) for day in books(_folder())]
    try:
        renewed = 0
        for book in opened:
            while touched := book.touched(AT_ONCE):
                _renew(touched, opened)
                book.take_off(touched)
                renewed += len(touched)
                if limit is not None and renewed >= limit:
                    return renewed
        return renewed
    finally:
        for book in opened:
            book.close()


def close_day(day: str) -> None:
    """Add a past day's pairs to those of the days before it. Done twice, it is done once."""
    book = Daybook(_folder(), day)
    try:
        last = 0
        while stories := book.all_paired(last, AT_ONCE):
            _add_to_past(stories, book.pairs_of(stories), date.fromisoformat(day))
            last = stories[-1]
    finally:
        book.close()


def _renew(stories: Collection[int], opened: Collection[Daybook]) -> None:
    today = [book.pairs_of(stories) for book in opened]
    rows = AlsoRead.objects.in_bulk(stories)
    there = _still_there(stories) - rows.keys()
    changed = []
    for story in stories:
        row = rows.get(story) or (AlsoRead(story_id=story) if story in there else None)
        if row is None:
            continue
        weights, total = dict(map(tuple, row.past)), row.past_total
        for pairs in today:
            total += _add(weights, pairs.get(story, {}))
        others = _heaviest(weights, KEPT)
        if row._state.adding or _order(others) != _order(row.others) or total > 1.2 * row.total:
            row.others, row.total = others, round(total, 2)
            changed.append(row)
    _write(changed, "others", "total")


def _add_to_past(stories: Collection[int], pairs: Mapping[int, Mapping[int, float]], day: date) -> None:
    rows = AlsoRead.objects.in_bulk(stories)
    there = _still_there(stories)
    changed = []
    for story in stories:
        row = rows.get(story) or AlsoRead(story_id=story)
        if story not in there or (row.past_until and row.past_until >= day):
            continue
        fade = FADES_BY_DAY ** (day - row.past_until).days if row.past_until else 1.0
        weights = {other: weight * fade for other, weight in row.past}
        total = row.past_total * fade + _add(weights, pairs.get(story, {}))
        row.past, row.past_total, row.past_until = _heaviest(weights, KEPT_OF_PAST), round(total, 2), day
        row.others, row.total = row.past[:KEPT], row.past_total
        changed.append(row)
    _write(changed, "past", "past_total", "past_until", "others", "total")


def _add(weights: dict[int, float], more: Mapping[int, float]) -> float:
    for other, weight in more.items():
        weights[other] = weights.get(other, 0.0) + weight
    return sum(more.values())


def _heaviest(weights: Mapping[int, float], limit: int) -> list[list[float]]:
    best = heapq.nlargest(limit, weights.items(), key=lambda each: each[1])
    return [[other, round(weight, 2)] for other, weight in best if weight >= TOO_LIGHT]


def _order(others: Collection[Collection[float]]) -> list[float]:
    return [other for other, _weight in others]


def _still_there(stories: Collection[int]) -> set[int]:
    found: set[int] = set()
    for some in batched(stories, AT_ONCE):
        found.update(Story.objects.filter(pk__in=some).order_by().values_list("pk", flat=True))
    return found


def _write(rows: list[AlsoRead], *names: str) -> None:
    if rows:
        with transaction.atomic():
            AlsoRead.objects.bulk_create(
                rows, update_conflicts=True, unique_fields=["story"], update_fields=[*names, "renewed_at"]
            )


def _folder() -> Path:
    return Path(settings.READINGS_FOLDER)
