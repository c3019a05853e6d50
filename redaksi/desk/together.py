"""Two people in one story: where a form and the story's latest version parted, and how they come together again.

Nothing of it is kept on the server. The form carries what it was opened with (`base`), which version that was (`seen`),
and, once others' changes have been saved with it that it does not show, what it held itself then (`base` anew, with `rows`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.core import signing
from django.utils.dateparse import parse_datetime
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name

from redaksi.stories.merging import ROWS, Content, Merged, merge
from redaksi.stories.seen import OF_THE_STORY

if TYPE_CHECKING:
    from wagtail.models import Revision

    from redaksi.staff.models import User
    from redaksi.stories.models import Story

SALT = "redaksi.desk.together"
CHOICE = "choice-"
LONGEST_KEY = 19  # digits


@dataclass(frozen=True)
class Parting:
    """`base` is the text as it was when both still had the same; `rows` as the form's own rows know themselves."""

    base: Content
    rows: Content
    is_lasting: bool
    """Whether others' changes have been saved with this form before, which it does not show."""


def mark_of(revision: Revision | None) -> str:
    """One state of one version: an autosave writes over the version it made."""
    return f"{revision.pk}@{revision.created_at.isoformat()}" if revision else ""


def packed(content: Content, rows: Content | None = None) -> str:
    """For a form to carry: signed, and as small as it gets. `rows` only where the form's differ from those of the text."""
    text = {name: value for name, value in content.items() if name not in OF_THE_STORY}
    own = {name: rows[name] for name in ROWS if name in rows} if rows is not None else None
    return signing.dumps({"base": text, "rows": own}, salt=SALT, compress=True)


def parting(fields: Mapping[str, Any], story: Story, latest: Revision | None) -> Parting | None:
    """None where the form holds all that the latest version has, or says nothing of what it was opened with."""
    carried = _unpacked(fields.get("base", ""))
    if carried and carried["rows"] is not None:
        return Parting(carried["base"], carried["rows"], is_lasting=True)
    seen = fields.get("seen", "")
    if not seen or latest is None or seen == mark_of(latest):
        return None
    key, _at = _seen(seen)
    revision = story.revisions.filter(pk=key).first() if key else None
    if revision is not None and (mark_of(revision) == seen or carried is None):
        base = revision.content
    else:
        base = carried["base"] if carried else {}
    return Parting(base, base, is_lasting=False)


def _seen(mark: str) -> tuple[int | None, datetime | None]:
    """The version and its time; None for what nobody here has written."""
    key, _at, time = mark.partition("@")
    try:
        return (int(key) if key.isdecimal() and len(key) < LONGEST_KEY else None), parse_datetime(time)
    except ValueError:
        return None, None


def _unpacked(carried: str) -> dict[str, Any] | None:
    try:
        return signing.loads(carried, salt=SALT) if carried else None
    except signing.BadSignature:
        return None


def opened(story: Story, latest: Revision, parting: Parting) -> Story:
    """The story as the form's rows and fields were read from."""
    return story.with_content_json({**latest.content, **parting.base, **parting.rows})


def brought_together(parting: Parting, mine: Story, latest: Revision, fields: Mapping[str, Any]) -> Merged:
    choices = {name.removeprefix(CHOICE): fields[name] for name in fields if name.startswith(CHOICE)}
    return merge(parting.base, content_of(mine), latest.content, choices)


def content_of(story: Story) -> Content:
    """As a version would hold it."""
    return json.loads(story.to_json())


def names_of_others(story: Story, seen: str, user: User) -> list[str]:
    """Who else has saved since this state of the story; one query."""
    writers = story.revisions.exclude(user=user).exclude(user=None)
    if since := _seen(seen)[1]:
        writers = writers.filter(created_at__gt=since)
    people = get_user_model().objects.filter(pk__in=writers.values("user")).order_by("pk")
    return [user_display_name(each) for each in people]
