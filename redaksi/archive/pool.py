"""Processes that read stories beside this one. Each begins by loading this module: it needs no Django to be loaded."""

from __future__ import annotations

import gc
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING

from redaksi.lib import processes as beside

if TYPE_CHECKING:
    from redaksi.archive.entry import Entry

AHEAD = 3  # ranges that lie ready, or are worked on, for each process


@contextmanager
def entries_of(ranges: Iterable[tuple[int, int]], processes: int, database: str) -> Iterator[Iterator[list[Entry]]]:
    """The entries of each range of keys, in the order of the ranges. `database` is the name of the one to read.

    The processes begin at once: they are copies of this one as long as it has no threads, those of an index' writer for one.
    """
    wanted = iter(list(ranges))
    _let_go_of_databases()
    with ProcessPoolExecutor(processes, beside.context(), initializer=_begin, initargs=(database,)) as pool:
        ready = deque(pool.submit(_entries_between, between) for between in islice(wanted, processes * AHEAD))
        yield _in_order(pool, ready, wanted)


def _let_go_of_databases() -> None:
    """A copy of this process must not speak through its connections."""
    from django.db import connections

    connections.close_all()


def _in_order(pool: Executor, ready: deque[Future[list[Entry]]], wanted: Iterator[tuple[int, int]]) -> Iterator[list[Entry]]:
    while ready:
        yield ready.popleft().result()
        ready.extend(pool.submit(_entries_between, between) for between in islice(wanted, 1))


def done_apart[Result](work: Callable[[], Result], database: str) -> Result:
    """What a process of its own makes of `work`, a function of a module."""
    with ProcessPoolExecutor(1, get_context("spawn"), initializer=_begin, initargs=(database,)) as pool:
        return pool.submit(work).result()


def _begin(database: str) -> None:
    import django

    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup()
    from django.db import connection

    connection.settings_dict["NAME"] = database
    gc.disable()  # nothing here goes in circles


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _entries_between(between: tuple[int, int]) -> list[Entry]:
    from redaksi.archive import reading

    return list(reading.entries_between(*between))
