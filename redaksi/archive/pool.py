"""Processes that read stories beside this one. Each begins by loading this module: it needs no Django to be loaded."""

from __future__ import annotations

import gc
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from redaksi.archive.entry import Entry

AHEAD = 3  # ranges that lie ready, or are worked on, for each process


def entries_of(ranges: Iterable[tuple[int, int]], processes: int, database: str) -> Iterator[list[Entry]]:
    """The entries of each range of keys, in the order of the ranges. `database` is the name of the one to read."""
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=_begin, initargs=(database,)) as pool:
        ready: deque[Future[list[Entry]]] = deque()
        for between in ranges:
            ready.append(pool.submit(_entries_between, between))
            if len(ready) >= processes * AHEAD:
                yield ready.popleft().result()
        while ready:
            yield ready.popleft().result()


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
