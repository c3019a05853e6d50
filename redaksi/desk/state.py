"""How a story stands, said above its form, with the one button that each state asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from redaksi.staff.models import User
from redaksi.stories.models import Approval, DueFailure, Hold, Story
from redaksi.stories.rights import may_edit_section, may_hold


@dataclass(frozen=True)
class State:
    """`held`, `failure` and `flash` are empty where there is nothing to say; the rest is what this user may do about it."""

    story: Story
    held: Hold | None
    failure: DueFailure | None
    flash: Approval | None
    planned_at: datetime | None
    may_hold: bool
    may_decide: bool
    may_plan: bool
    may_read_again: bool


def state_of(story: Story, user: User) -> State:
    held = story.holds.select_related("held_by").filter(outcome="").first() if story.address else None
    flash = story.approvals.select_related("by").filter(kind="flash", read_again_at=None).order_by("-at").first()
    planned_at = story.revisions.filter(approved_go_live_at__isnull=False).values_list("approved_go_live_at", flat=True).first()
    permissions = story.permissions_for_user(user)
    return State(
        story=story,
        held=held,
        failure=DueFailure.objects.standing().filter(story=story).first() if planned_at else None,
        flash=flash,
        planned_at=planned_at,
        may_hold=story.is_public and may_hold(user, story),
        may_decide=held is not None and permissions.can_withdraw(),
        may_plan=planned_at is not None and permissions.can_publish(),
        may_read_again=flash is not None and flash.by_id != user.pk and may_edit_section(user, story),
    )
