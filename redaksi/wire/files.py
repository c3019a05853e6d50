"""The files behind the paths that somebody gave: single ones, and all those in a folder, in a fixed order."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from redaksi.wire.opened import why_not

# What lies beside items in a folder and is none.
COMPANIONS = frozenset(
    [*(".avif", ".gif", ".heic", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"), *(".license", ".map")]
)


@dataclass(frozen=True)
class Found:
    """One file, or the reason why there is none."""

    path: Path
    name: str
    size: int = 0
    refusal: str = ""


def found_at(paths: Iterable[Path | str]) -> Iterator[Found]:
    """Files of a folder come before its subfolders', each in the order of names; links to folders are not followed."""
    for given in paths:
        path = Path(given)
        yield from _in_folder(path) if _is_folder(path) else [_file(path, path.name)]


def size_of(paths: Iterable[Path | str]) -> int:
    """Bytes of all that would be read."""
    return sum(found.size for found in found_at(paths))


def is_beside(name: str) -> bool:
    """Whether what is called so lies among items and is none itself."""
    return name.startswith(".") or Path(name).suffix.lower() in COMPANIONS


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # it lies in a folder that is closed to us
        return False


def _in_folder(folder: Path) -> Iterator[Found]:
    unreadable: list[Found] = []

    def note(error: OSError) -> None:
        path = Path(error.filename)
        unreadable.append(Found(path, _below(path, folder), refusal=why_not(error)))

    for place, folders, names in os.walk(folder, onerror=note):
        yield from unreadable
        unreadable.clear()
        yield from _linked(Path(place), folders, folder)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not is_beside(name):
                yield _file(Path(place, name), _below(Path(place, name), folder))
    yield from unreadable


def _linked(place: Path, folders: Iterable[str], root: Path) -> Iterator[Found]:
    for name in sorted(folders):
        path = place / name
        if path.is_symlink():
            yield Found(path, _below(path, root), refusal=_("a link to a folder is not followed"))


def _file(path: Path, name: str) -> Found:
    try:
        known = path.stat()
    except OSError as error:
        return Found(path, name, refusal=why_not(error))
    if not stat.S_ISREG(known.st_mode):
        return Found(path, name, refusal=_("not a file that can be read"))
    return Found(path, name, size=known.st_size)


def _below(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix() if path != folder else path.name
