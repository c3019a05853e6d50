"""Corrections that wait for a reader, and stories that wait to be verified."""

from django.db.models import Q, QuerySet

from redaksi.desk.alarms import Alarm
from redaksi.staff.models import User
from redaksi.stories.models import Correction, Unverified
from redaksi.stories.rights import in_sections_edited_by


class WaitingCorrections(Alarm):
    name = "waiting-corrections"
    order = 4
    template_name = "desk/start_page/corrections.html"

    def found(self, user: User) -> QuerySet[Correction]:
        mine = in_sections_edited_by(user, "story__") | Q(written_by=user)
        waiting = Correction.objects.filter(mine).exclude(
            story__is_public=False
        )  # else a database begins with all that is public
        return waiting.select_related("story__section", "written_by").defer("story__body").order_by("written_at")


class ToVerify(Alarm):
    """Whoever it is handed to, and the section's editors; the oldest first."""

    name = "to-verify"
    order = 4
    template_name = "desk/start_page/unverified.html"

    def found(self, user: User) -> QuerySet[Unverified]:
        mine = in_sections_edited_by(user, "story__") | Q(owner=user)
        opened = Unverified.objects.filter(mine, closed_at=None, story__withdrawal=None)
        return opened.select_related("story__section", "owner").defer("story__body").order_by("opened_at")


PANELS = [WaitingCorrections, ToVerify]
