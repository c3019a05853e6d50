"""What went out to partners: of one story, and all of it."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, DateColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from redaksi.desk.colleague import at_desk
from redaksi.staff.models import User
from redaksi.stories.models import Story
from redaksi.wire import deliveries
from redaksi.wire.models import Delivery, Partner


def may_see_deliveries(user: User, story: Story) -> bool:
    return user.has_perm("wire.view_delivery") or story.permissions_for_user(user).can_edit()


class SentTo(WagtailAdminTemplateMixin, TemplateView):
    """Which partners hold a copy of a story, of which version, and whom the latest has not reached."""

    template_name = "desk/deliveries/of_story.html"
    page_title = _("Sent to")
    header_icon = "globe"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.story = get_object_or_404(Story.objects.select_related("withdrawal"), pk=kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_see_deliveries(at_desk(request), self.story):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.story.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        own = {"url": self._edit_url, "label": self.story.title}
        return [*self.breadcrumbs_items, own, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        holders = deliveries.holders_of(self.story)
        return super().get_context_data(story=self.story, holders=holders, edit_url=self._edit_url, **kwargs)

    @property
    def _edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.story.pk])


class DeliveryFilters(WagtailFilterSet):
    partner = django_filters.ModelChoiceFilter(label=_("Partner"), queryset=Partner.objects.order_by("name"))
    is_behind = django_filters.ChoiceFilter(
        label=_("Arrived"), choices=[("yes", _("An older version, changed in the last 30 days"))], method="only_behind"
    )

    class Meta:
        model = Delivery
        fields = ["partner", "is_behind"]

    def only_behind(self, lines: QuerySet[Delivery], name: str, value: str) -> QuerySet[Delivery]:
        return lines.filter(pk__in=deliveries.behind().order_by().values("pk"))


class LineColumn(BaseColumn):
    """The story, and below it to whom it went and as what."""

    cell_template_name = "desk/deliveries/line.html"

    def get_cell_context_data(self, instance: Delivery, parent_context: Any) -> dict[str, Any]:
        return {**super().get_cell_context_data(instance, parent_context), "line": instance}


class Deliveries(ReportView):
    """The delivery log, newest first. Lines are added by deliveries alone."""

    model = Delivery
    permission_policy = ModelPermissionPolicy(Delivery)
    any_permission_required = ["view"]
    page_title = _("Sent to partners")
    header_icon = "globe"
    index_url_name = "deliveries"
    index_results_url_name = "deliveries_results"
    filterset_class = DeliveryFilters
    is_searchable = False
    default_ordering = "-delivered_at"
    columns = [
        LineColumn("story", label=_("Story")),
        DateColumn("delivered_at", label=_("Sent"), width="30%"),
    ]
    list_export = ["partner", "story", "status", "version_at", "delivered_at"]

    def get_queryset(self) -> QuerySet[Delivery]:
        return Delivery.objects.select_related("partner", "story").defer("story__body").order_by("-delivered_at", "-pk")
