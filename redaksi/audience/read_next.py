"""What the audience knows of what readers may want next: numbers only. The face that shows them blends and chooses."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone

from redaksi.audience import also_read, most_read
from redaksi.audience.also_read import Others
from redaksi.audience.daybook import Daybook, books
from redaksi.audience.models import Blend, StoryDay, Tally
from redaksi.audience.most_read import Scope
from redaksi.audience.tallying import OFFERS, OFFERS_OF_NEW
from redaksi.stories.prepared import Prepared

STEPS_AT_ONCE = 400
OFFERS_COUNTED_DAYS = 2


@dataclass(frozen=True)
class Known:
    """`also`: what readers of the story read besides. The others: scores of what is read most, by the story's key."""

    also: Others
    now: Mapping[int, float]
    today: Mapping[int, float]
    week: Mapping[int, float]
    section: Mapping[int, float]


@dataclass
class Learned:
    """What was learned of how much each part of a recommendation is worth; the face that blends says what it means."""

    weights: dict[str, dict[str, float]] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    places_for_new: int = 1


class Step(NamedTuple):
    story: int
    read_next: int


def known_of(story: int, section: int | None) -> Known:
    """Two queries."""
    scores = most_read.scores(section)

    def of(scope: Scope, own: int | None) -> Mapping[int, float]:
        return scores.get((scope, own), {})

    return Known(
        also_read.others_of(story),
        of(Scope.NOW, None),
        of(Scope.TODAY, None),
        of(Scope.WEEK, None),
        of(Scope.TODAY, section) if section else {},
    )


def offers_of(stories: Collection[int]) -> dict[int, int]:
    """How often each came into view below another story lately. One query, none for no story."""
    if not stories:
        return {}
    since = timezone.localdate() - timedelta(days=OFFERS_COUNTED_DAYS)
    rows = StoryDay.objects.filter(story__in=stories, day__gte=since).values_list("story").annotate(Sum("offered"))
    return dict.fromkeys(stories, 0) | dict(rows.order_by())


_blend = Prepared(lambda: Blend.objects.order_by("pk").values_list("weights", "seen", "places_for_new")[:1])


def learned() -> Learned:
    """One query."""
    return next((Learned(*row) for row in _blend()), Learned())


def keep(now_learned: Learned, learned_to: list[object]) -> None:
    row = Blend.objects.order_by("pk").first() or Blend()
    row.weights, row.seen, row.places_for_new = now_learned.weights, now_learned.seen, now_learned.places_for_new
    row.learned_to = learned_to
    row.save()


def steps_to_learn(limit: int = STEPS_AT_ONCE) -> tuple[list[Step], list[object]]:
    """What was read after what since it was last learned, and how far that is; where more was read, the latest of it."""
    learned_to = (Blend.objects.order_by("pk").values_list("learned_to", flat=True).first() or ["", 0])[:2]
    days = books(Path(settings.READINGS_FOLDER))
    if not days:
        return [], learned_to
    last = int(learned_to[1]) if learned_to[0] == days[0] else 0
    book = Daybook(Path(settings.READINGS_FOLDER), days[0])
    try:
        last = max(last, book.last_step() - limit)
        steps = book.steps_after(last, limit)
    finally:
        book.close()
    return [Step(story, other) for _number, _at, story, other in steps], [days[0], steps[-1][0] if steps else last]


def share_of_new() -> float | None:
    """Of all places below stories that came into view in the last day, those of stories that were new at that moment; None
    where nothing was offered. One query."""
    since = timezone.now() - timedelta(days=1)
    rows = Tally.objects.filter(hour__gte=since, name__in=(OFFERS, OFFERS_OF_NEW)).values_list("name").annotate(Sum("count"))
    counts = dict(rows.order_by())
    return counts.get(OFFERS_OF_NEW, 0) / counts[OFFERS] if counts.get(OFFERS) else None
