"""A story's whole history: every version with what it changed, every decision with its reason, the newest first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.models import PageLogEntry

from redaksi.desk.differing import label_of, marked, words_of
from redaksi.stories.merging import ROWS
from redaksi.stories.models import Story
from redaksi.stories.seen import OF_ROWS, OF_THE_STORY, without_marks

if TYPE_CHECKING:
    from django.utils.safestring import SafeString
    from wagtail.models import Revision

    from redaksi.staff.models import User

LENGTH = 30
OF_VERSIONS = ("wagtail.edit", "wagtail.revert")
"""What is told with the version it made."""
REASONS = ("comment", "reason", "note")


@dataclass(frozen=True)
class Change:
    label: str
    before: SafeString
    after: SafeString


@dataclass(frozen=True)
class Event:
    """`version` is set for those that made one; `earlier` is the version before it."""

    at: datetime
    who: str
    what: str
    reason: str = ""
    changes: list[Change] = field(default_factory=list)
    version: Revision | None = None
    earlier: Revision | None = None
    is_decision: bool = False


def events(story: Story, before: datetime | None = None) -> tuple[list[Event], datetime | None]:
    """Thirty at most, and from where the older ones go on; three queries, and one for each list of rows that changed."""
    found = [*_versions(story, before), *_acts(story, before), *_overrides(story, before)]
    found.sort(key=lambda event: event.at, reverse=True)
    return found[:LENGTH], (found[LENGTH - 1].at if len(found) > LENGTH else None)


def _until(before: datetime | None, name: str) -> dict[str, datetime]:
    return {f"{name}__lt": before} if before else {}


def _versions(story: Story, before: datetime | None) -> Iterator[Event]:
    kept = story.revisions.filter(**_until(before, "created_at")).select_related("user").order_by("-created_at", "-pk")
    rows: list[Any] = list(kept[: LENGTH + 2])
    for version, earlier in pairwise([*rows, None]):
        if version is not None:
            changes = list(_changes(earlier.content, version.content)) if earlier else []
            what = _("Changed") if earlier else _("First version")
            yield Event(version.created_at, _name(version.user), what, "", changes, version, earlier)


def _acts(story: Story, before: datetime | None) -> Iterator[Event]:
    log = PageLogEntry.objects.filter(page=story.pk, **_until(before, "timestamp")).exclude(action__in=OF_VERSIONS)
    for entry in log.select_related("user").order_by("-timestamp", "-pk")[: LENGTH + 1]:
        changes = [Change(label_of(_place(each)), *marked(each["before"], each["after"])) for each in _differences(entry)]
        yield Event(entry.timestamp, _name(entry.user), str(entry.message), _reason(entry), changes, is_decision=True)


def _overrides(story: Story, before: datetime | None) -> Iterator[Event]:
    for each in story.overrides.filter(**_until(before, "at")).select_related("by")[: LENGTH + 1]:
        what = _("Went past a warning of %(check)s: %(words)s") % {"check": each.check_name, "words": each.text or each.message}
        yield Event(each.at, _name(each.by), what, each.reason, is_decision=True)


def _name(user: User | None) -> str:
    return user_display_name(user) if user else _("The clock")


def _reason(entry: PageLogEntry) -> str:
    told = entry.data or {}
    return " ".join(str(told[name]) for name in REASONS if told.get(name)) or str(entry.comment or "")


def _differences(entry: PageLogEntry) -> list[dict[str, str]]:
    return (entry.data or {}).get("difference") or []


def _place(difference: dict[str, str]) -> str:
    return difference["place"] if difference["place"] in {each.name for each in Story._meta.get_fields()} else "body"


def _changes(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    """Place by place: each field, each block of the text by its id."""
    for name in sorted((before.keys() | after.keys()) - OF_THE_STORY - {"body", "slug"}):
        old: Any = before.get(name)
        new: Any = after.get(name)
        if name in ROWS:
            old, new = without_marks(old or [], OF_ROWS), without_marks(new or [], OF_ROWS)
        if (old or None) != (new or None):
            yield Change(label_of(name), *(marked(*_rows(name, old, new)) if name in ROWS else _words(name, old, new)))
    old_blocks, new_blocks = _blocks(before), _blocks(after)
    for key in {**old_blocks, **new_blocks}:
        was, now = old_blocks.get(key), new_blocks.get(key)
        if without_marks(was) != without_marks(now):
            yield Change(label_of("body"), *_words("body", was, now))


def _words(place: str, old: Any, new: Any) -> tuple[SafeString, SafeString]:
    return marked(words_of(place, old), words_of(place, new))


def _rows(name: str, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> tuple[str, str]:
    """Rows of people, topics or sources, by their names; one query."""
    model: Any = Story._meta.get_field(name).related_model
    target = model._meta.get_field(ROWS[name]).related_model
    known = target._base_manager.in_bulk([row[ROWS[name]] for row in [*old, *new]])
    return tuple(", ".join(str(known.get(row[ROWS[name]], "?")) for row in rows) for rows in (old, new))  # type: ignore[return-value]


def _blocks(content: dict[str, Any]) -> dict[str, Any]:
    body = content.get("body") or []
    blocks = json.loads(body) if isinstance(body, str) else body
    return {block.get("id") or str(place): block for place, block in enumerate(blocks)}


def address_of(story: Story) -> str:
    return reverse("story_history", args=[story.pk])
