"""Compressed files, opened where they lie: nothing is unpacked by a name of its own, and nothing swells without a bound."""

import bz2
import gzip
import io
import lzma
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from django.utils.translation import gettext as _

from redaksi.wire import formats
from redaksi.wire.files import is_beside
from redaksi.wire.item import Unreadable
from redaksi.wire.opened import Extent, OpenedFile, head_of, opened
from redaksi.wire.refusal import Refusal

MOST_TIMES = 200  # how much larger than the file what is in it may become
ALWAYS_ALLOWED = 64 * 1024 * 1024
MOST_BYTES = 1 << 38
MOST_MEMBERS = 1_000_000
KEPT_IN_MEMORY = 16 * 1024 * 1024
BUFFER = 256 * 1024
BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError)
OPENERS: dict[bytes, Callable[..., Any]] = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ\x00": lzma.open}
SUFFIXES = (".gz", ".bz2", ".xz")


class Unpacking(io.RawIOBase):
    """What is inside a compressed stream. Raises `Unreadable` where it is damaged, or swells beyond `limit` bytes."""

    def __init__(self, inside: BinaryIO, limit: int) -> None:
        self._inside = inside
        self._limit = limit
        self._given = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            read = self._inside.read(len(buffer))
        except BROKEN as error:
            raise Unreadable(_("damaged, or not compressed as it says: %(error)s") % {"error": _short(error)}) from error
        buffer[: len(read)] = read
        self._given += len(read)
        if self._given > self._limit:
            raise Unreadable(_swells())
        return len(read)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_END:
            raise io.UnsupportedOperation("the end of what is compressed is not known")
        self._given = self._inside.seek(offset, whence)
        return self._given

    def tell(self) -> int:
        return self._given


def unpacked(path: Path, name: str, column_map: str = "") -> Iterator[OpenedFile | Refusal]:
    """The file itself, or each of those that are packed in it. Raises `Unreadable`."""
    with opened(path, name, column_map) as file:
        yield from _inside(file, path.stat().st_size)


def _inside(file: OpenedFile, size: int) -> Iterator[OpenedFile | Refusal]:
    if file.head.startswith(formats.ZIP) and formats.format_of(file.head, file.name) is None:
        yield from _members(file, size)
    elif opener := _opener(file.head):
        yield _opened(file, _unsuffixed(file.name), opener(file.stream), _limit(size))
    else:
        yield file


def _members(archive: OpenedFile, size: int) -> Iterator[OpenedFile | Refusal]:
    try:
        with zipfile.ZipFile(archive.stream) as parts:
            _check(parts, size)
            for part in parts.infolist():
                if not part.is_dir() and not _is_beside(part.filename):
                    yield from _member(archive, parts, part)
    except BROKEN as error:
        raise Unreadable(_("damaged, or not compressed as it says: %(error)s") % {"error": _short(error)}) from error


def _member(archive: OpenedFile, parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[OpenedFile | Refusal]:
    name = f"{archive.name}/{part.filename}"
    if why := _why_closed(part):
        yield Refusal(name, why)
        return
    try:
        with parts.open(part) as stream:
            inside = replace(archive, member=part.filename)
            file = _opened(inside, name, cast(BinaryIO, stream), part.file_size)
            yield from _within_archive(file, part.file_size)
    except (Unreadable, *BROKEN) as error:
        yield Refusal(name, _short(error))


def _within_archive(file: OpenedFile, size: int) -> Iterator[OpenedFile | Refusal]:
    if not file.head.startswith(formats.ZIP):
        yield from _inside(file, size)
        return
    if formats.format_of(file.head, file.name) is None:
        yield Refusal(file.name, _("an archive within an archive is not opened"))
        return
    with tempfile.SpooledTemporaryFile(KEPT_IN_MEMORY) as spooled:  # a workbook is read from its end
        shutil.copyfileobj(file.stream, spooled)
        spooled.seek(0)
        yield replace(file, stream=cast(BinaryIO, spooled))


def _opened(around: OpenedFile, name: str, inside: BinaryIO, limit: int) -> OpenedFile:
    stream = cast(BinaryIO, io.BufferedReader(Unpacking(inside, limit), BUFFER))
    outside = around.outside or around.stream
    return replace(around, name=name, stream=stream, head=head_of(stream), outside=outside, extent=Extent())


class PackedPictures:
    """The files of an archive, brought out one at a time, each to a place of the caller's. Raises `Unreadable`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._parts = zipfile.ZipFile(path)
            _check(self._parts, path.stat().st_size)
        except BROKEN as error:
            raise Unreadable(_("damaged, or not compressed as it says: %(error)s") % {"error": _short(error)}) from error

    def __contains__(self, member: str) -> bool:
        return member in self._parts.NameToInfo

    def unpack(self, member: str, into: Path, most: int) -> None:
        """Raises `Unreadable`, too, for a file of more than `most` bytes."""
        part = self._parts.getinfo(member)
        if why := _why_closed(part):
            raise Unreadable(why)
        if part.file_size > most:
            raise Unreadable(_swells())
        try:
            with self._parts.open(part) as stream, into.open("wb") as file:
                shutil.copyfileobj(Unpacking(cast(BinaryIO, stream), part.file_size), file)
        except BROKEN as error:
            raise Unreadable(_("damaged, or not compressed as it says: %(error)s") % {"error": _short(error)}) from error

    def close(self) -> None:
        self._parts.close()


def _check(parts: zipfile.ZipFile, size: int) -> None:
    """By what the archive itself says; of each part no more is read than it says."""
    members = parts.infolist()
    if len(members) > MOST_MEMBERS or sum(part.file_size for part in members) > _limit(size):
        raise Unreadable(_swells())


def _why_closed(part: zipfile.ZipInfo) -> str:
    if part.flag_bits & 1:
        return _("locked with a password")
    return _("a link is not followed") if stat.S_ISLNK(part.external_attr >> 16) else ""


def _is_beside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or any(is_beside(part) for part in parts[-1:])


def _opener(head: bytes) -> Callable[..., Any] | None:
    return next((opener for mark, opener in OPENERS.items() if head.startswith(mark)), None)


def _unsuffixed(name: str) -> str:
    return name[: name.rindex(".")] if name.lower().endswith(SUFFIXES) else name


def _limit(size: int) -> int:
    return min(max(ALWAYS_ALLOWED, MOST_TIMES * size), MOST_BYTES)


def _swells() -> str:
    return _("it becomes too large when it is unpacked")


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:150] or type(error).__name__
