"""What a whole site brings along beside its stories, more than an edition does."""

from dataclasses import dataclass, field
from typing import Literal

from redaksi.stories.copy import EditionCopy

ListKind = Literal["section", "topic", "contributor"]


@dataclass(frozen=True)
class ListAddress:
    """Where a site lists the stories of one of ours: its own `path`, and whatever stands below it (`page/2/`, `feed/`)."""

    path: str
    kind: ListKind
    name: str


@dataclass
class PaperCopy(EditionCopy):
    lists: list[ListAddress] = field(default_factory=list)
