"""What `redaksi audience evaluate` does: a log is read, and played again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from redaksi.cli import progress
from redaksi.cli.django_start import start_django
from redaksi.cli.language import gettext as _


def evaluate(events: Path, tables: Sequence[Path], most: int) -> dict[str, Any]:
    """Raises `Trouble` for a file that holds no readings. Nothing of the installation is touched."""
    start_django()
    from redaksi.cli.replay import log
    from redaksi.cli.replay.replay import Replay

    told = log.read(events, tables)
    with progress.bar(_("Readings"), len(told.rows)) as advance:
        return Replay(told, most).play(advance)
