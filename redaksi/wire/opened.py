"""A file as a reader of a format gets it: opened once, bounded, and knowing where its pictures may lie."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from redaksi.wire.encoding import Decoded, decode
from redaksi.wire.item import Place, Unreadable

HEAD = 8192
TEXT_LIMIT = 10 * 1024 * 1024


@dataclass
class Extent:
    """How many items a file holds, where its reader knows it before the first of them; 0 where nobody does."""

    items: int = 0


@dataclass(frozen=True)
class OpenedFile:
    """`name` is the path as the person gave it, or below the folder that they gave."""

    path: Path
    name: str
    stream: BinaryIO = field(repr=False)
    head: bytes = field(repr=False)
    column_map: str = ""
    """What a person said of a table's columns: "headline=title,body=content"."""
    member: str = ""
    """Its name within the archive that `path` is; empty where it is the file itself."""
    outside: BinaryIO | None = field(default=None, repr=False)
    """The file on the disk, where `stream` is what is packed in it."""
    extent: Extent = field(default_factory=Extent, repr=False)

    @property
    def place(self) -> Place:
        return Place(self.path, self.member)

    @property
    def bytes_read(self) -> int:
        """Of the file on the disk, as it is: packed."""
        return (self.outside or self.stream).tell()

    def text(self, limit: int = TEXT_LIMIT) -> Decoded:
        """All of it, for formats that hold one item a file. Raises `Unreadable`."""
        raw = self.stream.read(limit + 1)
        if len(raw) > limit:
            raise Unreadable(_("larger than %(limit)s MB, more than one text may be") % {"limit": limit // 1024 // 1024})
        if not raw.strip():
            raise Unreadable(_("an empty file"))
        return decode(raw)


@contextmanager
def opened(path: Path, name: str, column_map: str = "") -> Iterator[OpenedFile]:
    """Raises `Unreadable` where the file cannot be opened, or is empty."""
    try:
        stream = path.open("rb")
    except OSError as error:
        raise Unreadable(why_not(error)) from error
    with stream:
        yield OpenedFile(path, name, stream, head_of(stream), column_map)


def head_of(stream: BinaryIO) -> bytes:
    """The first bytes; the stream is at its beginning again. Raises `Unreadable`."""
    try:
        head = stream.read(HEAD)
        stream.seek(0)
    except OSError as error:
        raise Unreadable(why_not(error)) from error
    if not head:
        raise Unreadable(_("an empty file"))
    return head


def why_not(error: OSError) -> str:
    """The system's reason, in a line: "Permission denied"."""
    reasons = {
        FileNotFoundError: _("there is no such file"),
        PermissionError: _("no permission to read it"),
        IsADirectoryError: _("a folder, not a file"),
    }
    return reasons.get(type(error)) or (error.strerror or str(error))
