"""Processes that write an index beside this one, each a part of it. Each begins by loading this module, without Django."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ProcessPoolExecutor, wait
from itertools import repeat
from multiprocessing import get_context, parent_process
from multiprocessing.context import BaseContext
from typing import TYPE_CHECKING

from redaksi.lib import processes as beside

if TYPE_CHECKING:
    from redaksi.archive.engines import Growing

LOOK_AGAIN_SECONDS = 0.1
Ranges = Sequence[tuple[int, int]]


class Work:
    """Ranges of keys, each for the process that is the next to be free; and how many stories all of them have written."""

    def __init__(self, ranges: Ranges, context: BaseContext) -> None:
        self._ranges = ranges
        self._taken = context.Value("q", 0)
        self._written = context.Value("q", 0)

    @property
    def written(self) -> int:
        return int(self._written.value)

    def next_range(self) -> tuple[int, int] | None:
        with self._taken:
            place = self._taken.value
            self._taken.value += 1
        return self._ranges[place] if place < len(self._ranges) else None

    def add(self, stories: int) -> None:
        with self._written:
            self._written.value += stories

    def end(self) -> None:
        self._taken.value = len(self._ranges)


def write_parts(
    growing: Growing, ranges: Ranges, processes: int, database: str, advance: Callable[[int], object] = lambda count: None
) -> int:
    """So many parts, each by a process of its own; returns how many stories. `database` is the name of the one to read.

    The processes begin at once: they are copies of this one as long as it has no threads.
    """
    _let_go_of_databases()
    context = beside.context()
    work = Work(ranges, context)
    with ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(database, work)) as pool:
        try:
            _look_on(list(map(pool.submit, repeat(_write_part, processes), repeat(growing))), work, advance)
        finally:
            work.end()
    return work.written


def _look_on(parts: list[Future[None]], work: Work, advance: Callable[[int], object]) -> None:
    told, are_written = 0, False
    while not are_written:
        done, others = wait(parts, LOOK_AGAIN_SECONDS, FIRST_EXCEPTION)
        for part in done:
            part.result()
        are_written = not others
        if work.written > told:
            advance(work.written - told)
            told = work.written


def _let_go_of_databases() -> None:
    """A copy of this process must not speak through its connections."""
    from django.db import connections

    connections.close_all()


def done_apart[Result](work: Callable[[], Result], database: str) -> Result:
    """What a process of its own makes of `work`, a function of a module."""
    with ProcessPoolExecutor(1, get_context("spawn"), initializer=_begin, initargs=(database,)) as pool:
        return pool.submit(work).result()


# In the other process -------------------------------------------------------------------------------------------------
_given: list[Work] = []  # the one work of such a process


def _begin(database: str, work: Work | None = None) -> None:
    import django

    _given.extend(filter(None, [work]))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup()
    from django.db import connection

    connection.settings_dict["NAME"] = database
    gc.disable()  # nothing here goes in circles


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _write_part(growing: Growing) -> None:
    from redaksi.archive import reading

    (work,) = _given
    with growing.part() as writer:
        while between := work.next_range():
            entries = list(reading.entries_between(*between))
            writer.put(entries)
            work.add(len(entries))
