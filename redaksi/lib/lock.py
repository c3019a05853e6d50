"""One process at a time: a lock that the system lets go of whatever becomes of its holder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Taken(Exception):
    """Somebody else holds it; `holder` is their process number, or empty."""

    def __init__(self, holder: str) -> None:
        self.holder = holder
        super().__init__(holder)


@contextmanager
def held(path: Path, wait: bool = True) -> Iterator[None]:
    """Hold the lock while the block runs. Raises `Taken` where it is not waited for."""
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise Taken(_holder(path)) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def holder_of(path: Path) -> str:
    """The process number of whoever holds the lock now; empty when nobody does."""
    if not path.exists():
        return ""
    with path.open("r") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _holder(path)
    return ""


def _holder(path: Path) -> str:
    return path.read_text().strip() or "?"
