"""A sign of life that the worker leaves at each tick, for `doctor` and the health view."""

import time
from pathlib import Path

from redaksi.lib.home import Home

LATE_AFTER_SECONDS = 60


def file_in(home: Home) -> Path:
    return home.folder / "worker.heartbeat"


def beat(file: Path) -> None:
    file.touch()


def seconds_since(file: Path) -> float | None:
    """None where the worker never ran."""
    return time.time() - file.stat().st_mtime if file.exists() else None
