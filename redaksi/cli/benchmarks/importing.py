"""How fast an archive comes in, and in how much memory."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from redaksi.cli import installation, progress
from redaksi.cli.benchmarks.memory import watched
from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble

if TYPE_CHECKING:
    from redaksi.wire.report import Report

WARM_UP = 50  # stories, after which everything that is imported once is imported


@dataclass(frozen=True)
class ImportSpeed:
    """`again_per_second`: the same archive once more, when all of it is known. CPU seconds leave out who else is at work.

    `cpu_seconds` are those of all processes, `busiest_cpu_seconds` those of the one that had most to do: where nobody else is
    at work, that one decides how long it takes. `tenths`: stories per second, and per CPU second of the process that writes,
    in each tenth of the archive: an import that slows down as it grows shows it there. `peak_mb`: of all processes,
    what they share counted once.
    """

    stories: int
    format: str
    database: str
    seconds: float
    stories_per_second: int
    cpu_seconds: float
    stories_per_cpu_second: int
    busiest_cpu_seconds: float
    tenths: list[int]
    tenths_cpu: list[int]
    again_per_second: int
    megabytes: float
    peak_mb: int
    proof_holds: bool


class Pace:
    """Told of each story as it is read, it looks at both clocks whenever another tenth of `how_many` is through."""

    def __init__(self, how_many: int, advance: Callable[..., object]) -> None:
        self._step = max(how_many // 10, 1)
        self._advance = advance
        self._count = 0
        self._clocks = [(time.perf_counter(), time.process_time())]

    def __call__(self, count: int = 1) -> None:
        self._advance(count)
        self._count += count
        if self._count >= self._step * len(self._clocks):
            self._clocks.append((time.perf_counter(), time.process_time()))

    def tenths(self) -> tuple[list[int], list[int]]:
        """Stories per second and per CPU second, tenth by tenth."""
        pairs = list(pairwise(self._clocks))
        return (
            [round(self._step / (after[0] - before[0])) for before, after in pairs],
            [round(self._step / max(after[1] - before[1], 1e-6)) for before, after in pairs],
        )


def measure(how_many: int, form: str, database: str = "") -> ImportSpeed:
    """Into a home of its own, or into the empty `database` that is named. Raises `Trouble` where that one is not empty."""
    with tempfile.TemporaryDirectory(prefix="redaksi-bench-") as folder:
        own_home(folder, database)
        return _measure(Path(folder), how_many, form)


def own_home(folder: str, database: str = "") -> None:
    """Raises `Trouble` where the `database` that is named is not empty."""
    os.environ["REDAKSI_HOME"] = folder
    os.environ.pop("DATABASE_URL", None)
    if database:
        os.environ["DATABASE_URL"] = database
    installation.prepare()
    _check_empty()


def _measure(folder: Path, how_many: int, form: str) -> ImportSpeed:
    from django.db import connection

    from redaksi.cli.benchmarks.archive import WRITERS, stories

    archive, warm_up = folder / f"archive.{form}", folder / f"warm-up.{form}"
    WRITERS[form](warm_up, stories(WARM_UP, source="warm-up.example"))
    WRITERS[form](archive, stories(how_many))
    with watched() as peak_megabytes, progress.bar(_("Stories")) as advance:
        _bring(warm_up, advance)
        pace = Pace(how_many, advance)
        seconds, (cpu, busiest), report = _timed(lambda: _bring(archive, pace))
        again, _cpu, _report = _timed(lambda: _bring(archive, advance))
        peak = peak_megabytes()
    return ImportSpeed(
        report.stories,
        form,
        connection.vendor,
        round(seconds, 2),
        round(report.stories / seconds),
        round(cpu, 2),
        round(report.stories / cpu),
        round(busiest, 2),
        *pace.tenths(),
        round(report.items / again),
        round(archive.stat().st_size / 1e6, 1),
        peak,
        bool(report.proof["holds"]),
    )


def _bring(path: Path, advance: Callable[..., object]) -> Report:
    from redaksi.wire import intake

    return intake.bring([path], as_="published", progress=advance)


def _timed(work: Callable[[], Report]) -> tuple[float, tuple[float, float], Report]:
    """Seconds by the clock; CPU seconds of all processes, and of the busiest."""
    began, cpu, of_others = time.perf_counter(), time.process_time(), _cpu_of_others()
    report = work()
    here, there = time.process_time() - cpu, _cpu_of_others() - of_others
    return time.perf_counter() - began, (here + there, max(here, there)), report


def _cpu_of_others() -> float:
    """Of the processes that this one started and saw the end of."""
    used = os.times()
    return used.children_user + used.children_system


def _check_empty() -> None:
    from redaksi.stories.models import Story

    if Story.objects.exists():
        raise Trouble(_("There are stories in that database; name an empty one."))
