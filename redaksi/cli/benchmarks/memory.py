"""How much memory a process takes with all that it starts, as a process of its own sees it: a thread would be in the way.

What processes share is counted once (PSS of Linux). Where the system does not tell, the peaks of both are added.
"""

from __future__ import annotations

import os
import resource
import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

EVERY = 0.25  # seconds
_PROC = Path("/proc")


@contextmanager
def watched() -> Iterator[Callable[[], int]]:
    """Gives what tells the peak in megabytes since then; to be asked once, at the end."""
    if not (_PROC / "self" / "smaps_rollup").exists():
        yield _added_peaks
        return
    command = [sys.executable, "-m", __name__, str(os.getpid())]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as watcher:  # noqa: S603 -- ourselves
        yield lambda: int(watcher.communicate()[0])


def _added_peaks() -> int:
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024))


def watch(pid: int) -> int:
    """The largest sum of `pid` and its descendants, in megabytes, until the standard input ends."""
    peak = 0
    while not select.select([sys.stdin], [], [], EVERY)[0]:
        peak = max(peak, sum(map(kilobytes_of, family_of(pid) - {os.getpid()})))
    return round(peak / 1024)


def family_of(pid: int) -> set[int]:
    family = {pid}
    with suppress(OSError):
        for task in (_PROC / str(pid) / "task").iterdir():
            for child in (task / "children").read_text().split():
                family |= family_of(int(child))
    return family


def kilobytes_of(pid: int) -> int:
    """Nothing for a process that has ended."""
    with suppress(OSError):
        for line in (_PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


if __name__ == "__main__":
    sys.stdout.write(str(watch(int(sys.argv[1]))))
