"""Files that come over a line that breaks: put together piece by piece, each laid where the last one ended.

A parcel is known by its sender and by the digest of the whole file. So whoever sends the same file again, after a crash or from
another tab, goes on where it stopped; and nobody's parcel is another's. How much of it has arrived is the length of its
file: nothing else has to be kept true when a process is killed. Whether it is whole, the digest says.
"""

from __future__ import annotations

import fcntl
import hashlib
import mimetypes
import os
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from redaksi.lib import disk

PIECE_BYTES = 256 * 1024
LARGEST_PIECE_BYTES = 2 * PIECE_BYTES
MOST_OF_ONE_SENDER = 20
MOST_BYTES_OF_ONE_SENDER = 120 * 1024**2
KEPT_SECONDS = 24 * 60 * 60


class NotTaken(Exception):
    """The piece is not taken, and sending it again would not help: too large, or no room."""

    def __init__(self, status: int) -> None:
        self.status = status  # of HTTP
        super().__init__(status)


@dataclass(frozen=True)
class Parcel:
    """`digest` is SHA-256 of the whole file in 64 hexadecimal digits."""

    sender: int
    digest: str

    @property
    def path(self) -> Path:
        return _folder(self.sender) / self.digest

    @property
    def received(self) -> int:
        """Bytes."""
        return self.path.stat().st_size if self.path.is_file() else 0

    def add(self, piece: bytes, at: int) -> int:
        """How many bytes have arrived then. A piece that does not begin there is left out. Raises NotTaken."""
        if len(piece) > LARGEST_PIECE_BYTES or at + len(piece) > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
            raise NotTaken(413)
        if disk.is_nearly_full(settings.HOME.folder):
            raise NotTaken(507)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            here = os.fstat(file.fileno()).st_size
            if at == here:
                here = _laid_down(file.fileno(), piece, here)
        _make_room(self)
        return here

    def opened(self, name: str) -> UploadedFile | None:
        """The file as if it had come with its form. None where it is not whole, and then it has to begin anew."""
        if not self.path.is_file():
            return None
        file = self.path.open("rb")
        if hashlib.file_digest(file, "sha256").hexdigest() != self.digest:
            file.close()
            self.path.unlink(missing_ok=True)
            return None
        file.seek(0)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return UploadedFile(file, name, kind, self.received)


def _laid_down(file: int, piece: bytes, here: int) -> int:
    try:
        written = os.write(file, piece)
    except OSError as error:
        if not disk.is_to_blame(error):
            raise
        written = 0
    if written < len(piece):  # nothing half: what is there is a beginning of the file, to the byte
        os.ftruncate(file, here)
        raise NotTaken(507)
    return here + written


def _make_room(new: Parcel) -> None:
    """Of one sender, the parcels that were longest without a piece give way."""
    files = sorted(_folder(new.sender).iterdir(), key=_touched_at, reverse=True)
    taken = 0
    for place, file in enumerate(files):
        taken += _size(file)
        if place >= MOST_OF_ONE_SENDER or (taken > MOST_BYTES_OF_ONE_SENDER and file != new.path):
            file.unlink(missing_ok=True)


def let_go() -> int:
    """Those to which nothing came for a day; how many."""
    before = time.time() - KEPT_SECONDS
    old = [file for file in Path(settings.PARCELS_FOLDER).glob("*/*") if _touched_at(file) < before]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)


def _folder(sender: int) -> Path:
    return Path(settings.PARCELS_FOLDER) / str(sender)


def _touched_at(file: Path) -> float:
    return file.stat().st_mtime if file.is_file() else 0.0


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0
