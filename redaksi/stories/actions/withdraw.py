from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from redaksi.stories import ledger
from redaksi.stories.actions.refused import Refused
from redaksi.stories.models import Genre, LedgerKind, Story, Withdrawal, WithdrawalGround
from redaksi.stories.signals import story_withdrawn

if TYPE_CHECKING:
    from redaksi.staff.models import User


trouble = logging.getLogger(__name__)


@transaction.atomic
def withdraw(story: Story, by: User, ground: WithdrawalGround, reason: str) -> Withdrawal:
    """Take a published story back, for a ground the code knows; its address tells readers so. Raises `Refused`."""
    story = Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
    if not story.permissions_for_user(by).can_withdraw():
        raise Refused.because(_("Only the chief editor, or whoever was named for it, withdraws a story."))
    if not story.is_public:
        raise Refused.because(_("Only a published story can be withdrawn."))
    if ground == WithdrawalGround.RAN_OUT:
        raise Refused.because(_("An advertorial runs out at its time, and by nobody's wish."), "ground")
    if not reason.strip():
        raise Refused.because(_("Readers are told the reason: write it."), "reason")
    return _take_down(story, WithdrawalGround(ground), reason.strip(), by)


def run_out() -> list[Story]:
    """The clock: each advertorial whose time is over leaves, each on its own; returns those that did."""
    due = Story.objects.published().filter(genre=Genre.PAID, paid_until__lte=timezone.now())
    gone = []
    for key in list(due.values_list("pk", flat=True)):
        try:
            gone.append(_run_out(key))
        except Exception:
            trouble.exception("Advertorial %s has run out and could not be taken down", key)
    return [story for story in gone if story]


@transaction.atomic
def _run_out(key: int) -> Story | None:
    """None where somebody was faster."""
    now_due = {"is_public": True, "genre": Genre.PAID, "paid_until__lte": timezone.now()}
    story = Story.objects.select_for_update(of=("self",)).filter(pk=key, **now_due).first()
    if story is not None:
        _take_down(story, WithdrawalGround.RAN_OUT, "", by=None)
    return story


def _take_down(story: Story, ground: WithdrawalGround, reason: str, by: User | None) -> Withdrawal:
    withdrawal = Withdrawal.objects.create(story=story, ground=ground, reason=reason, withdrawn_by=by)
    story.is_public = story.live = False
    story.live_revision = None
    story.revisions.update(approved_go_live_at=None)
    story.save(update_fields=["is_public", "live", "live_revision"], clean=False)
    log(instance=story, action="redaksi.withdraw", user=by, data={"ground": ground, "reason": reason})
    words = {"reason": reason, "by": by.get_username()} if by else None
    kind = LedgerKind.EXPIRY if withdrawal.is_expiry else LedgerKind.WITHDRAWAL
    ledger.append(kind, story, {"ground": ground.value}, words)
    transaction.on_commit(partial(story_withdrawn.send_robust, sender=Story, story=story))
    return withdrawal


def refuse_silence(story: Story) -> None:
    raise Refused.because(_("A published story is not taken down in silence: withdraw it, with the reason."))


def refuse_deletion(story: Story) -> None:
    if story.published_at and story.address:
        raise Refused.because(_("What readers have seen is not deleted: withdraw it, with the reason."))
