"""What the desk asks of the counts: hours, days, stories. Plain numbers; all of it bounded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from redaksi.audience import also_read, most_read
from redaksi.audience.models import Scope, StoryDay, Subscriber, Tally, Unfound
from redaksi.stories.models import Story

USUAL_WEEKS = 4
TREND_DAYS = 14
ASKED_BY_SEVERAL = 3
SUMMED = (
    *("readings", "seconds", "reached_1", "reached_2", "reached_3", "reached_4"),
    *("from_direct", "from_search", "from_social", "from_other", "from_paper"),
    *("on_phone", "on_tablet", "on_computer", "offered", "taken", "handed"),
)


@dataclass(frozen=True)
class StoryFigures:
    """`seconds`: in view, of all readings; `reached_4`: read to the end."""

    story: Story
    sums: dict[str, int]

    @property
    def readings(self) -> int:
        return self.sums["readings"]

    @property
    def seconds_each(self) -> int:
        return round(self.sums["seconds"] / self.readings) if self.readings else 0

    @property
    def to_the_end(self) -> int:
        return self.share_of("reached_4")

    def share_of(self, name: str) -> int:
        """Of a hundred readings."""
        return round(100 * self.sums[name] / self.readings) if self.readings else 0


def by_hour(day: date) -> list[int]:
    """Readings in each hour of a day of the paper."""
    begin = _midnight(day)
    rows = Tally.objects.filter(hour__gte=begin, hour__lt=begin + timedelta(days=1), name="readings")
    hours = [0] * 24
    for hour, count in rows.values_list("hour", "count"):
        hours[timezone.localtime(hour).hour] += count
    return hours


def whole_hours(day: date, hours: Sequence[int]) -> list[int | None]:
    """Without those that are to come, and the one that is under way: drawn, it would look like a fall."""
    now = timezone.localtime()
    return [count if day < now.date() or hour < now.hour else None for hour, count in enumerate(hours)]


def usual_by_hour(day: date) -> list[float]:
    """The mean of the same weekday in the four weeks before; empty where nothing was counted then."""
    weeks = [by_hour(day - timedelta(weeks=back)) for back in range(1, USUAL_WEEKS + 1)]
    counted = [hours for hours in weeks if any(hours)]
    return [sum(hour) / len(counted) for hour in zip(*counted, strict=True)] if counted else []


def so_far(day: date, hours: Sequence[float]) -> int:
    """Their sum, of today up to this minute."""
    now = timezone.localtime()
    if day < now.date():
        return round(sum(hours))
    return round(sum(hours[: now.hour]) + hours[now.hour] * now.minute / 60)


def totals(day: date) -> Counter[str]:
    """Everything that was tallied on that day, by its name."""
    begin = _midnight(day)
    rows = Tally.objects.filter(hour__gte=begin, hour__lt=_midnight(day + timedelta(days=1)))
    return Counter(dict(rows.values_list("name").annotate(Sum("count")).order_by()))


def most_read_of(day: date, limit: int = 50) -> list[StoryFigures]:
    """Two queries."""
    rows = list(StoryDay.objects.filter(day=day).order_by("-readings", "story")[:limit])
    stories = Story.objects.filter(pk__in=[row.story_id for row in rows]).select_related("section").defer("body").in_bulk()
    return [StoryFigures(stories[row.story_id], _sums(row)) for row in rows if row.story_id in stories]


def of_story(story: Story) -> StoryFigures:
    """Since it was first counted."""
    row = StoryDay.objects.filter(story=story).aggregate(**{name: Sum(name) for name in SUMMED})
    return StoryFigures(story, {name: row[name] or 0 for name in SUMMED})


def trend_of(story: Story) -> list[tuple[date, int]]:
    """Readings on each of the last days."""
    today = timezone.localdate()
    days = [today - timedelta(days=back) for back in range(TREND_DAYS - 1, -1, -1)]
    rows = dict(StoryDay.objects.filter(story=story, day__gte=days[0]).values_list("day", "readings"))
    return [(day, rows.get(day, 0)) for day in days]


def read_next_of(story: Story, limit: int = 5) -> list[Story]:
    """What its readers read besides, the most first."""
    return _published(list(also_read.others_of(story.pk).weights)[: limit * 2])[:limit]


def busy_now(limit: int) -> list[Story]:
    """The most read of the last hours. Two queries."""
    return _published(most_read.keys(Scope.NOW, limit=limit))


def sought_in_vain(day: date, days: int = 7, limit: int = 20) -> list[tuple[str, int]]:
    """What several readers looked for and did not find in the days up to this one."""
    rows = Unfound.objects.filter(day__gt=day - timedelta(days=days), day__lte=day).values_list("words")
    counted = rows.annotate(asked=Sum("count")).filter(asked__gte=ASKED_BY_SEVERAL).order_by("-asked", "words")
    return list(counted[:limit])


def subscribers() -> int:
    return Subscriber.objects.filter(stopped_at=None).exclude(confirmed_at=None).count()


def _published(keys: Sequence[int]) -> list[Story]:
    found = Story.objects.published().filter(pk__in=keys).defer("body").in_bulk()
    return [found[key] for key in keys if key in found]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _sums(row: Any) -> dict[str, int]:
    return {name: getattr(row, name) for name in SUMMED}


def as_table(rows: Sequence[StoryFigures]) -> list[list[object]]:
    """For a spreadsheet: a line of names, then a line a story."""
    names: list[object] = ["number", "headline", "section", "published_at", *SUMMED]
    return [
        names,
        *(
            [
                each.story.number,
                each.story.title,
                each.story.section.title if each.story.section else "",
                each.story.published_at.isoformat() if each.story.published_at else "",
                *(each.sums[name] for name in SUMMED),
            ]
            for each in rows
        ),
    ]
