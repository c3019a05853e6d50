"""The passage of a story that answers a question, with the words marked that were asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from redaksi.archive.words import WORD, stem_of, words_in

LONGEST = 220
LOOKED_AT = 20_000  # characters of a text
MOST_MARKS = 30


class Sought(dict[str, str]):
    """What is marked: words with these stems, and words written like this. It knows of each word which of the sought it
    is, or that it is none (empty), and looks at none twice."""

    def __init__(self, stems: Iterable[str] = (), written: Iterable[str] = ()) -> None:
        self._stems, self._written = frozenset(stems), frozenset(written)
        self.kinds = len(self._stems) + len(self._written)

    @classmethod
    def of(cls, words: Iterable[str], phrases: Iterable[Iterable[str]] = ()) -> Sought:
        words = list(words)
        exact = {word for phrase in phrases for word in phrase} | {word for word in words if not stem_of(word)}
        return cls(filter(None, map(stem_of, words)), exact)

    def __missing__(self, word: str) -> str:
        small = word.casefold()
        stem = stem_of(small)
        self[word] = what = small if small in self._written else stem if stem in self._stems else ""
        return what

    def kinds_in(self, text: str) -> int:
        """How many different ones of the sought stand in the text."""
        return len({*map(self.__getitem__, words_in(text))} - {""})


def marked(text: str, sought: Sought) -> SafeString:
    """The whole text, escaped, its words in `<mark>`."""
    return _marked(text, _found_in(text, sought)[:MOST_MARKS])


def passage(paragraphs: Iterable[str], sought: Sought, otherwise: str = "") -> SafeString:
    """The stretch of about two hundred characters in which most of the sought stands; where none does, `otherwise`, or
    the beginning."""
    best, most, first, left = "", 0, "", LOOKED_AT
    for paragraph in paragraphs:
        first = first or paragraph
        if left <= 0 or most == sought.kinds:
            break
        kinds = sought.kinds_in(paragraph[:left])
        if kinds > most:
            best, most = paragraph[:left], kinds
        left -= len(paragraph)
    if not best:
        return marked(shortened(otherwise or first), sought)
    return marked(_stretch(best, _found_in(best, sought)), sought)


def shortened(text: str) -> str:
    """Its beginning, up to the end of a word."""
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] + " …"


Found = list[tuple[re.Match[str], str]]


def _found_in(text: str, sought: Sought) -> Found:
    return [(match, what) for match in WORD.finditer(text) if (what := sought[match[0]])]


def _stretch(paragraph: str, found: Found) -> str:
    """From a little before the word with which most different ones follow within the length."""
    if len(paragraph) <= LONGEST:
        return paragraph
    starts = [match.start() for match, _what in found]

    def variety(start: int) -> int:
        return len({what for match, what in found if start <= match.start() and match.end() <= start + LONGEST})

    start = max(0, max(starts, key=lambda start: (variety(start), -start)) - LONGEST // 4)
    if start:
        start = paragraph.find(" ", start) + 1
    stretch = paragraph[start : start + LONGEST]
    if start + LONGEST < len(paragraph):
        stretch = stretch.rpartition(" ")[0] + " …"
    return f"… {stretch}" if start else stretch


def _marked(text: str, found: Found) -> SafeString:
    parts: list[str] = []
    end = 0
    for match, _what in found:
        parts += [escape(text[end : match.start()]), format_html("<mark>{}</mark>", match[0])]
        end = match.end()
    return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 - every part of it is escaped
