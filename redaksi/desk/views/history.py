from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from redaksi.desk import history
from redaksi.desk.colleague import at_desk
from redaksi.stories.models import Story


class StoryHistory(WagtailAdminTemplateMixin, TemplateView):
    """All that happened to a story, on one page; the older on the next (`?sebelum=`)."""

    template_name = "desk/history/page.html"
    page_title = _("History")
    header_icon = "history"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.story = get_object_or_404(Story.objects.select_related("section"), pk=kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.story.permissions_for_user(at_desk(request)).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.story.draft_title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        own = {"url": reverse("wagtailadmin_pages:edit", args=[self.story.pk]), "label": self.story.draft_title}
        return [*self.breadcrumbs_items, own, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events, older = history.events(self.story, _moment(self.request.GET.get("sebelum", "")))
        return super().get_context_data(story=self.story, events=events, older=older, **kwargs)


def _moment(written: str) -> datetime | None:
    """A time that is none is now."""
    try:
        moment = parse_datetime(written)
    except ValueError:
        return None
    return make_aware(moment) if moment and is_naive(moment) else moment
