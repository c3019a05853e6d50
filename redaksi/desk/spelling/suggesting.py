"""Which word was meant: known words one slip away, by how often each is written and how easily the finger slips so.

Slips are a letter too many, too few, another in its place, or two changed over (Damerau, 1964: four in five misspellings are
one of these). What a slip costs is a logarithm of base 10, as the frequency is.
"""

from __future__ import annotations

import math
import string
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from redaksi.desk.spelling.lexicon import DERIVED, IN_DICTIONARY, NO_WORD, lexicon, trigrams

MOST_SUGGESTED = 3
FAR_BEHIND = 3.0  # a suggestion a thousand times less likely than the best helps nobody
LONGEST = 40
LETTERS = string.ascii_lowercase
DOUBTED = 1.8  # orders of magnitude by which another word has to be likelier than the one that stands there
NO_WORD_DOUBTED = 1.6  # the same for what is no word at all
REAL_WORD_DOUBTED = 2.6  # and for what the dictionary has
BEYOND_DOUBT = -4.9  # a word of the dictionary that is written as often as this is meant
REPEATED = 1.5  # nobody slips twice in the same way
MOST_LIKELY = -1.2  # "yang"
IN_THE_TEXT = 1.5  # a word that the same text has elsewhere is this many orders more likely

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_CONFUSED = {frozenset(pair) for pair in ("fp", "fv", "pv", "zs", "zj", "ei", "ea", "ou", "dt", "kg", "bp", "kq", "iy", "uw")}


def _neighbors() -> set[frozenset[str]]:
    along = {frozenset(pair) for row in _ROWS for pair in pairwise(row)}
    above = {
        frozenset((upper[at], lower[beside]))
        for upper, lower in pairwise(_ROWS)
        for beside in range(len(lower))
        for at in (beside, beside + 1)
        if at < len(upper)
    }
    return along | above


_NEIGHBORS = _neighbors()
_CHANGED_OVER, _DOUBLED, _LEFT_OUT, _BESIDE = 0.0, 0.0, 0.3, 0.3
_CONFUSED_COST, _STRAY, _OTHER, _FIRST = 0.6, 1.2, 1.8, 0.7


def suggestions(word: str, in_text: Callable[[str], bool] = lambda _word: False, is_repeated: bool = False) -> list[str]:
    """What was meant by a word in small letters, the likeliest first, at most three; none where the word itself is likelier.

    `in_text` says what the same text has elsewhere; `is_repeated` that it has this very word more than once.
    """
    scored = sorted(((score + IN_THE_TEXT * in_text(meant), meant) for meant, score in candidates(word)), reverse=True)
    if not scored or scored[0][0] < _needed(word) + REPEATED * is_repeated:
        return []
    return [meant for score, meant in scored[:MOST_SUGGESTED] if scored[0][0] - score <= FAR_BEHIND]


@lru_cache(1 << 13)
def candidates(word: str) -> tuple[tuple[str, float], ...]:
    """Known words one slip away that may be likelier than the word, each with the logarithm of how likely it was meant."""
    needed = _needed(word)
    if needed - IN_THE_TEXT > MOST_LIKELY or not 2 <= len(word) <= LONGEST or not word.isascii():
        return ()
    best: dict[str, float] = {}
    for meant, cost in _one_slip_away(word):
        if meant != word and cost < best.get(meant, math.inf):
            best[meant] = cost
    scored = ((meant, _weight(meant, cost, needed) - cost) for meant, cost in best.items())
    return tuple((meant, score) for meant, score in scored if score >= needed - IN_THE_TEXT)


def _weight(word: str, cost: float, needed: float) -> float:
    """The cheapest questions first: most of what is one slip away is no word at all."""
    words = lexicon()
    counted = words.counted(word)
    if counted > NO_WORD:
        return words.weight(word) if counted - cost >= needed - IN_THE_TEXT else NO_WORD * 2
    if IN_DICTIONARY - cost < needed or not words.trigrams.issuperset(trigrams(word)):
        return NO_WORD * 2
    if words.is_in_dictionary(word) or DERIVED - cost >= needed:
        return words.weight(word) if words.knows(word) else NO_WORD * 2
    return NO_WORD * 2


def _needed(word: str) -> float:
    """How likely another word has to be before this one is doubted."""
    words = lexicon()
    weight = words.weight(word)
    if not words.is_in_dictionary(word):
        return weight + (DOUBTED if weight > NO_WORD else NO_WORD_DOUBTED)
    return weight + REAL_WORD_DOUBTED if weight < BEYOND_DOUBT else 0.0


def is_one_slip(word: str, other: str) -> bool:
    """Whether a letter too many, too few, another or two changed over make one of the other; not their first letters."""
    if abs(len(word) - len(other)) > 1 or word[:1] != other[:1] or word == other:
        return False
    begin = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    rest, other_rest = word[begin:], other[begin:]
    is_changed_over = rest[:2] == other_rest[1::-1] and len(rest) == len(other_rest) and rest[2:] == other_rest[2:]
    return is_changed_over or rest[1:] == other_rest[1:] or rest[1:] == other_rest or rest == other_rest[1:]


def _one_slip_away(word: str) -> Iterator[tuple[str, float]]:
    for at in range(len(word)):
        before, letter, after = word[:at], word[at], word[at + 1 :]
        first = _FIRST * (at == 0)
        yield before + after, _too_many(word, at) + first
        if after and after[0] != letter:
            yield before + after[0] + letter + after[1:], _CHANGED_OVER + first
        yield from ((before + other + after, _instead(other, letter) + first) for other in LETTERS if other != letter)
    for at in range(len(word) + 1):
        yield from ((word[:at] + other + word[at:], _LEFT_OUT + _FIRST * (at == 0)) for other in LETTERS)


def _too_many(word: str, at: int) -> float:
    beside: Iterable[str] = word[max(0, at - 1) : at] + word[at + 1 : at + 2]
    if word[at] in beside:
        return _DOUBLED
    return _BESIDE + 0.5 if any(frozenset((word[at], other)) in _NEIGHBORS for other in beside) else _STRAY


def _instead(meant: str, written: str) -> float:
    pair = frozenset((meant, written))
    if pair in _NEIGHBORS:
        return _BESIDE
    return _CONFUSED_COST if pair in _CONFUSED else _OTHER
