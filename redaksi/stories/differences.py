"""What differs between two versions of a story, place by place: a field, or a block of the body by its id."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from redaksi.lib import comparing
from redaksi.stories import prose
from redaksi.stories.seen import OF_ROWS, UNSEEN, without_marks

SMALL = 40  # characters changed in all
TEXTS = ("title", "kicker", "dek", "dateline", "teaser", "lead_caption", "seo_title", "search_description")
SHOWN = ("title", "kicker", "dek", "dateline", "lead_caption")  # where readers find them
TAGS = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Change:
    """`place` is a field's name, or a block's id."""

    place: str
    before: str
    after: str


def between(before: dict[str, Any], after: dict[str, Any]) -> list[Change] | None:
    """The changes of text from one version's content to another's; None where more differs than words."""
    if _all_but_words(before) != _all_but_words(after):
        return None
    fields = [Change(name, before.get(name) or "", after.get(name) or "") for name in TEXTS]
    pairs = zip(_blocks(before), _blocks(after), strict=True)
    blocks = [Change(old["id"], _words(old), _words(new)) for old, new in pairs]
    return [change for change in [*fields, *blocks] if change.before != change.after]


def for_readers(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """What readers saw and see in its place, in the order of the page: lines above the text, then its paragraphs.

    Unlike `between` it answers whatever has changed; a place is a field's name, or `body`. Photographs and embeds count by
    their words alone.
    """
    lines = [Change(name, before.get(name) or "", after.get(name) or "") for name in SHOWN]
    return [change for change in [*lines, *_changed_paragraphs(before, after)] if change.before != change.after]


def _changed_paragraphs(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    old, new = list(prose.paragraphs(_blocks(before))), list(prose.paragraphs(_blocks(after)))
    for kind, start, end, since, to in comparing.steps(old, new):
        if kind != "equal":
            yield from (Change("body", was, now) for was, now in zip_longest(old[start:end], new[since:to], fillvalue=""))


def are_small(changes: Iterable[Change]) -> bool:
    """A slip of the pen: few characters, and no number among them (Rp5 becoming Rp50 is none)."""
    changes = list(changes)
    return sum(changed_characters(each.before, each.after) for each in changes) <= SMALL and all(
        _digits(each.before) == _digits(each.after) for each in changes
    )


def changed_characters(before: str, after: str) -> int:
    steps = comparing.steps(before, after)
    return sum(max(end - start, to - since) for kind, start, end, since, to in steps if kind != "equal")


def _digits(text: str) -> list[str]:
    return [character for character in text if character.isdigit()]


def _all_but_words(content: dict[str, Any]) -> Any:
    rest = {name: value for name, value in content.items() if name not in UNSEEN and name not in (*TEXTS, "body", "slug")}
    return without_marks(rest, OF_ROWS), [(block["type"], block["id"], _frame(block)) for block in _blocks(content)]


def _frame(block: dict[str, Any]) -> Any:
    """What of a block is not words: its tags with their links, or the whole value."""
    value = without_marks(block["value"])
    return TAGS.findall(value) if block["type"] == "text" else None if block["type"] == "heading" else value


def _blocks(content: dict[str, Any]) -> list[dict[str, Any]]:
    body = content.get("body") or []
    blocks = json.loads(body) if isinstance(body, str) else body
    return [{"id": "", **block} for block in blocks]


def _words(block: dict[str, Any]) -> str:
    return "\n".join(prose.paragraphs([block])) if block["type"] in ("text", "heading") else ""
