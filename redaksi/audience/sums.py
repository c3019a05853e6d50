"""What a batch adds to the counts of hours, days and the whole paper."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from django.db.models import F
from django.utils import timezone

from redaksi.audience.adding import add
from redaksi.audience.models import Experiment, StoryDay, StoryHour, Tally, Unfound
from redaksi.stories.models import Story

DAY_SUMS = (
    *("readings", "weight", "seconds", "reached_1", "reached_2", "reached_3", "reached_4", "from_direct", "from_search"),
    *("from_social", "from_other", "from_paper", "on_phone", "on_tablet", "on_computer", "offered", "taken", "handed"),
)
PLACE = {name: place for place, name in enumerate(DAY_SUMS)}
HOUR_SECONDS = 3600
NUMBER = re.compile(r"-([1-9]\d{0,17})/?$")


class Sums:
    def __init__(self) -> None:
        self._hours: defaultdict[tuple[int, int], list[float]] = defaultdict(lambda: [0, 0.0])
        self._days: defaultdict[tuple[int, date], list[float]] = defaultdict(lambda: [0] * len(DAY_SUMS))
        self._tallies: defaultdict[tuple[int, str], int] = defaultdict(int)
        self._sought: defaultdict[tuple[date, str], int] = defaultdict(int)
        self._trials: defaultdict[tuple[int, str], int] = defaultdict(int)
        self._handed: defaultdict[tuple[int, date], int] = defaultdict(int)

    def read(self, story: int, at: int, weight: float) -> None:
        hour = self._hours[story, at // HOUR_SECONDS]
        hour[0] += 1
        hour[1] += weight
        self.of_day(story, at, readings=1, weight=weight)
        self.tally(at, "readings")

    def of_day(self, story: int, at: int, **sums: float) -> None:
        row = self._days[story, _day(at // 900)]
        for name, count in sums.items():
            row[PLACE[name]] += count

    def tally(self, at: int, name: str, count: int = 1) -> None:
        self._tallies[at // HOUR_SECONDS, name] += count

    def dropped(self, at: int, reason: str, count: int = 1) -> None:
        self.tally(at, f"dropped_{reason}"[:40], count)

    def handed(self, at: int, path: str, count: int) -> None:
        self.tally(at, "handed", count)
        if found := NUMBER.search(path):
            self._handed[int(found[1]), _day(at // 900)] += count

    def sought(self, at: int, words: str) -> None:
        self._sought[_day(at // 900), unquote(words)[:80]] += 1

    def trial(self, experiment: int, what: str) -> None:
        """`what`: `seen_first`, `read_second` …"""
        self._trials[experiment, what] += 1

    def add_up(self) -> None:
        """Into the database. A handful of statements."""
        stories = published({number for number, _day in self._handed})
        for (number, day), count in self._handed.items():
            if number in stories:
                self._days[stories[number].key, day][PLACE["handed"]] += count
        add(
            StoryHour,
            ("story", "hour"),
            ("readings", "weight"),
            {(story, _hour(hour)): row for (story, hour), row in self._hours.items()},
        )
        add(StoryDay, ("story", "day"), DAY_SUMS, self._days)
        add(
            Tally, ("hour", "name"), ("count",), {(_hour(hour), name): [count] for (hour, name), count in self._tallies.items()}
        )

        add(Unfound, ("day", "words"), ("count",), {key: [count] for key, count in self._sought.items()})
        for (experiment, what), count in self._trials.items():
            Experiment.objects.filter(pk=experiment, ended_at=None).update(**{what: F(what) + count})


class Published(NamedTuple):
    """`at`: when it came out, in seconds since 1970."""

    key: int
    at: float


def published(numbers: set[int]) -> dict[int, Published]:
    """Those stories that readers may see, by their numbers."""
    found: dict[int, Published] = {}
    waiting = sorted(numbers)
    for start in range(0, len(waiting), 5_000):
        some = Story.objects.published().filter(number__in=waiting[start : start + 5_000]).order_by()
        rows = some.values_list("number", "pk", "published_at")
        found.update((int(number or 0), Published(key, at.timestamp() if at else 0.0)) for number, key, at in rows)
    return found


def _hour(hours: int) -> datetime:
    return datetime.fromtimestamp(hours * HOUR_SECONDS, UTC)


@lru_cache(maxsize=1_000)
def _day(quarter: int) -> date:
    """Of so many quarters of an hour since 1970: zones differ by those."""
    return datetime.fromtimestamp(quarter * 900, timezone.get_default_timezone()).date()
