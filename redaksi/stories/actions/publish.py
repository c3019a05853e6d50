from __future__ import annotations

import logging
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from redaksi.stories import addresses, rules, versions
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
    revision = story.get_latest_revision()
    if at or revision is None:
        revision = _planned(story, at, by) or revision
    return story.publish(revision, user=by, skip_permission_checks=by is None)


def _planned(story: Story, at: datetime | None, by: User | None) -> Revision | None:
    """A version for this time; None where the latest has it already."""
    draft = story.get_latest_revision_as_object()
    if draft.latest_revision_id is not None and at == draft.go_live_at:
        return None
    draft.go_live_at = at or draft.go_live_at
    return draft.save_revision(user=by)


def publish_revision(story: Story, revision: Revision, by: User | None, **how: Any) -> Story:
    """Publish exactly this version: what every way to publication comes to; returns the story as it then is. Raises `Refused`.

    Whatever `story` says, it is read anew, and on PostgreSQL held: two who publish it at once give it one address.
    """
    skip = how.pop("skip_permission_checks", False)
    with transaction.atomic():
        revision.content_object = _held(story.pk)
        publication = _PublishStory(revision, user=by, **how)
        reasons = rules.reasons_against_publishing(publication.object)
        if reasons:
            raise Refused(reasons)
        publication.execute(skip_permission_checks=skip)
    return publication.result()


def _held(key: int) -> Story:
    return Story.objects.select_for_update(of=("self",)).select_related("withdrawal").get(pk=key)


class _PublishStory(PublishPageRevisionAction):
    """Wagtail's own publication, with the story's address, day and visibility set in the same write."""

    goes_out_now = False

    def _publish_revision(self, revision: Revision, story: Story, *args: Any, **how: Any) -> None:
        self.goes_out_now = not (story.go_live_at and story.go_live_at > timezone.now())
        if self.goes_out_now:
            is_first = not story.is_public
            _make_public(story)
            versions.leave_unchanged(story, is_first)
        super()._publish_revision(revision, story, *args, **how)
        if self.goes_out_now:
            transaction.on_commit(partial(story_published.send_robust, sender=Story, story=story))

    def result(self) -> Story:
        """The story as it lies in the database now."""
        if not self.goes_out_now:
            return Story.objects.get(pk=self.object.pk)
        self.object.__dict__.pop("_prefetched_objects_cache", None)
        return self.object


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
