from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from redaksi.stories import rights
from redaksi.stories.actions.publish import publish
from redaksi.stories.actions.refused import Refused
from redaksi.stories.actions.withdraw import withdraw
from redaksi.stories.models import Hold, HoldOutcome, Story, WithdrawalGround
from redaksi.stories.signals import story_held, story_released

if TYPE_CHECKING:
    from redaksi.staff.models import User


@transaction.atomic
def hold(story: Story, by: User, note: str = "") -> Hold:
    """Take a published story back for the moment (*tahan*): its address says so, and nothing else shows it.

    Whoever may withdraw it decides within 24 hours. Raises `Refused`.
    """
    story = Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
    if not rights.may_hold(by, story):
        raise Refused.because(_("Only who is on duty holds a story back."))
    if not story.is_public:
        raise Refused.because(_("Only a published story can be held back."))
    held = Hold.objects.create(story=story, held_by=by, note=note)
    story.is_public = story.live = False
    story.save(update_fields=["is_public", "live"], clean=False)
    log(instance=story, action="redaksi.hold", user=by, data={"note": note})
    transaction.on_commit(partial(story_held.send_robust, sender=Story, story=story))
    return held


@transaction.atomic
def decide(story: Story, by: User, outcome: HoldOutcome, note: str = "", ground: WithdrawalGround | None = None) -> Story:
    """What becomes of a story that is held: back as it was, back with its latest version, or withdrawn on a ground.

    Returns the story as it then is. Raises `Refused`.
    """
    held = Hold.objects.select_for_update().filter(story=story.pk, outcome="").first()
    if held is None:
        raise Refused.because(_("This story is not held back."))
    if not story.permissions_for_user(by).can_withdraw():
        raise Refused.because(_("Only the chief editor, or whoever was named for it, decides."))
    held.outcome, held.decision_note = HoldOutcome(outcome), note
    held.decided_by, held.decided_at = by, timezone.now()
    held.save()
    log(instance=story, action="redaksi.decide", user=by, data={"outcome": held.outcome, "note": note})
    story = _shown_again(story)
    if outcome == HoldOutcome.CORRECTED:
        publish(story, by=by)
    elif outcome == HoldOutcome.WITHDRAWN:
        if ground is None:
            raise Refused.because(_("A story is withdrawn on a ground."), "ground")
        withdraw(story, by=by, ground=ground, reason=note)
    return Story.objects.get(pk=story.pk)


def _shown_again(story: Story) -> Story:
    story = Story.objects.get(pk=story.pk)
    story.is_public = story.live = True
    story.save(update_fields=["is_public", "live"], clean=False)
    transaction.on_commit(partial(story_released.send_robust, sender=Story, story=story))
    return story
