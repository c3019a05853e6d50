"""What `redaksi import --as published` does with our own archives: they come back with their past, at their addresses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from redaksi.cli import installation, language, progress
from redaksi.cli.language import gettext as _

if TYPE_CHECKING:
    from redaksi.wire.report import Report

ARCHIVE = "archive_zip"


def is_return(paths: Sequence[Path], format_name: str | None) -> bool:
    """Whether all of these are archives of ours, and nobody said that they are something else."""
    if format_name not in (None, ARCHIVE) or not all(path.is_file() for path in paths):
        return False
    installation.prepare()

    from redaksi.wire import reinstating

    return all(reinstating.is_archive(path) for path in paths)


def bring_back(paths: Sequence[Path], dry_run: bool) -> Report:
    from django.utils import translation

    from redaksi.wire import reinstating

    with translation.override(language.of_terminal()), progress.bar(_("Items")) as advance:
        return reinstating.bring_back(paths, dry_run=dry_run, progress=advance)
