"""An item, as the trade calls what comes over the wire: copy, where it came from, and what its reader could not place."""

from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from redaksi.stories.copy import StoryCopy
from redaksi.wire.comments import CommentCopy


class Unreadable(Exception):
    """An item, or a file, that does not come in. The message is one line, for a person to read."""


@dataclass
class Item:
    """`name` is what reports call it. A reader drops nothing: words without a place stay in the body, noted in `unplaced`."""

    name: str
    copy: StoryCopy
    medium: str = ""
    unplaced: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    """Furniture of the page that it came on: recognized, and no part of the story."""
    comments: list[CommentCopy] = field(default_factory=list)


@dataclass(frozen=True)
class House:
    """What a reader may know of the paper that the item comes to."""

    zone: tzinfo
    now: datetime
    sections: frozenset[str] = frozenset()
    """Names of its sections, in small letters."""
