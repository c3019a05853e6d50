from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from redaksi.stories.actions.refused import Refused
from redaksi.stories.models import Story, Withdrawal, WithdrawalGround
from redaksi.stories.signals import story_withdrawn

if TYPE_CHECKING:
    from redaksi.staff.models import User


@transaction.atomic
def withdraw(story: Story, by: User, ground: WithdrawalGround, reason: str) -> Withdrawal:
    """Take a published story back, for a ground the code knows; its address tells readers so. Raises `Refused`."""
    if not story.permissions_for_user(by).can_withdraw():
        raise Refused.because(_("Only the chief editor, or whoever was named for it, withdraws a story."))
    if not story.is_public:
        raise Refused.because(_("Only a published story can be withdrawn."))
    if not reason.strip():
        raise Refused.because(_("Readers are told the reason: write it."))
    withdrawal = Withdrawal.objects.create(story=story, ground=WithdrawalGround(ground), reason=reason, withdrawn_by=by)
    story.is_public = story.live = False
    story.live_revision = None
    story.revisions.update(approved_go_live_at=None)
    story.save(update_fields=["is_public", "live", "live_revision"], clean=False)
    log(instance=story, action="redaksi.withdraw", user=by, data={"ground": ground, "reason": reason})
    transaction.on_commit(partial(story_withdrawn.send_robust, sender=Story, story=story))
    return withdrawal


def refuse_silence(story: Story) -> None:
    raise Refused.because(_("A published story is not taken down in silence: withdraw it, with the reason."))


def refuse_deletion(story: Story) -> None:
    if story.published_at and story.address:
        raise Refused.because(_("What readers have seen is not deleted: withdraw it, with the reason."))
