"""One row of a table, before anybody asked what its columns mean."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Row:
    """`number` is the line or row of the file, from 1, at which it begins."""

    number: int
    cells: dict[str, Any]
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class BrokenRow:
    number: int
    reason: str
