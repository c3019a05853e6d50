"""Copy, as the trade calls it: everything a story is made of while it is in nobody's database.

The wire reads other systems' formats into it and writes them from it; `actions.bring_in` and `actions.take_over` make
stories of it. What it points at (section, people, topics, pictures) it names; ids do not travel.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True)
class PhotoCopy:
    """A picture by its file's name, with its rights. `path` says where its bytes are; empty: only the words came."""

    file: str
    credit: str = ""
    caption: str = ""
    alt: str = ""
    usage_terms: str = ""
    digital_source_type: str = "digitalCapture"
    creator: str = ""
    path: Path | None = field(default=None, compare=False)


@dataclass(frozen=True)
class BylineCopy:
    name: str
    role: str = "reporter"
    desk: str = ""


@dataclass(frozen=True)
class TopicCopy:
    """What is written about. A story gives name and kind; an edition also says what the topic is."""

    name: str
    kind: str = "subject"
    description: str = ""
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class SourceCopy:
    name: str
    kind: str = "organization"
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class BlockCopy:
    """One block of a body. `value` is what `stories.blocks` stores, but with names where that has ids:

    text, heading, list, table, factbox, embed: as stored; quote: `source` and `person` are names;
    photo: a `PhotoCopy`; gallery: `{"title", "photos": [PhotoCopy]}`; related: `{"story": the item's identifier}`.
    """

    kind: str
    value: Any


@dataclass
class StoryCopy:
    headline: str
    section: str = ""
    kicker: str = ""
    dek: str = ""
    teaser: str = ""
    slug: str = ""
    slugline: str = ""
    dateline: str = ""
    body: list[BlockCopy] = field(default_factory=list)
    lead_photo: PhotoCopy | None = None
    lead_caption: str = ""
    lead_credit: str = ""
    bylines: list[BylineCopy] = field(default_factory=list)
    topics: list[TopicCopy] = field(default_factory=list)
    sources: list[SourceCopy] = field(default_factory=list)
    storyline: str = ""
    genre: str = "report"
    language: str = "id"
    urgency: int = 5
    ed_note: str = ""
    published_at: datetime | None = None
    is_published_at_approximate: bool = False
    updated_at: datetime | None = None
    embargoed_until: datetime | None = None
    old_addresses: list[str] = field(default_factory=list)
    source: str = ""
    identifier: str = ""
    """What its own system calls it, unique within `source`: an item comes in once, however often it is offered."""
    digest: str = field(default="", compare=False)
    """Of the item as it came, whichever of its pictures could be had; empty: of the copy as it is (`digests.of`)."""
    missing_photos: int = field(default=0, compare=False)
    """How many pictures the item names that could not be had: their words stand in the text."""

    @property
    def photos(self) -> Iterator[PhotoCopy]:
        """Each as often as it is shown: the lead, those in the text, those in galleries."""
        if self.lead_photo:
            yield self.lead_photo
        for block in self.body:
            if block.kind == "photo":
                yield block.value
            elif block.kind == "gallery":
                yield from block.value["photos"]


@dataclass(frozen=True)
class SectionCopy:
    name: str
    description: str = ""


@dataclass(frozen=True)
class StorylineCopy:
    name: str
    description: str = ""


@dataclass(frozen=True)
class ContributorCopy:
    name: str
    desk: str = ""
    job_title: str = ""
    bio: str = ""


ListKind = Literal["section", "topic", "contributor"]


@dataclass(frozen=True)
class ListAddress:
    """Where a site lists the stories of one of ours: its own `path`, and whatever stands below it (`page/2/`, `feed/`)."""

    path: str
    kind: ListKind
    name: str


@dataclass
class EditionCopy:
    """What many stories share, and what is known of it. Sections in the order of the paper."""

    name: str = ""
    tagline: str = ""
    sections: list[SectionCopy] = field(default_factory=list)
    contributors: list[ContributorCopy] = field(default_factory=list)
    topics: list[TopicCopy] = field(default_factory=list)
    storylines: list[StorylineCopy] = field(default_factory=list)
    lists: list[ListAddress] = field(default_factory=list)
