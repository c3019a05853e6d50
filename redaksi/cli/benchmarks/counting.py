"""How fast readings are taken, counted, and made into lists: a day's traffic of synthetic visits, told to a home of its own."""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import batched
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from redaksi.cli import progress
from redaksi.cli.benchmarks import finding
from redaksi.cli.benchmarks.importing import own_home
from redaksi.cli.django_start import start_django
from redaksi.cli.language import gettext as _

if TYPE_CHECKING:
    from redaksi.audience.taking.taker import Taker

PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
A_VISIT = 3
NETWORKS = 20_000
A_FILE = 2_000


@dataclass(frozen=True)
class CountingSpeed:
    """`taken`: looked at, hidden and written down, as the kiosk does it. `folded`: into the day's book and the sums. `lists`:
    all of a day at once. By processor time, whoever else is at work; `…_seconds` by the clock; `worker_peak_mb`: of a process
    that folds and makes lists, as the worker does."""

    stories: int
    readings: int
    database: str
    taken_per_cpu_second: int
    folded_per_cpu_second: int
    folded_seconds: float
    lists: int
    lists_cpu_seconds: float
    lists_seconds: float
    worker_peak_mb: int


def measure(how_many: int, readings: int, database: str = "") -> CountingSpeed:
    """In a home of its own, or the empty `database` that is named. Raises `Trouble` where that one is not empty."""
    with TemporaryDirectory(prefix="redaksi-bench-") as folder:
        own_home(folder, database)
        return _measure(how_many, readings)


def _measure(how_many: int, readings: int) -> CountingSpeed:
    from django.db import connection, connections

    from redaksi.audience.models import AlsoRead
    from redaksi.stories.models import Story

    finding.fill(how_many)
    numbers = list(Story.objects.published().order_by("?").values_list("number", flat=True))
    taken = _take(numbers, readings)
    connections.close_all()
    with ProcessPoolExecutor(1, get_context("spawn")) as worker:
        fold, fold_cpu, lists, lists_cpu, peak = worker.submit(_work).result()
    return CountingSpeed(
        how_many,
        readings,
        connection.vendor,
        round(readings / taken),
        round(readings / fold_cpu),
        round(fold, 1),
        AlsoRead.objects.count(),
        round(lists_cpu, 1),
        round(lists, 1),
        peak,
    )


def _work() -> tuple[float, float, float, float, int]:
    """In a process of its own: seconds and processor seconds of folding, of all lists, and the peak in megabytes."""
    start_django()
    from redaksi.audience import also_read, folding, most_read

    fold, fold_cpu = _timed(folding.fold)
    lists = [_timed(each) for each in (also_read.renew, most_read.renew, most_read.renew_week)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak_mb = round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024))
    return fold, fold_cpu, sum(clock for clock, _cpu in lists), sum(cpu for _clock, cpu in lists), peak_mb


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - cpu


def _take(numbers: Sequence[int], readings: int) -> float:
    """Processor seconds of taking and writing down."""
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
    began = time.process_time()
    for environ, body in told:
        taker.take(environ, body)
    taker.write()
    return time.process_time() - began


def _told(numbers: Sequence[int], readings: int) -> Iterator[tuple[dict[str, str], bytes]]:
    """Some stories are read by many, most by few; a visit reads three."""
    chance = random.Random(1)  # noqa: S311 - nothing secret
    fixed = {"HTTP_HOST": "harian.id", "HTTP_ORIGIN": "https://harian.id", "HTTP_USER_AGENT": PHONE}
    for reading in range(readings):
        story = numbers[min(int(len(numbers) * chance.random() ** 3), len(numbers) - 1)]
        visit = reading // A_VISIT
        address = f"10.{visit % NETWORKS >> 8 & 255}.{visit % NETWORKS & 255}.1"
        yield {**fixed, "REMOTE_ADDR": address}, f"v={visit:012d}&p=story.{story}".encode()
