"""A story with its past, as it moves to another machine of ours: everything a copy does not carry.

Where the database has ids, here stand names that hold anywhere: a uid, a user's name, for a source its kind and name.
"""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class VersionPast:
    """`content` as Wagtail stores it, its ids spelled as names (`stories.pointers`)."""

    at: datetime
    by: str
    content: dict[str, Any]
    is_live: bool = False
    is_latest: bool = False
    goes_out_at: datetime | None = None


@dataclass(frozen=True)
class WithdrawalPast:
    ground: str
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True)
class KnownAs:
    """What another system calls it; `digest` of the item as it came."""

    source: str
    identifier: str
    digest: str
    missing_photos: int = 0


@dataclass(frozen=True)
class StoryPast:
    """`state` is draft, published or withdrawn. `row` is what the tables say, spelled as a version's content."""

    uid: str
    state: str
    section: str
    row: dict[str, Any]
    number: int | None = None
    address: str | None = None
    versions: list[VersionPast] = field(default_factory=list)
    withdrawal: WithdrawalPast | None = None
    known_as: list[KnownAs] = field(default_factory=list)


@dataclass(frozen=True)
class PhotoPast:
    """`file` is the name of the file that its maker gave it; `data` the other columns, as JSON has them."""

    uid: str
    file: str
    data: dict[str, Any]
    path: Path | None = field(default=None, compare=False)


@dataclass(frozen=True)
class LedgerWordsPast:
    salt: str
    content: dict[str, Any]
    erased_at: datetime | None = None


@dataclass(frozen=True)
class LedgerPast:
    """An act as the ledger's chain holds it; stories, and the entry that it is about, by their uid."""

    number: int
    uid: str
    kind: str
    at: datetime
    act: dict[str, Any]
    seal: str
    previous: str
    digest: str
    story: str = ""
    answer: str = ""
    about: str = ""
    words: LedgerWordsPast | None = None


@dataclass(frozen=True)
class SectionPast:
    name: str
    slug: str
    description: str = ""
    form: str = ""


@dataclass(frozen=True)
class ContributorPast:
    uid: str
    name: str
    slug: str
    desk: str = ""
    job_title: str = ""
    bio: str = ""
    photo: str = ""
    user: str = ""


@dataclass(frozen=True)
class TopicPast:
    uid: str
    name: str
    kind: str
    slug: str
    description: str = ""
    spellings: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class StorylinePast:
    uid: str
    name: str
    slug: str
    description: str = ""


@dataclass(frozen=True)
class SourcePast:
    name: str
    kind: str
    url: str = ""


@dataclass(frozen=True)
class RedirectPast:
    """It leads to a story, topic, contributor or photo by its uid, to a section by its slug, or to a link."""

    old_path: str
    story: str = ""
    section: str = ""
    link: str = ""
    is_permanent: bool = True
    topic: str = ""
    contributor: str = ""
    photo: str = ""
    is_list: bool = False
    """Whatever stands below it leads there, too."""


@dataclass(frozen=True)
class PaperPast:
    """What stories share. `imprint` are the fields of `Paper`, `masthead` its lines as pairs of position and names."""

    imprint: dict[str, Any] = field(default_factory=dict)
    masthead: list[list[str]] = field(default_factory=list)
    sections: list[SectionPast] = field(default_factory=list)
    contributors: list[ContributorPast] = field(default_factory=list)
    topics: list[TopicPast] = field(default_factory=list)
    storylines: list[StorylinePast] = field(default_factory=list)
    sources: list[SourcePast] = field(default_factory=list)
