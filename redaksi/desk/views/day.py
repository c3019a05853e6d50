from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from redaksi.desk import day
from redaksi.desk.colleague import at_desk
from redaksi.stories.models import Clock, Section
from redaksi.stories.rights import sections_edited_by


class DeskDay(WagtailAdminTemplateMixin, TemplateView):
    """The day at the desk, of all sections or of one (`?rubrik=`)."""

    template_name = "desk/day/page.html"
    page_title = _("The day")
    header_icon = "calendar-alt"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = at_desk(self.request)
        sections = list(sections_edited_by(user).order_by("path"))
        asked = self.request.GET.get("rubrik", "")
        section: Section | None = next((each for each in sections if each.slug == asked), None)
        lists = day.lists(day.Reach(user, section))
        empty = [each.heading for each in lists if not each.lines]
        told = {"lists": lists, "empty": empty, "sections": sections, "section": section}
        return super().get_context_data(clock_stopped_since=Clock.stopped_since(), **told, **kwargs)
