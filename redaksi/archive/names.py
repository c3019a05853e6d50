"""Names in a text: what is written with capitals where the sentence does not ask for one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import filterfalse

from redaksi.archive.stopwords import STOPWORDS
from redaksi.lib.indonesian.names import MONTHS, WEEKDAYS

_WORD = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĐĞİŁŃŌŚŞŠŪŹŻŽ][\w’'-]*"
_BEFORE = r"^|[^\w\s] *|(?<![\w,])[\w,]{1,40} +"
_NAME = re.compile(rf"(?P<before>{_BEFORE})(?P<name>{_WORD}(?: (?:(?:bin|binti|van|von|de|al|of) )?{_WORD}){{0,3}})")
_PLACED_BY = ("di ", "in ", "at ")
_NONE = STOPWORDS | {word.casefold() for word in (*MONTHS, *WEEKDAYS, "Rp", "USD", "WIB")}


@dataclass(frozen=True)
class Name:
    text: str
    is_place: bool = False
    """Whether something happens in it, as far as the word before it tells."""


def names_in(text: str) -> Iterator[Name]:
    """As often as they are written. A single word counts only within a sentence: at its beginning anything is large."""
    for line in filterfalse(_is_headline, text.split("\n")):
        for match in _NAME.finditer(line):
            written = match["name"].split(" ")
            words = _names_alone(written)
            is_within = match["before"][:1].isalnum() or len(words) < len(written)
            if len(words) > 1 or (words and is_within):
                yield Name(" ".join(words), match["before"].casefold() in _PLACED_BY)


def _names_alone(words: list[str]) -> list[str]:
    """ "Menurut Prabowo" is Prabowo, wherever it stands in the sentence."""
    while words and words[0].casefold() in _NONE:
        words = words[1:]
    return words


def _is_headline(line: str) -> bool:
    """No sentence, and more capitals than small words."""
    words = [word for word in line.split() if word[0].isalpha()]
    return not line.rstrip().endswith((".", "!", "?", "”", '"', ":", ",", ";")) and 2 * sum(
        word[0].isupper() for word in words
    ) > len(words)
