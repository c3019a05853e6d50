"""What the start page says only where there is something to say: what failed, is held back, has changed at its source."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.admin.ui.components import Component

from redaksi.desk.feeds import in_trouble, may_set_up_feeds
from redaksi.staff.models import User
from redaksi.stories.models import Approval, Clock, DueFailure, Hold
from redaksi.stories.rights import in_sections_edited_by
from redaksi.wire.models import Origin
from redaksi.wire.origins import unseen_changes

LONGEST_LIST = 10


def changes_for(user: User) -> QuerySet[Origin]:
    """Of this user's own stories, and of those in sections that this user edits."""
    mine = Q(story__owner=user) | in_sections_edited_by(user, "story__")
    return unseen_changes().filter(mine).defer("story__body", "text")


class Alarm(Component):
    """A list that is there only when something is in it. Bounded; tells that there is more."""

    def found(self, user: User) -> QuerySet[Any] | None:
        raise NotImplementedError

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        found = self.found(parent_context["request"].user)
        shown = list(found[: LONGEST_LIST + 1]) if found is not None else []
        return {
            "csrf_token": parent_context.get("csrf_token"),
            "next": parent_context["request"].get_full_path(),
            "alarms": shown[:LONGEST_LIST],
            "has_more": len(shown) > LONGEST_LIST,
        }


class ChangedAtOrigin(Alarm):
    name = "changed-at-origin"
    order = 5
    template_name = "desk/start_page/changes.html"

    def found(self, user: User) -> QuerySet[Origin]:
        return changes_for(user)


class FeedsInTrouble(Alarm):
    name = "feeds-in-trouble"
    order = 50
    template_name = "desk/start_page/feeds.html"

    def found(self, user: User) -> QuerySet[Any] | None:
        return in_trouble() if may_set_up_feeds(user) else None


class ClockStopped(Component):
    """The worker publishes what is planned: when it stands still, everybody at the desk has to know."""

    name = "clock-stopped"
    order = 0
    template_name = "desk/start_page/clock.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"since": Clock.stopped_since()}


class FailedPublications(Alarm):
    name = "failed-publications"
    order = 1
    template_name = "desk/start_page/failed.html"

    def found(self, user: User) -> QuerySet[DueFailure]:
        """Of this user's own stories, and of those in sections that this user edits."""
        mine = Q(story__owner=user) | in_sections_edited_by(user, "story__")
        return DueFailure.objects.standing().filter(mine).select_related("story__section").order_by("failed_first_at")


class HeldBack(Alarm):
    name = "held-back"
    order = 2
    template_name = "desk/start_page/held.html"

    def found(self, user: User) -> QuerySet[Hold]:
        held = Hold.objects.filter(in_sections_edited_by(user, "story__"), outcome="")
        return held.select_related("story__section", "held_by").order_by("decide_until")


class ToReadAgain(Alarm):
    name = "to-read-again"
    order = 3
    template_name = "desk/start_page/read_again.html"

    def found(self, user: User) -> QuerySet[Approval]:
        """What the flash lane let out, not by this user."""
        flash = Approval.objects.filter(in_sections_edited_by(user, "story__"), kind="flash", read_again_at=None)
        return flash.exclude(by=user).select_related("story__section", "by").order_by("at")
