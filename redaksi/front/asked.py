"""What an address of the search page asks for, and the address of anything that is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.urls import reverse

from redaksi.archive.narrowing import PARAMETERS, Narrowing
from redaksi.archive.question import Question, tidy

WORDS, ORDER, NEWEST = "q", "urut", "terbaru"
TYPED = {"author": "penulis", "section": "rubrik", "topic": "topik"}


@dataclass(frozen=True)
class Asked:
    """The question as it was typed, what narrows it, and the order: the best first, unless the newest."""

    question: str = ""
    narrowing: Narrowing = field(default_factory=Narrowing)
    is_newest_first: bool = False

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Self:
        """Whatever means nothing is left out."""
        given = {name: tidy(parameters.get(name) or "") for name in (WORDS, ORDER, *PARAMETERS)}
        return cls(given[WORDS], Narrowing.of(given), given[ORDER] == NEWEST)

    @property
    def narrowed_by(self) -> dict[str, str]:
        """By the names of the address: `rubrik`, `penulis` …, only those that are given."""
        given = {parameter: getattr(self.narrowing, name) for parameter, name in PARAMETERS.items()}
        return {parameter: str(value) for parameter, value in given.items() if value}

    @property
    def parameters(self) -> dict[str, str]:
        asked = {WORDS: self.question, **self.narrowed_by, ORDER: NEWEST if self.is_newest_first else ""}
        return {name: value for name, value in asked.items() if value}

    def address(self, view: str = "search", **changes: Any) -> str:
        """The first page of the same with these parameters changed, or, where they are empty, left out."""
        asked = {name: value for name, value in {**self.parameters, **changes}.items() if value}
        return f"{reverse(view)}?{urlencode(asked)}" if asked else reverse(view)

    def without_narrowing(self) -> Self:
        return replace(self, narrowing=Narrowing())


def typed(question: Question) -> str:
    """A question as somebody would type it."""
    return " ".join(_pieces(question))


def _pieces(question: Question) -> Iterator[str]:
    yield from question.words
    yield from (f'"{" ".join(phrase)}"' for phrase in question.phrases)
    yield from (f'-"{" ".join(words)}"' if len(words) > 1 else f"-{words[0]}" for words in question.without)
    for name in question.names:
        value = f'"{name.text}"' if " " in name.text else name.text
        yield f"{'-' if name.is_not else ''}{TYPED[name.kind]}:{value}"
    if question.since:
        yield f"sejak:{question.since}"
    if question.until:
        yield f"sampai:{question.until}"
