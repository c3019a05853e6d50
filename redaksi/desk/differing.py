"""Two states of one place of a story, for people to compare: what the place is called, its words, what differs marked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from redaksi.lib import comparing
from redaksi.stories import clean, prose
from redaksi.stories.blocks import Body
from redaksi.stories.models import Story

MOST_WORDS = 4000
"""Of one text that are compared word by word; longer ones are shown without marks."""


def label_of(place: str) -> str:
    """`place` is a field's name, or leads into one: `body/<block's id>/…`."""
    name, _slash, rest = place.partition("/")
    if name == "body":
        return _("In the text")
    try:
        return str(Story._meta.get_field(name).verbose_name).capitalize() if not rest else _("Byline, sources, topics")
    except (FieldDoesNotExist, AttributeError):
        return _("Byline, sources, topics")


def words_of(place: str, value: Any) -> str:
    """As a person would read it; empty where it is gone."""
    if value is None or value == "":
        return ""
    if isinstance(value, dict):
        return "\n".join(prose.paragraphs([value])) if value.get("type") in Body.base_blocks else json.dumps(value)
    if isinstance(value, str):
        return clean.plain(value.replace("</p>", "</p>\n")).strip() if place.startswith("body") else value
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
    return str(model._base_manager.filter(pk=value).first() or "") if model and isinstance(value, int) else str(value)


def marked(one: str, other: str) -> tuple[SafeString, SafeString]:
    here, there = one.split(" "), other.split(" ")
    if not (one and other) or max(len(here), len(there)) > MOST_WORDS:
        return escape(one), escape(other)
    steps = comparing.steps(here, there)
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
