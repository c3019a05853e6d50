"""What readings cost the kiosk: how many it takes a second on one processor, and what stored pages lose by being counted."""

from __future__ import annotations

import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from redaksi.cli.benchmarks import load, serving
from redaksi.cli.benchmarks.counting import PHONE
from redaksi.cli.benchmarks.load import READERS_CORE, Run, on_core

CONNECTIONS, ROUNDS, STORIES = 32, 3, 50
COUNTED_SECONDS = 60
AT_LEAST = 2_000  # readings a second that have to go beside the pages
SCRIPT = """
local number = 0
request = function()
  number = number + 1
  local body = string.format("v=%012d&p=story.{number}", number % 100000000)
  return wrk.format("POST", "/baca/", {{["Origin"]="{origin}", ["User-Agent"]="{agent}"}}, body)
end
"""


@dataclass(frozen=True)
class TellingSpeed:
    """`readings_per_second`: the kiosk on one processor, nothing else asked of it. `…_cpu_us`: processor time of each.

    `stored_ratio`: stored pages' speed when readers are counted to when they are not, by processor time; with
    `…_beside_readings`, when 2,000 readings a second are told besides. `counted`: of those told, in the database.
    """

    readings_per_second: int
    reading_cpu_us: float
    stored_per_second: int
    stored_cpu_us: float
    stored_ratio: float
    stored_ratio_beside_readings: float
    told: int
    counted: int


def measure(seconds: int) -> TellingSpeed:
    """Raises `Trouble` where wrk is not installed."""
    load.need_tools()
    with tempfile.TemporaryDirectory(prefix="redaksi-bench-") as folder:
        port = serving.free_port()
        serving.prepared(Path(folder) / "home", port, STORIES)
        url = f"http://127.0.0.1:{port}"
        with serving.served(url, port) as pid:
            time.sleep(1)
            return _measured(url, load.service_of(pid, "kiosk"), Path(folder), seconds)


def _measured(url: str, kiosk: int, folder: Path, seconds: int) -> TellingSpeed:
    story = serving.newest_story()
    readers = {"Accept-Encoding": "gzip", "User-Agent": PHONE}
    load.run(url + story, 1, CONNECTIONS, kiosk, readers)
    counted, uncounted = [], []
    for _round in range(ROUNDS):
        uncounted.append(load.run(url + story, seconds, CONNECTIONS, kiosk, {**readers, "Sec-GPC": "1"}))
        counted.append(load.run(url + story, seconds, CONNECTIONS, kiosk, readers))
    told, cpu_us, per_second = _tell(url, kiosk, folder, seconds, _number_of(story))
    page_us = _median(counted)
    spared = 1e6 - AT_LEAST * cpu_us
    return TellingSpeed(
        round(per_second),
        round(cpu_us, 1),
        round(statistics.median(run.per_second for run in counted)),
        round(page_us, 1),
        round(_median(uncounted) / page_us, 3),
        round(spared / 1e6 * _median(uncounted) / page_us, 3),
        told,
        _counted(told),
    )


def _tell(url: str, kiosk: int, folder: Path, seconds: int, number: str) -> tuple[int, float, float]:
    """How many were told, the kiosk's time for each in microseconds, how many a second."""
    script = folder / "tell.lua"
    script.write_text(SCRIPT.format(number=number, origin=url, agent=PHONE))
    before = load.cpu_seconds(kiosk)
    command = [*on_core(READERS_CORE), "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script), url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own words
    spent = load.cpu_seconds(kiosk) - before
    told = int(load.found(r"(\d+) requests in", said))
    return told, spent * 1e6 / max(told, 1), float(load.found(r"Requests/sec:\s+([\d.]+)", said))


def _counted(told: int) -> int:
    """So many of them the worker has counted or dropped as a flood, which one network telling all this is."""
    from django.db.models import Sum

    from redaksi.audience.models import Tally

    deadline, counted = time.monotonic() + COUNTED_SECONDS, 0
    while counted < told and time.monotonic() < deadline:
        rows = Tally.objects.filter(name__in=["readings", "dropped_flood", "dropped_network"])
        counted = rows.aggregate(Sum("count"))["count__sum"] or 0
        time.sleep(0.5)
    return counted


def _number_of(address: str) -> str:
    return address.rstrip("/").rpartition("-")[2]


def _median(runs: list[Run]) -> float:
    return statistics.median(run.cpu_us for run in runs)
