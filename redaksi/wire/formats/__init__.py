"""The formats we read and write, one folder each, found by being there.

A format's package gives `recognizes(head: bytes, name: str) -> Certainty`, `read(opened: OpenedFile, house: House)`,
which yields an `Item` for each story, an `EditionCopy` for what stories share and a `Refusal` for what does not come in,
or raises `Unreadable`, and `write`. One whose files are archives themselves says `IS_ARCHIVE = True`.
"""

import pkgutil
from collections.abc import Callable, Iterator
from enum import IntEnum
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from redaksi.stories.copy import EditionCopy
from redaksi.wire.item import House, Item
from redaksi.wire.opened import OpenedFile
from redaksi.wire.refusal import Refusal

ZIP = (b"PK\x03\x04", b"PK\x05\x06")


class Certainty(IntEnum):
    """How sure a format is that a file is one of its own, by its first bytes and its name."""

    NO = 0
    POSSIBLE = 1
    LIKELY = 2
    SURE = 3


class Format(Protocol):
    recognizes: Callable[[bytes, str], Certainty]
    read: Callable[[OpenedFile, House], Iterator[Item | EditionCopy | Refusal]]


@cache
def all_formats() -> dict[str, Format]:
    """Every format by its name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.ispkg)
    return {name: cast(Format, import_module(f"{__name__}.{name}")) for name in names}


def _that_may_be(head: bytes) -> dict[str, Format]:
    """In an archive that is stored as it is, a file of any other format would be recognized."""
    is_archive = head.startswith(ZIP)
    return {name: each for name, each in all_formats().items() if not is_archive or getattr(each, "IS_ARCHIVE", False)}


def format_of(head: bytes, name: str) -> str | None:
    """The name of the format that is surest of this file; None where nobody knows it."""
    certainties = {format_name: each.recognizes(head, name) for format_name, each in _that_may_be(head).items()}
    surest = max(certainties, key=lambda format_name: certainties[format_name])
    return surest if certainties[surest] else None
