"""How a story stands, said above its form, with the one button that each state asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from redaksi.staff.models import User
from redaksi.stories.approvals import kind_of_reading
from redaksi.stories.models import Approval, DueFailure, Hold, Story, Unverified
from redaksi.stories.rights import may_edit_section, may_hold


@dataclass(frozen=True)
class State:
    """`held`, `failure`, `flash` and `unverified` are empty where there is nothing to say; the rest: what this user may do."""

    story: Story
    held: Hold | None
    failure: DueFailure | None
    flash: Approval | None
    unverified: Unverified | None
    corrections: int
    planned_at: datetime | None
    is_corrected: bool
    """Whether there is a later text than the one that is planned."""
    may_hold: bool
    may_decide: bool
    may_plan: bool
    may_read_again: bool
    may_correct: bool
    may_declare: bool
    may_protect: bool


def state_of(story: Story, user: User) -> State:
    held = story.holds.select_related("held_by").filter(outcome="").first() if story.address else None
    flash = story.approvals.select_related("by").filter(kind="flash", read_again_at=None).order_by("-at").first()
    planned = story.revisions.filter(approved_go_live_at__isnull=False).only("pk", "approved_go_live_at").first()
    planned_at = planned.approved_go_live_at if planned else None
    unverified = story.unverified.select_related("owner").filter(closed_at=None).first()
    permissions = story.permissions_for_user(user)
    reads = kind_of_reading(user, story) is not None
    return State(
        story=story,
        held=held,
        failure=DueFailure.objects.standing().filter(story=story).first() if planned_at else None,
        flash=flash,
        unverified=unverified,
        corrections=story.waiting_corrections.count() if story.is_public else 0,
        planned_at=planned_at,
        is_corrected=planned is not None and story.latest_revision_id != planned.pk,
        may_hold=story.is_public and may_hold(user, story),
        may_decide=held is not None and permissions.can_withdraw(),
        may_plan=planned_at is not None and permissions.can_publish(),
        may_read_again=flash is not None and flash.by_id != user.pk and may_edit_section(user, story),
        may_correct=story.is_public and (permissions.can_edit() or story.owner_id == user.pk),
        may_declare=reads and unverified is None and not story.is_withdrawn,
        may_protect=story.is_withdrawn and permissions.can_withdraw(),
    )
