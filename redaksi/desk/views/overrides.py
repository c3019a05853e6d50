from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, DateColumn
from wagtail.admin.views.reports import ReportView

from redaksi.desk.checking import checks
from redaksi.desk.colleague import at_desk
from redaksi.stories.models import Override, Section
from redaksi.stories.rights import in_sections_edited_by, sections_edited_by


def _names_of_checks() -> list[tuple[str, str]]:
    return [(name, name) for name in sorted(checks.by_name())]


class OverrideFilters(WagtailFilterSet):
    check_name = django_filters.ChoiceFilter(label=_("Check"), choices=_names_of_checks)
    section = django_filters.ModelChoiceFilter(
        label=_("Section"), field_name="story__section", queryset=Section.objects.order_by("path")
    )

    class Meta:
        model = Override
        fields = ["check_name", "section"]


class LineColumn(BaseColumn):
    """The story, and below it what was gone past and why."""

    cell_template_name = "desk/overrides/line.html"

    def get_cell_context_data(self, instance: Override, parent_context: Any) -> dict[str, Any]:
        return {**super().get_cell_context_data(instance, parent_context), "line": instance}


class Overrides(ReportView):
    """Every warning that somebody went past, the newest first, of the sections that this user edits."""

    model = Override
    page_title = _("Warnings gone past")
    header_icon = "warning"
    index_url_name = "overrides"
    index_results_url_name = "overrides_results"
    filterset_class = OverrideFilters
    is_searchable = False
    default_ordering = "-at"
    columns = [LineColumn("story", label=_("Story")), DateColumn("at", label=_("When"), width="30%")]
    list_export = ["story", "check_name", "text", "message", "reason", "by", "at"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not sections_edited_by(at_desk(request)).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Override]:
        mine = Override.objects.filter(in_sections_edited_by(at_desk(self.request), "story__"))
        return mine.select_related("story__section", "by").defer("story__body").order_by("-at", "-pk")
