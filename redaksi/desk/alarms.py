"""What the start page says only where there is something to say: stories whose source changed, feeds that fail."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.admin.ui.components import Component

from redaksi.desk.feeds import in_trouble, may_set_up_feeds
from redaksi.staff.models import User
from redaksi.stories.rights import sections_edited_by
from redaksi.wire.models import Origin
from redaksi.wire.origins import unseen_changes

LONGEST_LIST = 10


def changes_for(user: User) -> QuerySet[Origin]:
    """Of this user's own stories, and of those in sections that this user edits."""
    mine = Q(story__owner=user) | Q(story__section__in=sections_edited_by(user))
    return unseen_changes().filter(mine).defer("story__body", "text")


class _Alarm(Component):
    """Bounded; tells that there is more."""

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


class ChangedAtOrigin(_Alarm):
    name = "changed-at-origin"
    order = 5
    template_name = "desk/start_page/changes.html"

    def found(self, user: User) -> QuerySet[Origin]:
        return changes_for(user)


class FeedsInTrouble(_Alarm):
    name = "feeds-in-trouble"
    order = 50
    template_name = "desk/start_page/feeds.html"

    def found(self, user: User) -> QuerySet[Any] | None:
        return in_trouble() if may_set_up_feeds(user) else None
