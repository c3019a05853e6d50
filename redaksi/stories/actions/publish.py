from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import log

from redaksi.stories import addresses, approvals, rules, versions
from redaksi.stories.actions.refused import Refused
from redaksi.stories.actions.telling import note_unverified
from redaksi.stories.models import Approval, ApprovalKind, Story, Unverified
from redaksi.stories.rights import may_work_alone
from redaksi.stories.signals import story_published

if TYPE_CHECKING:
    from wagtail.models import Revision

    from redaksi.staff.models import User


def publish(story: Story, by: User | None, at: datetime | None = None, is_flash: bool = False) -> Story:
    """Make the latest version public, now or at a time to come; returns the story as it then is.

    Publishing is saying that one has read it: `by` approves exactly this text. `by` is None for the clock, which has read
    nothing and publishes only what was approved. `is_flash`: the editor on duty alone; a second reading is queued.
    Raises `Refused`.
    """
    if by is not None and not story.permissions_for_user(by).can_publish():
        raise Refused.because(_("You may not publish in this section."))
    revision = story.get_latest_revision()
    if at or revision is None:
        revision = _planned(story, at, by) or revision
    return story.publish(revision, user=by, skip_permission_checks=by is None, is_flash=is_flash)


def _planned(story: Story, at: datetime | None, by: User | None) -> Revision | None:
    """A version for this time; None where the latest has it already."""
    draft = story.get_latest_revision_as_object()
    if draft.latest_revision_id is not None and at == draft.go_live_at:
        return None
    draft.go_live_at = at or draft.go_live_at
    return draft.save_revision(user=by)


def publish_revision(story: Story, revision: Revision, by: User | None, is_flash: bool = False, **how: Any) -> Story:
    """Publish exactly this version: what every way to publication comes to; returns the story as it then is. Raises `Refused`.

    Whatever `story` says, it is read anew, and on PostgreSQL held: two who publish it at once give it one address.
    """
    skip = how.pop("skip_permission_checks", False)
    with transaction.atomic():
        revision.content_object = held = _held(story.pk, revision)
        publication = _PublishStory(revision, user=by, **how)
        if is_flash and (by is None or not may_work_alone(by, story)):
            raise Refused.because(_("The flash lane is for the editor on duty."))
        reasons = rules.reasons_against_publishing(publication.object, is_flash=is_flash)
        if not reasons and not (by is None and vars(held)["is_read"]):
            reasons = approvals.settle(publication.object, revision, by, is_flash)
        if reasons:
            raise Refused(reasons)
        publication.execute(skip_permission_checks=skip)
        if vars(held)["is_untold"] and publication.goes_out_now:
            note_unverified(held)
        if is_flash:
            log(instance=publication.object, action="redaksi.flash", user=by, revision=revision)
    return publication.result()


def _held(key: int, revision: Revision) -> Story:
    """With the answers to whether this version was read (`is_read`), and whether readers have to be told that the story is
    not verified (`is_untold`), in the same query."""
    stories = Story.objects.select_for_update(of=("self",)).select_related("withdrawal")
    untold = Unverified.objects.filter(story=OuterRef("pk"), closed_at=None, is_told=False)
    return stories.annotate(is_read=approvals.is_read(revision), is_untold=Exists(untold)).get(pk=key)


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


@transaction.atomic
def read_again(story: Story, by: User, comment: str = "") -> None:
    """The second reading of what went out by the flash lane: somebody else has read what readers see. Raises `Refused`."""
    if approvals.kind_of_reading(by, story) is None:
        raise Refused.because(_("You may not approve stories of this section."))
    waiting = Approval.objects.filter(story=story, kind=ApprovalKind.FLASH, read_again_at=None)
    if waiting.filter(by=by).exists():
        raise Refused.because(_("Somebody else than the editor on duty has to read it."))
    count = waiting.update(read_again_at=timezone.now(), read_again_by=by)
    if not count:
        raise Refused.because(_("This story waits for no second reading."))
    log(instance=story, action="redaksi.read_again", user=by, data={"comment": comment})
