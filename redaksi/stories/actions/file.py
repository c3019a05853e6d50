from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from redaksi.stories.actions.refused import Refused
from redaksi.stories.models import Story

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from redaksi.staff.models import User


def file(story: Story, by: User) -> WorkflowState:
    """Hand the story in: it waits for its section's editors. Raises `Refused`."""
    if not story.permissions_for_user(by).can_edit():
        raise Refused.because(_("You may not hand in this story."))
    if story.workflow_in_progress:
        raise Refused.because(_("This story was handed in already."))
    workflow = story.get_workflow()
    if workflow is None:
        raise Refused.because(_("Nobody is set to read stories of this section; an administrator can change that."))
    with transaction.atomic():
        if story.latest_revision_id is None:
            story.save_revision(user=by)
        was_sent_back = story.current_workflow_state
        if was_sent_back is None:
            return workflow.start(story, by)
        was_sent_back.resume(by)
        return was_sent_back
