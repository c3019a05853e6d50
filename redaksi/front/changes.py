"""“Apa yang berubah”: what stood there and what stands there now, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

WORDS = re.compile(r"\s+|[^\s]+")
LONGEST = 1_200  # words and spaces: beyond that the whole paragraph was replaced, and a comparison would be slow
PLACES = {
    "title": _("Headline"),
    "kicker": _("Kicker"),
    "dek": _("Dek"),
    "dateline": _("Dateline"),
    "lead_caption": _("Caption"),
    "body": _("Text"),
}


@dataclass(frozen=True)
class Told:
    """`marked` holds `<del>` and `<ins>`."""

    place: Any
    marked: SafeString


def told(changes: Iterable[dict[str, str]]) -> list[Told]:
    return [Told(PLACES.get(each["place"], _("Text")), marked(each["before"], each["after"])) for each in changes]


def marked(before: str, after: str) -> SafeString:
    old, new = WORDS.findall(before), WORDS.findall(after)
    if not old or not new or len(old) + len(new) > LONGEST:
        return mark_safe("".join(_between(before, after)))  # noqa: S308 - each part is escaped
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return mark_safe("".join(_parts(steps, old, new)))  # noqa: S308 - each part is escaped


def _parts(steps: Iterable[tuple[str, int, int, int, int]], old: list[str], new: list[str]) -> Iterator[str]:
    for kind, start, end, since, to in steps:
        was, now = "".join(old[start:end]), "".join(new[since:to])
        if kind == "equal":
            yield conditional_escape(was)
        else:
            yield from _between(was, now)


def _between(was: str, now: str) -> Iterator[str]:
    if was:
        yield format_html("<del>{}</del>", was)
    if was.strip() and now.strip():
        yield " "
    if now:
        yield format_html("<ins>{}</ins>", now)
