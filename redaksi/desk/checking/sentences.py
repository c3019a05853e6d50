"""The sentences of a part, with their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from redaksi.desk.checking.finding import Finding, Result
from redaksi.desk.checking.text import Part

_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘'(]?[A-ZÀ-Þ0-9])")
_NO_END = re.compile(
    r"(?:\b(?:[A-Z]|dr|drs|prof|no|jl|st|hj|ir|kol|letjen|mayjen|brigjen|kombes|tn|ny|dll|dkk|rp)\.)$", re.IGNORECASE
)


@dataclass(frozen=True)
class Sentence:
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def sentences(text: str) -> Iterator[Sentence]:
    start = 0
    for gap in _END.finditer(text):
        sentence = text[start : gap.start()]
        if not _NO_END.search(sentence[-12:]):
            yield Sentence(start, text[start : gap.end()].rstrip())
            start = gap.end()
    if text[start:].strip():
        yield Sentence(start, text[start:])


def at(
    part: Part, start: int, end: int, check: str, message: str, suggestions: tuple[str, ...] = (), result: Result = Result.WARN
) -> Finding:
    """A finding at a place of the part."""
    words = part.text[start:end]
    nth = part.text.count(words, 0, start) if words else 0
    return Finding(
        check, result, part.field, part.start + start, part.start + end, words, message, suggestions, part.block, nth
    )
