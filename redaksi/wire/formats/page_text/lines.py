"""The lines of a page, and what can be told of one by its look alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"[.!?…][\"”'’)\]]*$")
_SPACES = re.compile(r"\s+")
LONG = 140
FEW_WORDS = 8


@dataclass(frozen=True)
class Line:
    """`number` counts from 1, as editors do."""

    number: int
    text: str

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def ends_sentence(self) -> bool:
        return bool(_SENTENCE_END.search(self.text))

    @property
    def is_prose(self) -> bool:
        """A paragraph, rather than a heading, a name or a button."""
        return len(self.text) > LONG or (self.ends_sentence and self.words >= FEW_WORDS) or self.words > 25


def lines_of(text: str) -> Iterator[Line]:
    """The lines with words in them, spaces made single."""
    for number, line in enumerate(text.split("\n"), start=1):
        if stripped := _SPACES.sub(" ", line).strip():
            yield Line(number, stripped)
