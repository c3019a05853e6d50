"""An item, as the trade calls what comes over the wire: copy, where it came from, and what its reader could not place."""

from __future__ import annotations

import shutil
import weakref
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path

from redaksi.stories.copy import StoryCopy
from redaksi.wire.comments import CommentCopy


class Unreadable(Exception):
    """An item, or a file, that does not come in. The message is one line, for a person to read."""


class Withdrawn(Unreadable):
    """An item that its sender takes back: `identifier` is what its own system calls it."""

    def __init__(self, message: str, identifier: str) -> None:
        super().__init__(message)
        self.identifier = identifier


class OwnFolder:
    """A folder that goes when nobody holds this any more. Packed for another process, it is that one's to remove."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._goes = weakref.finalize(self, shutil.rmtree, path, ignore_errors=True)

    def __reduce__(self) -> tuple[type[OwnFolder], tuple[Path]]:
        self._goes.detach()
        return OwnFolder, (self.path,)


@dataclass(frozen=True)
class Place:
    """Where an item lies: the file on the disk, and where that is an archive, the member of it."""

    path: Path
    member: str = ""


@dataclass
class Item:
    """`name` is what reports call it. A reader drops nothing: words without a place stay in the body, noted in `unplaced`."""

    name: str
    copy: StoryCopy
    medium: str = ""
    unplaced: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    """Furniture of the page that it came on: recognized, and no part of the story."""
    comments: list[CommentCopy] = field(default_factory=list)
    place: Place | None = None
    """Where its pictures may lie, too."""
    words: int = 0
    """Of its body as it came, counted as ours are."""
    folder: OwnFolder | None = None
    """Where its reader put what belongs to this item alone."""


@dataclass(frozen=True)
class House:
    """What a reader may know of the paper that the item comes to."""

    zone: tzinfo
    now: datetime
    sections: frozenset[str] = frozenset()
    """Names of its sections, in small letters."""
