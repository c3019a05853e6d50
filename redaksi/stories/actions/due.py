"""What the clock does: publish what is due, each on its own; note what failed, and try that again later."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Revision

from redaksi.stories.actions.refused import Refused
from redaksi.stories.actions.withdraw import run_out
from redaksi.stories.models import Clock, DueFailure, Story
from redaksi.stories.signals import publication_failed

if TYPE_CHECKING:
    from collections.abc import Iterable

log = logging.getLogger(__name__)


def tick() -> list[tuple[int, str]]:
    """Publish what is due, take down what ran out, leave a sign of life; returns what failed, as `publish_due` does."""
    Clock.note_tick()
    failed = publish_due()
    run_out()
    return failed


def publish_due() -> list[tuple[int, str]]:
    """Publish every approved version whose time has come, each in a transaction of its own.

    Returns what failed as (story id, why). What failed is tried again after a pause that doubles; it stays planned.
    """
    failed = []
    for key, story_id in _due():
        try:
            _publish(key)
        except Exception as error:  # one story's failure must not keep the others back
            why = str(error) if isinstance(error, Refused) else f"{type(error).__name__}: {error}"
            if not isinstance(error, Refused):
                log.exception("Story %s was due and could not be published", story_id)
            _note_failure(key, story_id, why)
            failed.append((story_id, why))
    return failed


def _due() -> Iterable[tuple[int, int]]:
    """(revision, story), who waits longest first; without those that failed and whose pause is not over."""
    now = timezone.now()
    pausing = DueFailure.objects.filter(try_again_at__gt=now).values("revision")
    due = Revision.objects.filter(
        Q(content_type=ContentType.objects.get_for_model(Story)), ~Q(pk__in=pausing), approved_go_live_at__lte=now
    )
    rows = due.order_by("approved_go_live_at", "pk").values_list("pk", "object_id")
    return [(key, int(story_id)) for key, story_id in rows]


@transaction.atomic
def _publish(key: int) -> None:
    """Unless somebody has published, moved or unscheduled it since the list was made."""
    revision = Revision.objects.select_for_update().filter(pk=key, approved_go_live_at__lte=timezone.now()).first()
    if revision is not None and (story := Story.objects.filter(pk=revision.object_id).first()):
        story.publish(revision, skip_permission_checks=True)
        DueFailure.objects.filter(story=story).delete()


@transaction.atomic
def _note_failure(key: int, story_id: int, why: str) -> None:
    now = timezone.now()
    failure = DueFailure.objects.filter(revision=key).first()
    if failure is None:
        failure = DueFailure(revision_id=key, story_id=story_id, tries=0, failed_first_at=now)
    is_news = failure.reason != why
    failure.tries, failure.reason = failure.tries + 1, why
    failure.try_again_at = now + failure.pause
    failure.save()
    if is_news:
        transaction.on_commit(lambda: publication_failed.send_robust(sender=Story, failure=failure))
