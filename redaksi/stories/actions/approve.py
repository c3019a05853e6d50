from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from redaksi.stories import rules
from redaksi.stories.actions.refused import Refused
from redaksi.stories.models import Story

if TYPE_CHECKING:
    from wagtail.models import TaskState

    from redaksi.staff.models import User


@transaction.atomic
def approve(story: Story, by: User, comment: str = "") -> None:
    """The editor has read it: it goes out, or waits for its time. Raises `Refused`."""
    waiting = _waiting_for(story, by)
    reasons = rules.reasons_against_publishing(waiting.revision.as_object())
    if reasons:
        raise Refused(reasons)
    waiting.approve(user=by, comment=comment)


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
