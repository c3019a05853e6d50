"""Places that two people changed differently, as they are asked about: both texts side by side, what differs marked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from redaksi.stories import clean, prose
from redaksi.stories.blocks import Body
from redaksi.stories.merging import Conflict
from redaksi.stories.models import Story

MOST_WORDS = 4000
"""Of one text that are compared word by word; longer ones are shown without marks."""


@dataclass(frozen=True)
class Question:
    """`mine` and `theirs` are empty where the place is gone."""

    key: str
    label: str
    mine: SafeString
    theirs: SafeString
    may_be_both: bool


def questions(conflicts: Iterable[Conflict]) -> list[Question]:
    return [_question(each) for each in conflicts]


def _question(conflict: Conflict) -> Question:
    mine, theirs = (_words(conflict.place, each) for each in (conflict.mine, conflict.theirs))
    return Question(conflict.key, _label(conflict.place), *_marked(mine, theirs), conflict.may_be_both)


def _label(place: str) -> str:
    name, _slash, rest = place.partition("/")
    if name == "body":
        return _("In the text")
    try:
        return str(Story._meta.get_field(name).verbose_name).capitalize() if not rest else _("Byline, sources, topics")
    except FieldDoesNotExist:
        return _("Byline, sources, topics")


def _words(place: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, dict):
        return "\n".join(prose.paragraphs([value])) if value.get("type") in Body.base_blocks else json.dumps(value)
    if isinstance(value, str):
        return clean.plain(value.replace("</p>", "</p>\n")) if place.startswith("body/") else value
    return _named(place, value)


def _named(place: str, value: Any) -> str:
    """What a key points at, by its name; a yes or no by its word."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    try:
        field = Story._meta.get_field(place)
    except FieldDoesNotExist:
        return json.dumps(value, default=str)
    model: Any = field.related_model
    return str(model._base_manager.filter(pk=value).first() or "") if model else str(value)


def _marked(mine: str, theirs: str) -> tuple[SafeString, SafeString]:
    here, there = mine.split(" "), theirs.split(" ")
    if not (mine and theirs) or max(len(here), len(there)) > MOST_WORDS:
        return escape(mine), escape(theirs)
    steps = SequenceMatcher(None, here, there, autojunk=False).get_opcodes()
    return (
        _joined((kind, here[start:end]) for kind, start, end, _since, _to in steps),
        _joined((kind, there[since:to]) for kind, _start, _end, since, to in steps),
    )


def _joined(parts: Iterable[tuple[str, list[str]]]) -> SafeString:
    return mark_safe(" ".join(_shown(parts)))  # noqa: S308 - every part of it is escaped


def _shown(parts: Iterable[tuple[str, list[str]]]) -> Iterator[SafeString]:
    for kind, words in parts:
        if words:
            text = " ".join(words)
            yield escape(text) if kind == "equal" else format_html("<mark>{}</mark>", text)
