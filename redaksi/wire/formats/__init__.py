"""The formats we read and write, one folder each, found by being there.

A format's package gives `recognizes(head: bytes, name: str) -> Certainty`, `read(opened: OpenedFile, house: House)`,
which yields an `Item` for each story, an `EditionCopy` for what stories share and a `Refusal` for what does not come in,
or raises `Unreadable`, and `write`.
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


def format_of(head: bytes, name: str) -> str | None:
    """The name of the format that is surest of this file; None where nobody knows it."""
    certainties = {format_name: each.recognizes(head, name) for format_name, each in all_formats().items()}
    surest = max(certainties, key=lambda format_name: certainties[format_name])
    return surest if certainties[surest] else None
