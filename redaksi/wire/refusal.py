"""What a reader says of an item that does not come in, while others of the same file do."""

from dataclasses import dataclass
from typing import Self

from redaksi.wire.item import Unreadable, Withdrawn


@dataclass(frozen=True)
class Refusal:
    """`name` is what reports call the item; `reason` is one line, for a person to read."""

    name: str
    reason: str
    count: int = 1
    """How many items it speaks of: a hundred thousand pictures of an export are told in one line."""
    withdrawn: str = ""
    """Where its sender takes it back: what the sender's own system calls it."""

    @classmethod
    def because(cls, name: str, unreadable: Unreadable) -> Self:
        withdrawn = unreadable.identifier if isinstance(unreadable, Withdrawn) else ""
        return cls(name, str(unreadable), withdrawn=withdrawn)
