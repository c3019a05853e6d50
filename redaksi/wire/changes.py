"""When stories change for readers, kept in one order, so that nobody who asks what is new misses a correction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import batched
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.tasks import task
from django.utils import timezone
from wagtail.signals import post_page_move

from redaksi.stories import rows
from redaksi.stories.models import Story
from redaksi.stories.signals import (
    stories_written,
    story_corrected,
    story_held,
    story_protected,
    story_published,
    story_released,
    story_withdrawn,
)
from redaksi.wire.models import Change, ChangeClock

NEWS = timedelta(days=1)
"""What was public elsewhere for longer is an archive that moves in: it keeps its day, and nobody is flooded with it."""
CHUNK = 500


def connect() -> None:
    """A publication waits for no other: the worker notes what it changed, and `catch_up` is there for the rest."""
    story_published.connect(_follow_later)
    story_withdrawn.connect(_follow)
    story_corrected.connect(_follow)
    story_held.connect(_follow)
    story_released.connect(_follow)
    story_protected.connect(_follow)
    stories_written.connect(_follow_arrivals)
    post_page_move.connect(_follow_move, sender=Story)


def version_at(to_story: str = "") -> Coalesce:
    """When what readers see of a story now became so; `to_story` is the way to it, as `story__`."""
    return Coalesce(f"{to_story}withdrawal__withdrawn_at", f"{to_story}last_published_at")


def once_public() -> QuerySet[Story]:
    """What readers see, and what was withdrawn from them; each with its `version_at`."""
    return Story.objects.filter(Q(is_public=True) | Q(withdrawal__isnull=False)).annotate(version_at=version_at())


@transaction.atomic
def note(story_id: int, section_id: int) -> None:
    """The story has just changed for readers, whatever section they take."""
    at = ChangeClock.take()
    Change.objects.filter(story=story_id).update(at=at)
    here = Change(story_id=story_id, section_id=section_id, at=at)
    Change.objects.bulk_create([here], update_conflicts=True, unique_fields=["story", "section"], update_fields=["at"])


@transaction.atomic
def note_arrivals(story_ids: Sequence[int]) -> None:
    """Stories that were public elsewhere: those of today count from now, older ones from their own day."""
    found = once_public().filter(pk__in=story_ids).values_list("pk", "section_id", "version_at", "embargoed_until")
    arrived = list(found)
    if not arrived:
        return
    now, limit = ChangeClock.take(), timezone.now() - NEWS
    changes = [(key, section, _counted_from(at, embargo, now, limit)) for key, section, at, embargo in arrived]
    rows.insert(Change, ("story_id", "section_id", "at"), changes, unless_there="story_id")


def catch_up() -> int:
    """Note what no signal told of (a process that was killed, a database that was restored); how many stories that was."""
    noted = Change.objects.filter(story=OuterRef("pk"))
    here = noted.filter(section=OuterRef("section_id"), at__gte=OuterRef("version_at"))
    missed = once_public().filter(~Exists(here), version_at__lte=timezone.now()).order_by("pk")
    changed = list(missed.filter(Exists(noted)).values_list("pk", "section_id"))
    unknown = list(missed.exclude(Exists(noted)).values_list("pk", flat=True))
    for story_id, section_id in changed:
        note(story_id, section_id)
    for chunk in batched(unknown, CHUNK):
        note_arrivals(chunk)
    return len(changed) + len(unknown)


def _counted_from(at: datetime, embargo: datetime | None, now: datetime, limit: datetime) -> datetime:
    """Under embargo a story is nobody's yet, even where it came in as public: it counts from its end."""
    if embargo and embargo > now:
        return embargo
    return at if at < limit else now


@task
def note_publication(story_id: int) -> bool:
    """Whether the story is there still. The worker's: readers do not wait for it."""
    story = Story.objects.filter(pk=story_id).only("section").first()
    if story is not None:
        _follow(Story, story)
    return story is not None


def _follow_later(sender: Any, story: Story, **kwargs: Any) -> None:
    note_publication.enqueue(story.pk)


def _follow(sender: Any, story: Story, **kwargs: Any) -> None:
    if story.section_id:
        note(story.pk, story.section_id)


def _follow_arrivals(sender: Any, story_ids: Iterable[int], **kwargs: Any) -> None:
    note_arrivals(list(story_ids))


def _follow_move(sender: Any, instance: Any, parent_page_after: Any, **kwargs: Any) -> None:
    """News for whoever takes its new section; those of the old one hear when it changes again."""
    if Change.objects.filter(story=instance.pk).exists():
        with transaction.atomic():
            at = ChangeClock.take()
            Change.objects.get_or_create(story_id=instance.pk, section_id=parent_page_after.pk, defaults={"at": at})
