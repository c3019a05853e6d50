"""An entry of a feed and the feed that it stands in, whichever of the formats they came in."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Enclosure:
    """A file beside the text, by its address; `kind` is its media type, where it is known."""

    url: str
    kind: str = ""
    credit: str = ""
    caption: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Feed:
    title: str = ""
    link: str = ""
    language: str = ""
    rights: str = ""


@dataclass
class Entry:
    """`title` is plain text; `summary` and `content` are HTML."""

    title: str = ""
    link: str = ""
    identifier: str = ""
    authors: list[str] = field(default_factory=list)
    published_at: datetime | None = None
    updated_at: datetime | None = None
    categories: list[str] = field(default_factory=list)
    summary: str = ""
    content: str = ""
    enclosures: list[Enclosure] = field(default_factory=list)
    language: str = ""
    rights: str = ""
    source_title: str = ""
    source_link: str = ""
    notes: list[str] = field(default_factory=list)
