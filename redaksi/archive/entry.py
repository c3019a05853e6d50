"""What an index holds of one story, ready to be written: whatever engine keeps it splits at spaces and counts."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from redaksi.archive.words import spaced, stem_of, words_in

LONGEST_TEXT = 400_000
"""Characters that are found by: ten times the longest story known; whoever files a book is found by its beginning."""
LONGEST_WORD = 60
BORDER = " ¶ "
"""Between headline, dek and text: a phrase does not reach across, for no word is written like this."""


class State(IntEnum):
    PUBLIC = 1
    DRAFT = 2
    WITHDRAWN = 3


class Entry(NamedTuple):
    """Times are whole seconds since 1970, UTC; keys are the database's.

    `stamp` changes whenever the story does; `moment` is what it is sorted by (publication; a draft's last version).
    """

    id: int
    stamp: int
    state: State
    title: str
    text: str
    surface: str
    near: str
    profile: bytes
    language: str
    moment: int
    year: int
    embargoed_until: int | None
    section: int | None
    storyline: int | None
    owner: int | None
    topics: tuple[int, ...]
    contributors: tuple[int, ...]


class Words:
    """Of one part of a story: split once, which is what takes time.

    `as_written`: each as it stands, in small letters, for phrases and for what is nearly right.
    """

    def __init__(self, text: str) -> None:
        self.as_written = spaced(text[:LONGEST_TEXT].casefold()) if text else ""
        self.stems = list(filter(None, map(stem_of, self.as_written.split())))


def words_of(text: str) -> list[str]:
    """As they are in the index."""
    return [word for word in words_in(text.casefold()) if len(word) <= LONGEST_WORD]
