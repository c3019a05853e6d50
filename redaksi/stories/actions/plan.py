"""A planned story is moved, or not planned any more."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from redaksi.stories import rules
from redaksi.stories.actions.refused import Refused
from redaksi.stories.models import DueFailure, Story

if TYPE_CHECKING:
    from wagtail.models import Revision

    from redaksi.staff.models import User


@transaction.atomic
def unschedule(story: Story, by: User) -> None:
    """It goes out no more of itself; its text and its approval stay. Raises `Refused`."""
    revision = _planned(story, by)
    was = revision.approved_go_live_at
    story.revisions.update(approved_go_live_at=None)
    DueFailure.objects.filter(story=story).delete()
    log(instance=story, action="redaksi.unschedule", user=by, revision=revision, data={"was": was})


@transaction.atomic
def reschedule(story: Story, by: User, at: datetime) -> None:
    """Exactly the text that was planned goes out at another time. Raises `Refused`."""
    revision = _planned(story, by)
    if at <= timezone.now():
        raise Refused.because(_("This time is over already."), "go_live_at")
    reasons = rules.reasons_against_publishing(revision.as_object(), at=at)
    if reasons:
        raise Refused(reasons)
    was, revision.approved_go_live_at = revision.approved_go_live_at, at
    revision.content["go_live_at"] = at.isoformat()
    revision.save(update_fields=["approved_go_live_at", "content"])
    Story.objects.filter(pk=story.pk).update(go_live_at=at)
    _move_draft(story, revision, at)
    DueFailure.objects.filter(story=story).delete()
    log(instance=story, action="redaksi.reschedule", user=by, revision=revision, data={"was": was, "at": at})


def _move_draft(story: Story, planned: Revision, at: datetime) -> None:
    """A correction that waits to be read goes out at the new time, too."""
    draft = story.revisions.order_by("-pk").first()
    if draft is not None and draft.pk > planned.pk:
        draft.content["go_live_at"] = at.isoformat()
        draft.save(update_fields=["content"])


def _planned(story: Story, by: User) -> Revision:
    if not story.permissions_for_user(by).can_publish():
        raise Refused.because(_("You may not publish in this section."))
    revision = story.revisions.select_for_update().filter(approved_go_live_at__isnull=False).order_by("-pk").first()
    if revision is None:
        raise Refused.because(_("This story is not planned."))
    return revision
