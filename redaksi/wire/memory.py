"""How SQLite keeps in memory what a long run writes."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

MAPPED = 32 * 1024 * 1024
IN_MEMORY = 2


@contextmanager
def set_for_a_long_run() -> Iterator[None]:
    """SQLite maps as much of its file as readers gain by; a run that writes all of it would in the end hold all of it.

    To be able to return to the middle of a transaction it writes each page that changes to a file beside; the few of a
    chunk it may hold.
    """
    if connection.vendor != "sqlite":
        yield
        return
    before = {name: _asked(name) for name in ("mmap_size", "temp_store")}
    _set("mmap_size", min(before["mmap_size"], MAPPED))
    _set("temp_store", IN_MEMORY)
    try:
        yield
    finally:
        for name, value in before.items():
            _set(name, value)


def _asked(name: str) -> int:
    with connection.cursor() as cursor:
        return int((cursor.execute(f"PRAGMA {name}").fetchone() or [0])[0])


def _set(name: str, value: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}={value}")
