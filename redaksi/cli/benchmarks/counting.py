"""How fast readings are taken, counted, and made into lists: a day's traffic of synthetic visits, told to a home of its own."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from redaksi.cli import progress
from redaksi.cli.benchmarks import finding, memory
from redaksi.cli.benchmarks.importing import own_home
from redaksi.cli.language import gettext as _

if TYPE_CHECKING:
    from redaksi.audience.taking.taker import Taker

PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
A_VISIT = 3
NETWORKS = 20_000
A_FILE = 2_000


@dataclass(frozen=True)
class CountingSpeed:
    """`taken`: looked at, hidden and written down, as the kiosk does it. `folded`: into the day's book and the sums.
    `lists_seconds`: all lists of a day at once; `lists_peak_mb`: of the whole process meanwhile."""

    stories: int
    readings: int
    database: str
    taken_per_second: int
    folded_per_second: int
    folded_peak_mb: int
    lists: int
    lists_seconds: float
    lists_peak_mb: int


def measure(how_many: int, readings: int, database: str = "") -> CountingSpeed:
    """In a home of its own, or the empty `database` that is named. Raises `Trouble` where that one is not empty."""
    with TemporaryDirectory(prefix="redaksi-bench-") as folder:
        own_home(folder, database)
        return _measure(how_many, readings)


def _measure(how_many: int, readings: int) -> CountingSpeed:
    from django.db import connection

    from redaksi.audience import folding
    from redaksi.audience.models import AlsoRead
    from redaksi.stories.models import Story

    finding.fill(how_many)
    numbers = list(Story.objects.published().order_by("?").values_list("number", flat=True))
    taken = _take(numbers, readings)
    with memory.watched() as folding_peak:
        began = time.perf_counter()
        folding.fold()
        folded = time.perf_counter() - began
        folded_peak = folding_peak()
    with memory.watched() as peak:
        seconds = _make_lists()
        lists_peak = peak()
    return CountingSpeed(
        how_many,
        readings,
        connection.vendor,
        round(readings / taken),
        round(readings / folded),
        folded_peak,
        AlsoRead.objects.count(),
        round(seconds, 1),
        lists_peak,
    )


def _make_lists() -> float:
    from redaksi.audience import also_read, most_read

    began = time.perf_counter()
    also_read.renew()
    most_read.renew()
    most_read.renew_week()
    return time.perf_counter() - began


def _take(numbers: Sequence[int], readings: int) -> float:
    """Seconds of taking and writing down."""
    from django.conf import settings

    from redaksi.audience.taking.taker import Taker

    now = [time.time() - readings / 2_000]
    taker = Taker(
        Path(settings.READINGS_FOLDER), settings.TIME_ZONE, "sessionid=", lambda told: told["REMOTE_ADDR"], lambda: now[0]
    )
    spent = 0.0
    with progress.bar(_("Readings"), total=readings) as advance:
        for some in batched(_told(numbers, readings), A_FILE):
            spent += _take_all(taker, some)
            now[0] += 1
            advance(len(some))
    return spent


def _take_all(taker: Taker, told: Sequence[tuple[dict[str, str], bytes]]) -> float:
    began = time.perf_counter()
    for environ, body in told:
        taker.take(environ, body)
    taker.write()
    return time.perf_counter() - began


def _told(numbers: Sequence[int], readings: int) -> Iterator[tuple[dict[str, str], bytes]]:
    """Some stories are read by many, most by few; a visit reads three."""
    chance = random.Random(1)  # noqa: S311 - nothing secret
    fixed = {"HTTP_HOST": "harian.id", "HTTP_ORIGIN": "https://harian.id", "HTTP_USER_AGENT": PHONE}
    for reading in range(readings):
        story = numbers[min(int(len(numbers) * chance.random() ** 3), len(numbers) - 1)]
        visit = reading // A_VISIT
        address = f"10.{visit % NETWORKS >> 8 & 255}.{visit % NETWORKS & 255}.1"
        yield {**fixed, "REMOTE_ADDR": address}, f"v={visit:012d}&p=story.{story}".encode()
