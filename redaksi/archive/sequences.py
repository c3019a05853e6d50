"""Sequences of a text's words that may be the name of something, each in the forms under which a table knows names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from anyascii import anyascii
from django.utils.text import slugify

from redaksi.archive.draft import Draft
from redaksi.archive.stopwords import STOPWORDS

MOST_WORDS = 6
"""Of one name: "Badan Meteorologi, Klimatologi, dan Geofisika" is longer, and has a spelling that is not."""
MOST_SMALL_WORDS = 3
"""Of a name that does not end with a capital: "harga bahan pokok", but "undang-undang Cipta Kerja"."""
MOST_READ = 3_000  # words of a text
LONGEST_WORD = 40
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_GAP = re.compile(r"[^\S\n]{1,3}|[^\S\n]?[-–/&][^\S\n]?")
_ABBREVIATED = re.compile(r"\.[^\S\n]{1,3}")
_SHORT = 3  # letters of what is written with a point: "PT. Kereta Api", "H. Agus"


class Place(IntEnum):
    TEXT = 1
    LEDE = 2
    HEADLINE = 3


@dataclass(frozen=True, slots=True)
class Sequence:
    """Words `start` to `end` of a text: as they are written there, in small letters, and as a slug has them."""

    start: int
    end: int
    written: str
    small: str
    slug: str
    place: Place

    @property
    def has_capital(self) -> bool:
        return self.written != self.small


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    first: int
    last: int
    slug: str
    is_capital: bool
    says_nothing: bool


def sequences(draft: Draft) -> Iterator[Sequence]:
    """In the order of the text, of those that begin with the same word the longest first."""
    read = 0
    for place, text in _parts(draft):
        words = _words(text)[: MOST_READ - read]
        for start in range(len(words)):
            yield from _from(text, words, start, read, place)
        read += len(words) + 1


def _parts(draft: Draft) -> Iterator[tuple[Place, str]]:
    """The lede is the dek and the first paragraph."""
    first, _newline, rest = draft.prose.removeprefix("\n").partition("\n")
    second, _newline, rest = rest.partition("\n") if draft.dek else ("", "", rest)
    yield Place.HEADLINE, draft.headline
    yield Place.LEDE, f"{first}\n{second}"
    yield Place.TEXT, rest


def _words(text: str) -> list[_Word]:
    found = _WORD.finditer(text[: MOST_READ * LONGEST_WORD])
    return [_word(match) for match, _number in zip(found, range(MOST_READ), strict=False)]


def _word(match: re.Match[str]) -> _Word:
    word = match[0]
    is_capital = word != word.lower()
    return _Word(word, match.start(), match.end(), _slug(word[:LONGEST_WORD]), is_capital, word.lower() in STOPWORDS)


@lru_cache(maxsize=16_384)
def _slug(word: str) -> str:
    return slugify(anyascii(word))


def _from(text: str, words: list[_Word], start: int, before: int, place: Place) -> Iterator[Sequence]:
    """No name begins or ends with a small word that says nothing, and none is such a word alone."""
    if words[start].says_nothing and not words[start].is_capital:
        return
    for end in range(_reach(text, words, start), start, -1):
        last = words[end - 1]
        if (last.says_nothing and not last.is_capital) or (end - start == 1 and _is_no_name(last)):
            continue
        if end - start > MOST_SMALL_WORDS and not last.is_capital:
            continue
        written = " ".join(text[words[start].first : last.last].split())
        slug = "-".join([word.slug for word in words[start:end]])
        yield Sequence(before + start, before + end, written, written.lower(), slug, place)


def _is_no_name(word: _Word) -> bool:
    return word.says_nothing or len(word.text) < 2 or word.text.isdigit()


def _reach(text: str, words: list[_Word], start: int) -> int:
    """Up to where nothing stands between the words that no name has within it."""
    end = start + 1
    while end < min(len(words), start + MOST_WORDS) and _is_within_name(text, words[end - 1], words[end]):
        end += 1
    return end


def _is_within_name(text: str, word: _Word, following: _Word) -> bool:
    gap = text[word.last : following.first]
    return bool(_GAP.fullmatch(gap) or (len(word.text) <= _SHORT and _ABBREVIATED.fullmatch(gap)))
