"""Mail that came back, as it lies in a mailbox: message by message, whatever else lies there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from redaksi.audience.letters.bouncing import LARGEST

LINE = 64 * 1024
SEEN = ":2,S"


def in_stream(stream: BinaryIO) -> Iterator[bytes]:
    """One message, or many as an mbox has them (RFC 4155); of each no more than `LARGEST` and a line, in bytes."""
    message, is_after_blank = bytearray(), True
    for line in iter(partial(stream.readline, LINE), b""):
        if is_after_blank and line.startswith(b"From "):
            yield from _whole(message)
            message.clear()
        elif len(message) < LARGEST:
            message += line
        is_after_blank = line in (b"\n", b"\r\n")
    yield from _whole(message)


def in_maildir(folder: Path) -> Iterator[bytes]:
    """Whatever is new there. A message is marked as seen once the next one is asked for, and not read a second time."""
    (folder / "cur").mkdir(exist_ok=True)
    for file in sorted(each for each in (folder / "new").iterdir() if each.is_file()):
        with file.open("rb") as stream:
            yield stream.read(LARGEST)
        file.rename(folder / "cur" / (file.name.partition(":")[0] + SEEN))


def is_maildir(folder: Path) -> bool:
    return (folder / "new").is_dir()


def _whole(message: bytearray) -> Iterator[bytes]:
    if message.strip():
        yield bytes(message)
