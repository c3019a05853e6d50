"""What the checks read: the words of a story, each part with the field it stands in. No Django here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

LONGEST = 200_000  # characters of a body that are looked at
# Letters with what joins them: "anak-anak", "Jum'at", "e-commerce". Combining marks belong to their letter.
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+|[#@]\w[\w.]*|\b[\w-]+\.(?:com|co\.id|id|net|org)(?:/\S*)?\b", re.IGNORECASE
)
_SPACE = " \t\u00a0"
_SENTENCE_END = ".!?:…”\"“‘'(–—-•\n"


@dataclass(frozen=True)
class Word:
    start: int
    text: str
    begins: bool
    """Whether a capital would say nothing here: first in its sentence."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def small(self) -> str:
        return self.text.lower()


@dataclass(frozen=True)
class Part:
    """One field, or one paragraph of the body; `start` is where it stands in its field's text as a whole."""

    field: str
    text: str
    start: int = 0
    block: str = ""
    kind: str = "text"  # the block's: text, heading, quote, photo, …

    @cached_property
    def words(self) -> list[Word]:
        """All but those of addresses, handles and hashtags."""
        text = _ADDRESS.sub(lambda found: " " * len(found[0]), self.text)
        return [Word(match.start(), match[0], _begins(text, match.start())) for match in _WORD.finditer(text)]


def _begins(text: str, at: int) -> bool:
    before = text[max(0, at - 80) : at].rstrip(_SPACE)
    return not before or before[-1] in _SENTENCE_END


@dataclass
class Text:
    """A story as far as the checks know it; what a file cannot say is left at its empty value."""

    headline: str = ""
    dek: str = ""
    body: list[Part] = field(default_factory=list)
    others: list[Part] = field(default_factory=list)
    """Kicker, captions, alternative texts and what else has words that readers see."""
    published: date | None = None
    """The day it goes out; today where nobody knows."""
    is_scheduled: bool = False
    genre: str = "report"
    names: Callable[[str], bool] = lambda _word: False
    """Whether the house knows this word as a name or its own: topics, contributors, the archive, the house list."""
    protects_identity: bool = False
    protected_words: tuple[str, ...] = ()
    photos_of_children: tuple[str, ...] = ()
    links: list[tuple[Part, str]] = field(default_factory=list)
    """Addresses that the body links to, each with where."""
    story: Any = None
    """The version it was read from, where it is a story of the house."""
    gate: Any = None
    is_for_publication: bool = False
    """Only what stops is asked for: checks may leave out what would merely warn."""

    @cached_property
    def parts(self) -> list[Part]:
        head = [Part("headline", self.headline), Part("dek", self.dek)]
        return [part for part in (*head, *self.body, *self.others) if part.text]

    @cached_property
    def prose(self) -> list[Part]:
        """Dek and body, without the headline."""
        return [part for part in self.parts if part.field in ("dek", "body")]

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word stands in dek, body and captions, as it is written."""
        return Counter(word.text for part in self.parts if part.field != "headline" for word in part.words)

    @cached_property
    def small_counts(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for word, count in self.counts.items():
            counts[word.lower()] += count
        return counts

    @cached_property
    def names_inside(self) -> Counter[str]:
        """Words with a capital where the sentence asks for none, in small letters."""
        return Counter(word.small for part in self.prose for word in part.words if word.text[:1].isupper() and not word.begins)


def paragraphs(text: str) -> Iterator[Part]:
    """The parts of a plain body: each line with its place in the whole."""
    at = 0
    for line in text[:LONGEST].split("\n"):
        if line.strip():
            yield Part("body", line, at)
        at += len(line) + 1
