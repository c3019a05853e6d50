"""The whole index, made from the database: beside the one that is read, and put in its place when it is whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from redaksi.archive import pool, reading
from redaksi.archive.engines import Busy, Growing, engine
from redaksi.lib import lock
from redaksi.stories.models import Story

Progress = Callable[[int], object]
MOST_PROCESSES = 4
"""Each takes two hundred megabytes."""
WORTH_A_PROCESS = 5000
"""Stories, below which one process is done before a second has begun."""


def rebuild(advance: Progress = lambda count: None, processes: int | None = None) -> int:
    """Make the index anew; returns how many stories are in it. Whoever follows keeps what changes meanwhile.

    `processes` read and stem, as many as there are processors, but no more than four, where none are named. Raises `Busy`
    where somebody else is at it.
    """
    how_many = _process_count() if processes is None else processes
    with _alone(), engine().rebuilding() as growing:
        if how_many > 1:
            return pool.write_parts(growing, list(reading.ranges()), how_many, connection.settings_dict["NAME"], advance)
        return _written_here(growing, advance)


def _written_here(growing: Growing, advance: Progress) -> int:
    done = 0
    with growing.part() as writer:
        for between in reading.ranges():
            entries = list(reading.entries_between(*between))
            writer.put(entries)
            done += len(entries)
            advance(len(entries))
    return done


def rebuild_apart() -> int:
    """The same for a process that lives on: many stories are read in another one, and the memory that it took goes with it."""
    return pool.done_apart(rebuild, connection.settings_dict["NAME"]) if _are_many() else rebuild()


def is_running() -> bool:
    return bool(lock.holder_of(_lock_file()))


@contextmanager
def _alone() -> Iterator[None]:
    file = _lock_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with lock.held(file, wait=False):
            yield
    except lock.Taken as taken:
        raise Busy(taken.holder) from None


def _lock_file() -> Path:
    return Path(settings.ARCHIVE_FOLDER) / "rebuilding.lock"


def _process_count() -> int:
    return min(os.cpu_count() or 1, MOST_PROCESSES) if _are_many() else 1


def _are_many() -> bool:
    return Story.objects.order_by()[WORTH_A_PROCESS : WORTH_A_PROCESS + 1].exists()
