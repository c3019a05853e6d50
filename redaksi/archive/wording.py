"""How one text writes the terms that it is compared by: looked up only for those that somebody is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from redaksi.archive.names import Name, names_in
from redaksi.archive.words import WORD, stem_of, stems

MOST_BY_CHANCE = 2  # sentences that begin with the same word


@dataclass(frozen=True)
class Form:
    """How a story writes a name of one term or several, or a word that its term is not."""

    text: str
    is_name: bool = False
    is_place: bool = False


@dataclass(frozen=True)
class Wording:
    """`text` in paragraphs, without sign-offs. Each answer costs the whole text once, and little after that."""

    headline: str
    text: str

    def name_of(self, term: str, count: int) -> Form | None:
        """The name in which it stands most often, where it stands in names half of the `count` times that it stands here."""
        named = self._names.get(term)
        if named is None or named.total() * 2 < count:
            return None
        text = _most(named)
        return Form(text, is_name=True, is_place=self._placed[text] >= 0)

    def word_of(self, term: str) -> Form | None:
        """The word as it is written most often in the text or, where it does not stand there, in the headline; in small
        letters where it is ever written so. "KPK" is not."""
        spellings = self._words.get(term)
        if spellings is None:
            return next((Form(_as_written({word: 1})) for word in WORD.findall(self.headline) if stem_of(word) == term), None)
        return Form(_as_written(spellings))

    @cached_property
    def _words(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for word, count in Counter(WORD.findall(self.text)).items():
            found.setdefault(stem_of(word), {})[word] = count
        return found

    @cached_property
    def _named(self) -> Mapping[Name, int]:
        return Counter(names_in(self.text))

    @cached_property
    def _names(self) -> dict[str, Counter[str]]:
        within: dict[str, Counter[str]] = {}
        for name, count in self._named.items():
            for stem in stems(name.text):
                within.setdefault(stem, Counter())[name.text] += count
        return within

    @cached_property
    def _placed(self) -> Counter[str]:
        """Above zero where more happens in it than otherwise."""
        placed: Counter[str] = Counter()
        for name, count in self._named.items():
            placed[name.text] += count if name.is_place else -count
        return placed


def _as_written(spellings: Mapping[str, int]) -> str:
    small = {word: count for word, count in spellings.items() if word.islower()}
    word = _most(small or spellings)
    return word if small or word.isupper() or spellings[word] > MOST_BY_CHANCE else word.casefold()


def _most(counts: Mapping[str, int]) -> str:
    return max(counts, key=counts.__getitem__)
