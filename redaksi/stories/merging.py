"""Two versions that began as one, brought together: three ways, block by block, paragraph by paragraph. No database here."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from redaksi.lib import comparing
from redaksi.stories.seen import BLOCK_KEYS, OF_BLOCKS, OF_ROWS, OF_THE_STORY

type Content = dict[str, Any]

ROWS = {"bylines": "contributor", "story_topics": "topic", "story_sources": "source"}
"""Lists of rows, and what tells one row of them from another."""
ALIKE = 0.6
_SAME_TAGS = [(re.compile(r"(</?)strong>"), r"\1b>"), (re.compile(r"(</?)em>"), r"\1i>"), (re.compile(r"<br ?/>"), "<br>")]
_END_OF_PARAGRAPH = re.compile(r"(?<=</p>)|(?<=</h3>)")


@dataclass(frozen=True)
class Conflict:
    """One place that both have changed, each in their own way; None where it is gone.

    `place` is a field's name, or leads into the body: `body/<block's id>/value/…`.
    """

    place: str
    base: Any
    mine: Any
    theirs: Any

    @property
    def key(self) -> str:
        """By which a choice names it. Another text at the same place is another conflict: nothing unseen is chosen."""
        told = json.dumps([self.place, self.mine, self.theirs], sort_keys=True, default=str)
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @property
    def may_be_both(self) -> bool:
        """Whether one can stand after the other: paragraphs and blocks can, a headline cannot."""
        return None not in (self.mine, self.theirs) and _is_markup(self.mine) and _is_markup(self.theirs)


@dataclass(frozen=True)
class Merged:
    """`content` has mine wherever a conflict is still open; `taken` are the places that came from theirs."""

    content: Content
    conflicts: list[Conflict]
    taken: list[str]


def merge(base: Content, mine: Content, theirs: Content, choices: Mapping[str, str] | None = None) -> Merged:
    """Bring `mine` and `theirs` together, both begun from `base`: three times what `Revision.content` holds.

    `choices` settles conflicts: "mine", "theirs" or "both" by their keys. Whatever only one of the two changed is as they
    have it, and nothing of either is left out but what somebody chose to leave.
    """
    merging = _Merging(choices or {})
    content = dict(theirs)
    for name in sorted((mine.keys() | theirs.keys()) - OF_THE_STORY - {*ROWS, "body"}):
        content[name] = merging.of(name, base.get(name), mine.get(name), theirs.get(name))
    for name, by in ROWS.items():
        if name in mine or name in theirs:
            rows = [_by_row(each.get(name) or [], by) for each in (base, mine, theirs)]
            content[name] = _numbered(merging.sequence(name, *rows), theirs.get(name) or [], by)
    bodies = [_by_id(_blocks(each)) for each in (base, mine, theirs)]
    content["body"] = json.dumps(merging.sequence("body", *bodies))
    return Merged(content, merging.conflicts, merging.taken)


@dataclass
class _Merging:
    choices: Mapping[str, str]
    conflicts: list[Conflict] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    def of(self, place: str, base: Any, mine: Any, theirs: Any) -> Any:
        if _same(mine, theirs) or _same(theirs, base):
            return mine
        if _same(mine, base):
            self.taken.append(place)
            return theirs
        if all(isinstance(each, dict) for each in (base, mine, theirs)):
            names = {**theirs, **mine}
            return {name: self.of(f"{place}/{name}", base.get(name), mine.get(name), theirs.get(name)) for name in names}
        if all(_is_of_blocks(each) for each in (base, mine, theirs)):
            return self.sequence(place, _by_id(base), _by_id(mine), _by_id(theirs))
        if all(_is_markup(each) for each in (base, mine, theirs)):
            return self._paragraphs(place, *map(_split, (base, mine, theirs)))
        return self._settled(place, base, mine, theirs)

    def sequence(self, place: str, base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]) -> list[Any]:
        """Of parts that know themselves by a key, in the order of whoever moved them."""
        every = {**base, **theirs, **mine}
        parts = {key: self.of(f"{place}/{key}", base.get(key), mine.get(key), theirs.get(key)) for key in every}
        order = _order(list(base), list(mine), list(theirs))
        return [parts[key] for key in order if parts.get(key) is not None]

    def _paragraphs(self, place: str, base: list[str], mine: list[str], theirs: list[str]) -> str:
        """What stands now where each paragraph of the base stood, and before the first."""
        merged: list[str] = []
        slots = zip([[], *([each] for each in base)], _slots(base, mine), _slots(base, theirs), strict=True)
        for number, (old, here, there) in enumerate(slots):
            merged += self._slot(f"{place}#{number}", old, here, there)
        return "".join(merged)

    def _slot(self, place: str, old: list[str], here: list[str], there: list[str]) -> list[str]:
        if _same(here, there) or _same(there, old):
            return here
        if _same(here, old):
            self.taken.append(place)
            return there
        if not old and not _are_alike(here, there):
            self.taken.append(place)
            return there + here
        if old and old[0] in here:
            at = here.index(old[0])
            return here[:at] + self._slot(place, old, old, there) + here[at + 1 :]
        if old and old[0] in there:
            at = there.index(old[0])
            return there[:at] + self._slot(place, old, here, old) + there[at + 1 :]
        return [self._settled(place, *map("".join, (old, here, there)))]

    def _settled(self, place: str, base: Any, mine: Any, theirs: Any) -> Any:
        conflict = Conflict(place, base, mine, theirs)
        match self.choices.get(conflict.key):
            case "mine":
                return mine
            case "theirs":
                self.taken.append(place)
                return theirs
            case "both" if conflict.may_be_both:
                self.taken.append(place)
                return theirs + mine
        self.conflicts.append(conflict)
        return mine


def _same(one: Any, other: Any) -> bool:
    """Whether nobody would see a difference: a browser writes some things otherwise than a database."""
    return one == other or _bare(one) == _bare(other)


def _bare(value: Any) -> Any:
    match value:
        case dict():
            return {key: _bare(part) for key, part in value.items() if key not in OF_BLOCKS}
        case list():
            return [_bare(part) for part in value]
        case str():
            text = BLOCK_KEYS.sub("", value.replace("\r\n", "\n"))
            for pattern, plain in _SAME_TAGS:
                text = pattern.sub(plain, text)
            return text or None
    return value


def _is_markup(value: Any) -> bool:
    return isinstance(value, str) and (not value or value.lstrip().startswith(("<p", "<h3", "<ul", "<ol")))


def _is_of_blocks(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) and "id" in each for each in value)


def _split(html: str) -> list[str]:
    return [part for part in _END_OF_PARAGRAPH.split(html) if part]


def _blocks(content: Content) -> list[dict[str, Any]]:
    body = content.get("body") or []
    return json.loads(body) if isinstance(body, str) else body


def _by_id(blocks: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """In their order; one that has no id, or that of another, is known by its place."""
    known: dict[str, Any] = {}
    for place, block in enumerate(blocks):
        key = block.get("id") or f"@{place}"
        known[key if key not in known else f"{key}@{place}"] = block
    return known


def _by_row(rows: Iterable[dict[str, Any]], by: str) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for place, row in enumerate(rows):
        key = str(row.get(by))
        plain = {name: value for name, value in row.items() if name not in OF_ROWS}
        known[key if key not in known else f"{key}@{place}"] = plain
    return known


def _numbered(rows: list[dict[str, Any]], theirs: list[dict[str, Any]], by: str) -> list[dict[str, Any]]:
    """As rows of the database again: what lies there keeps its key."""
    keys = {row.get(by): row.get("pk") for row in reversed(theirs)}
    return [{"pk": keys.pop(row.get(by), None), **row, "sort_order": place} for place, row in enumerate(rows)]


def _order(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """That of whoever moved something; what the other one added stands after what it stood after there."""
    common = {*base} & {*mine} & {*theirs}
    moved = [key for key in mine if key in common] != [key for key in base if key in common]
    lead, other = (mine, theirs) if moved else (theirs, mine)
    order = list(lead)
    before: str | None = None
    for key in other:
        if key not in order:
            order.insert(order.index(before) + 1 if before in order else 0, key)
        before = key
    return order


def _slots(base: list[str], other: list[str]) -> list[list[str]]:
    """The other's paragraphs, each where the one of the base stood that it is, or that it took the place of.

    The first list is what stands before all; what was added stands behind what it was added to.
    """
    slots: list[list[str]] = [[] for _each in range(len(base) + 1)]
    old, new = ([str(_bare(each)) for each in texts] for texts in (base, other))
    for kind, start, end, since, to in comparing.steps(old, new):
        slot = start
        for at in range(since, to):
            if kind == "equal":
                slot += 1
            elif kind == "replace" and slot < end:
                slot = _next(base, slot, end, other[at])
            slots[slot].append(base[slot - 1] if kind == "equal" else other[at])
    return slots


def _next(base: list[str], slot: int, end: int, text: str) -> int:
    """Where a paragraph belongs that took the place of several: the first that it is like, else the next."""
    return next((later for later in range(slot + 1, end + 1) if _are_alike([base[later - 1]], [text])), slot + 1)


def _are_alike(one: list[str], other: list[str]) -> bool:
    """Whether they are rather two states of one text than two texts."""
    old, new = (str(_bare("".join(each))) for each in (one, other))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return min(matcher.real_quick_ratio(), matcher.quick_ratio()) > ALIKE and comparing.likeness(old, new) > ALIKE
