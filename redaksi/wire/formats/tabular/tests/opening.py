"""Files made of words, opened as the wire opens them."""

import io
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from redaksi.wire.item import House, Item
from redaksi.wire.opened import HEAD, OpenedFile

JAKARTA = ZoneInfo("Asia/Jakarta")
HOUSE = House(JAKARTA, datetime(2026, 1, 1, tzinfo=UTC), frozenset(["ekonomi"]))


def opened_bytes(raw: bytes, name: str = "tabel.csv", folder: Path = Path("/nowhere")) -> OpenedFile:
    return OpenedFile(folder / name, name, io.BytesIO(raw), raw[:HEAD])


def opened_text(text: str, name: str = "tabel.csv") -> OpenedFile:
    return opened_bytes(text.encode(), name)


def items_of(read, text: str, name: str = "tabel.csv") -> list[Item]:
    return list(read(opened_text(text, name), HOUSE))
