"""What a reader says of an item that does not come in, while others of the same file do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """`name` is what reports call the item; `reason` is one line, for a person to read."""

    name: str
    reason: str
    count: int = 1
    """How many items it speaks of: a hundred thousand pictures of an export are told in one line."""
