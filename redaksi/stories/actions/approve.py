from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from redaksi.stories import approvals, rules
from redaksi.stories.actions.refused import Refused
from redaksi.stories.models import Story
from redaksi.stories.signals import story_approved

if TYPE_CHECKING:
    from wagtail.models import TaskState

    from redaksi.staff.models import User


@transaction.atomic
def approve(story: Story, by: User, comment: str = "") -> bool:
    """The editor has read the latest version, exactly as it is: it goes out, or waits for its time.

    Where the chief editor has to read it, too, it waits for that. Returns whether all have read it. Raises `Refused`.
    """
    waiting = _waiting_for(story, by)
    revision = story.get_latest_revision()
    version = revision.as_object()
    reasons = rules.reasons_against_publishing(version)
    if reasons:
        raise Refused(reasons)
    unread = approvals.settle(version, revision, by)
    if any(reason.field != "needs_chief" for reason in unread):
        raise Refused(unread)
    log(instance=version, action="redaksi.approve", user=by, revision=revision, data={"comment": comment})
    if unread:
        tell = partial(story_approved.send_robust, sender=Story, story=version, by=by, comment=comment, is_all=False)
        transaction.on_commit(tell)
        return False
    if waiting.revision_id != revision.pk:
        waiting.revision = revision
        waiting.save(update_fields=["revision"])
    waiting.approve(user=by, comment=comment)
    return True


@transaction.atomic
def send_back(story: Story, by: User, comment: str) -> None:
    """The reporter has to work on it again, and is told why. Raises `Refused`."""
    if not comment.strip():
        raise Refused.because(_("Say what has to change."))
    _waiting_for(story, by).reject(user=by, comment=comment)


def _waiting_for(story: Story, by: User) -> TaskState:
    state = story.current_workflow_task_state
    if state is None:
        raise Refused.because(_("This story waits for nobody's approval."))
    if not state.task.specific.user_can_access_editor(story, by):
        raise Refused.because(_("You may not approve stories of this section."))
    return state.specific
