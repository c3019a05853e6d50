"""The passage of a story that answers a question, with the words marked that were asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import compress, takewhile
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from redaksi.archive.words import stem_of, words_in

LONGEST = 220
LOOKED_AT = 20_000  # characters of a text
PORTION = 3000
MOST_MARKS = 30
MOST_PLACES = 100  # in one paragraph


class Place(NamedTuple):
    """Of a word that is sought, in a text; `which` of the sought it is."""

    start: int
    end: int
    which: str


class Sought:
    """What is marked: words with these stems, and words written like this."""

    def __init__(self, stems: Iterable[str] = (), written: Iterable[str] = ()) -> None:
        self._stems, self._written = frozenset(stems), frozenset(written)

    @classmethod
    def of(cls, words: Iterable[str], phrases: Iterable[Iterable[str]] = ()) -> Sought:
        words = list(words)
        exact = {word for phrase in phrases for word in phrase} | {word for word in words if not stem_of(word)}
        return cls(filter(None, map(stem_of, words)), exact)

    def spelled_in(self, text: str) -> dict[str, str]:
        """Words of the text as they are written there, and which of the sought each of them is."""
        words = words_in(text)
        found = {word: stem_of(word) for word in compress(words, map(self._stems.__contains__, map(stem_of, words)))}
        if self._written:
            exact = compress(words, map(self._written.__contains__, map(str.casefold, words)))
            found |= {word: word.casefold() for word in exact}
        return found


def marked(text: str, sought: Sought) -> SafeString:
    """The whole text, escaped, its words in `<mark>`."""
    return _marked(text, sought.spelled_in(text))


def passage(paragraphs: Iterable[str], sought: Sought, otherwise: str = "") -> SafeString:
    """The stretch of about two hundred characters in which most of the sought stands, of the first portion of the text in
    which any of it does; where none does, `otherwise`, or the beginning."""
    first = ""
    for texts in _portions(paragraphs):
        first = first or next(filter(None, texts), "")
        if spelled := sought.spelled_in("\n".join(texts)):
            text, places = max(((text, _places(text, spelled)) for text in texts), key=lambda each: _variety(each[1]))
            return _marked(_stretch(text, places), spelled)
    return marked(shortened(otherwise or first), sought)


def shortened(text: str) -> str:
    """Its beginning, up to the end of a word."""
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] + " …"


def _portions(paragraphs: Iterable[str]) -> Iterator[list[str]]:
    """Of one page or a little more each, up to where nobody looks any further."""
    portion: list[str] = []
    left, length = LOOKED_AT, 0
    for paragraph in paragraphs:
        if left <= 0:
            break
        portion.append(paragraph[:left])
        left -= len(paragraph)
        length += len(paragraph)
        if length >= PORTION:
            yield portion
            portion, length = [], 0
    if portion:
        yield portion


def _places(text: str, spelled: Mapping[str, str]) -> list[Place]:
    """In their order. Looked for word by word: most texts are long, and few words are sought."""
    found = (Place(at, at + len(word), which) for word, which in spelled.items() for at in _whole(word, text))
    return sorted(found)[:MOST_PLACES]


def _whole(word: str, text: str) -> Iterator[int]:
    """Where it begins, and is no part of a longer one."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield at
        at = text.find(word, end)


def _variety(places: Iterable[Place]) -> int:
    return len({place.which for place in places})


def _stretch(paragraph: str, places: Sequence[Place]) -> str:
    """From a little before the word with which most different ones follow within the length."""
    if len(paragraph) <= LONGEST or not places:
        return shortened(paragraph)

    def following(first: int) -> int:
        end = places[first].start + LONGEST
        return _variety(takewhile(lambda place: place.end <= end, places[first:]))

    start = max(0, places[max(range(len(places)), key=following)].start - LONGEST // 4)
    if start:
        start = paragraph.find(" ", start) + 1
    stretch = paragraph[start : start + LONGEST]
    if start + LONGEST < len(paragraph):
        stretch = stretch.rpartition(" ")[0] + " …"
    return f"… {stretch}" if start else stretch


def _marked(text: str, spelled: Mapping[str, str]) -> SafeString:
    parts: list[str] = []
    end = 0
    for place in _places(text, spelled)[:MOST_MARKS]:
        if place.start >= end:
            parts += [escape(text[end : place.start]), "<mark>", escape(text[place.start : place.end]), "</mark>"]
            end = place.end
    return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 - every part of it is escaped
