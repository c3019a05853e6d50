"""Folders of the index: one is current, another may be growing beside it, and changing over is one rename."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from redaksi.archive.engines.tantivy.schema import VERSION

_NAME = re.compile(r"v(\d+)-[0-9a-f]{8}")
DAMAGED = "damaged"
SUSPECTED = "suspected"


Mark = tuple[int, int, int]


def mark_of(path: Path) -> Mark | None:
    """Differs after every change, for our files are written anew and put in the other's place; None where there is none."""
    try:
        stat = os.stat(path)  # noqa: PTH116 - some thousand times a second
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_ino, stat.st_size


class Generations:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pointer = folder / "current"
        self._known: tuple[Mark | None, Path | None] = None, None

    def current(self) -> Path | None:
        """The folder that is read; None where there is none, or only one that another version of Redaksi made."""
        mark = mark_of(self._pointer)
        if self._known[0] != mark or mark is None:
            self._known = mark, self._pointed_at()
        return self._known[1]

    def _pointed_at(self) -> Path | None:
        try:
            name = self._pointer.read_text(encoding="ascii")
        except (OSError, ValueError):
            return None
        made = _NAME.fullmatch(name)
        known = made is not None and int(made[1]) == VERSION
        return self.folder / name if known and (self.folder / name / "meta.json").is_file() else None

    def mark(self, generation: Path, as_: str) -> None:
        """For every process to see. Whoever reads can only suspect; whoever repairs looks, and calls it damaged or not."""
        with suppress(OSError):
            (generation / as_).touch()

    def unmark(self, generation: Path, as_: str) -> None:
        (generation / as_).unlink(missing_ok=True)

    @contextmanager
    def growing(self) -> Iterator[Path]:
        """A new, empty folder, which is current after the block; removed where the block fails."""
        grown = self.folder / f"v{VERSION}-{secrets.token_hex(4)}"
        grown.mkdir(parents=True)
        try:
            yield grown
            self._point_at(grown)
        except BaseException:
            shutil.rmtree(grown, ignore_errors=True)
            raise
        self._remove_all_but(grown)

    def _point_at(self, generation: Path) -> None:
        aside = self._pointer.with_name("current.new")
        with aside.open("w", encoding="ascii") as file:
            file.write(generation.name)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self._pointer)

    def _remove_all_but(self, kept: Path) -> None:
        """Whoever still reads an old one has its files open: they go when the reader does."""
        for path in self.folder.iterdir():
            if path != kept and path.is_dir() and _NAME.fullmatch(path.name):
                shutil.rmtree(path, ignore_errors=True)
