from __future__ import annotations

import logging
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from redaksi.stories import addresses, rules
from redaksi.stories.actions.refused import Refused
from redaksi.stories.models import Story
from redaksi.stories.signals import story_published

if TYPE_CHECKING:
    from wagtail.models import Revision

    from redaksi.staff.models import User

log = logging.getLogger(__name__)


def publish(story: Story, by: User | None, at: datetime | None = None) -> Story:
    """Make the latest version public, now or at a time to come; returns the story as it then is.

    `by` is None for the clock alone. Raises `Refused`.
    """
    if by is not None and not story.permissions_for_user(by).can_publish():
        raise Refused.because(_("You may not publish in this section."))
    draft = story.get_latest_revision_as_object()
    if draft.latest_revision_id is None or (at and at != draft.go_live_at):
        draft.go_live_at = at or draft.go_live_at
        revision = draft.save_revision(user=by)
    else:
        revision = draft.get_latest_revision()
    draft.publish(revision, user=by, skip_permission_checks=by is None)
    return Story.objects.get(pk=story.pk)


def publish_revision(story: Story, revision: Revision, by: User | None, **how: Any) -> None:
    """Publish exactly this version: what every way to publication comes to. Raises `Refused`."""
    reasons = rules.reasons_against_publishing(revision.as_object())
    if reasons:
        raise Refused(reasons)
    skip = how.pop("skip_permission_checks", False)
    with transaction.atomic():
        _PublishStory(revision, user=by, **how).execute(skip_permission_checks=skip)


class _PublishStory(PublishPageRevisionAction):
    """Wagtail's own publication, with the story's address, day and visibility set in the same write."""

    def _publish_revision(self, revision: Revision, story: Story, *args: Any, **how: Any) -> None:
        goes_out_now = not (story.go_live_at and story.go_live_at > timezone.now())
        if goes_out_now:
            _make_public(story)
        super()._publish_revision(revision, story, *args, **how)
        if goes_out_now:
            transaction.on_commit(partial(story_published.send_robust, sender=Story, story=story))


def _make_public(story: Story) -> None:
    day = story.published_at or story.first_published_at or timezone.now()
    story.published_at = story.first_published_at = day
    story.is_public = True
    if not story.address:
        addresses.fix(story, day)


def publish_due() -> list[tuple[int, str]]:
    """Publish every approved version whose time has come, each on its own; returns what failed as (story id, why)."""
    failed = []
    for revision in _due_revisions():
        try:
            revision.content_object.publish(revision, skip_permission_checks=True)
        except Exception as error:  # one story's failure must not keep the others back
            log.exception("Story %s was due and could not be published", revision.object_id)
            failed.append((int(revision.object_id), str(error)))
    return failed


def _due_revisions() -> list[Revision]:
    from wagtail.models import Revision

    due = Revision.page_revisions.filter(approved_go_live_at__lte=timezone.now())
    return [revision for revision in due.order_by("approved_go_live_at") if isinstance(revision.content_object, Story)]
