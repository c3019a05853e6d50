"""Words that were meant: one letter too many, too few, another or two changed over; in long words, two of these."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches

from redaksi.archive.stopwords import STOPWORDS

SHORTEST = 4
LONGEST = 24
"""Letters: who writes more was not misspelling a word."""
SHORTEST_WITH_TWO = 7
MOST_MEANT = 4
ALIKE = 0.75  # difflib's ratio
LETTERS = string.ascii_lowercase

Counted = Callable[[list[str]], list[int]]


def meant_by(word: str, count: Counted, words_like: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """Words of the archive that may have been meant, the most frequent first; none for what is too short or no word, and
    none that nobody looks for.

    `count` says in how many stories each word stands, `words_like` gives words of some stories that have something alike.
    """
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return ()
    near = _existing(sorted(set(_one_off(word)) - {word} - STOPWORDS), count)
    if not near and len(word) >= SHORTEST_WITH_TWO:
        known = [each for each in words_like(word) if each not in STOPWORDS]
        near = _existing(get_close_matches(word, known, MOST_MEANT, ALIKE), count)
    return tuple(near[:MOST_MEANT])


def _existing(words: list[str], count: Counted) -> list[str]:
    counted = [(stories, word) for stories, word in zip(count(words), words, strict=True) if stories]
    return [word for _stories, word in sorted(counted, key=lambda each: (-each[0], each[1]))]


def _one_off(word: str) -> Iterator[str]:
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield from (before + letter + after for letter in LETTERS)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in LETTERS)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
