"""What an engine is asked for: a question after its names have become keys and its words what they are found by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

DAY = 24 * 60 * 60
RECENT = ((30 * DAY, 1.0), (365 * DAY, 1.0), (5 * 365 * DAY, 1.0))
"""How much a story gains that is no older than so many seconds; on BM25's scale, where a word of a tenth of all stories
is worth about two, and one of a thousandth about seven."""
HEADLINE = 2.0
"""How many times more a word is worth in the headline."""
MOST_FOUND = 1000


@dataclass(frozen=True)
class Word:
    """`stem` is looked for among stems; where it is empty, any of `spellings` among the words as they are written."""

    stem: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Readers:
    """Whoever comes to the site: published stories whose embargo, if any, is over at `now` (seconds since 1970)."""

    now: int


@dataclass(frozen=True)
class Desk:
    """A journalist: what is published, their own stories, and every story of `sections` (None: of the whole paper)."""

    sections: frozenset[int] | None
    owner: int
    contributor: int | None = None


@dataclass(frozen=True)
class Filed:
    """Under any of these keys (`name` "year": years), or, where `is_not`, under none."""

    name: Literal["id", "section", "topic", "contributor", "storyline", "year"]
    keys: frozenset[int]
    is_not: bool = False


@dataclass(frozen=True)
class Wanted:
    """All of it has to hold. Times in seconds since 1970: `since` included, `until` not."""

    audience: Readers | Desk
    words: tuple[Word, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[Word | tuple[str, ...], ...] = ()
    filed: tuple[Filed, ...] = ()
    since: int | None = None
    until: int | None = None
    newest_first: bool = False
    now: int = 0
    start: int = 0
    limit: int = 20


@dataclass(frozen=True)
class Hits:
    """`ids` in the order asked for; `total` of all that was found."""

    ids: list[int]
    total: int


@dataclass(frozen=True)
class Counts:
    """How many of the stories found lie in each section, year and with each contributor; the most first."""

    sections: Mapping[int, int] = field(default_factory=dict)
    years: Mapping[int, int] = field(default_factory=dict)
    contributors: Mapping[int, int] = field(default_factory=dict)
