"""Whether tantivy's files are as they were written: each ends in a line of JSON with the CRC-32 of all before it."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

META = "meta.json"
KINDS = ("fast", "fieldnorm", "idx", "pos", "store", "term")
CHUNK = 1 << 20
ATTEMPTS = 5
_END = struct.Struct("<II")  # length of the footer's JSON, and a number that says that there is one
_MAGIC = 1337


def damaged_files(generation: Path) -> list[str]:
    """Names of the files that are missing, cut short or changed; of one that is written meanwhile, once it stands still."""
    for _attempt in range(ATTEMPTS):
        before = _bytes_of(generation / META)
        damaged = _damaged_files(generation, before)
        if not damaged or before == _bytes_of(generation / META):
            break
    return damaged


def _damaged_files(generation: Path, meta: bytes) -> list[str]:
    try:
        names = list(files_of(json.loads(meta)))
    except (ValueError, KeyError, TypeError, AttributeError):
        return [META]
    return [name for name in names if not is_whole(generation / name)]


def files_of(meta: dict[str, Any]) -> Iterator[str]:
    for segment in meta["segments"]:
        name = segment["segment_id"].replace("-", "")
        yield from (f"{name}.{kind}" for kind in KINDS)
        if segment["deletes"]:
            yield f"{name}.{segment['deletes']['opstamp']}.del"


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def is_whole(path: Path) -> bool:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            file.seek(max(0, size - _END.size))
            length, magic = _END.unpack(file.read(_END.size))
            content = size - _END.size - length
            if magic != _MAGIC or content < 0:
                return False
            file.seek(content)
            wanted = json.loads(file.read(length))["crc"]
            file.seek(0)
            return bool(_crc(file, content) == wanted)
    except (OSError, ValueError, KeyError, TypeError, struct.error):
        return False


def _crc(file: BinaryIO, length: int) -> int:
    crc = 0
    while length and (chunk := file.read(min(CHUNK, length))):
        crc = zlib.crc32(chunk, crc)
        length -= len(chunk)
    return crc
