"""Who waits for an answer, and how long still; personal data that got out and nobody was told of yet."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from wagtail.admin.ui.components import Component

from redaksi.stories import rights
from redaksi.stories.models import Breach, CaseState

LONGEST_LIST = 10
LONGEST_COUNT = 100


class WaitingCases(Component):
    """The one whose time runs out first stands first; an alarm as soon as it is less than twelve hours."""

    name = "waiting-cases"
    order = 4
    template_name = "desk/start_page/cases.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        if not rights.may_serve_cases(user):
            return {"cases": [], "queued": 0}
        mine = rights.cases_served_by(user)
        waiting = list(
            mine.waiting().select_related("story").defer("story__body", "text").order_by("due_at")[: LONGEST_LIST + 1]
        )
        return {
            "cases": waiting[:LONGEST_LIST],
            "has_more": len(waiting) > LONGEST_LIST,
            "is_pressing": any(case.is_pressing for case in waiting),
            "queued": mine.filter(state=CaseState.QUEUED)[:LONGEST_COUNT].count(),
        }


class UntoldBreaches(Component):
    name = "untold-breaches"
    order = 1.5
    template_name = "desk/start_page/breaches.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        if not rights.may_protect_data(parent_context["request"].user):
            return {"breaches": []}
        untold = Breach.objects.filter(Q(people_told_at=None) | Q(authority_told_at=None)).order_by("found_at")
        return {"breaches": list(untold[:LONGEST_LIST])}


PANELS = [UntoldBreaches, WaitingCases]
