"""What a long run may hold of the database in memory."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

MAPPED = 32 * 1024 * 1024


@contextmanager
def little_mapped() -> Iterator[None]:
    """SQLite maps as much of its file as readers gain by; a run that writes all of it would in the end hold all of it."""
    if connection.vendor != "sqlite":
        yield
        return
    before = _mapped()
    _map(min(before, MAPPED))
    try:
        yield
    finally:
        _map(before)


def _mapped() -> int:
    with connection.cursor() as cursor:
        return int((cursor.execute("PRAGMA mmap_size").fetchone() or [0])[0])


def _map(size: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA mmap_size={size}")
