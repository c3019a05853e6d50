from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from redaksi.desk.colleague import at_desk
from redaksi.desk.feeds import may_set_up_feeds
from redaksi.wire import feeds
from redaksi.wire.models import Feed


class TryFeed(WagtailAdminTemplateMixin, TemplateView):
    """Look at a source once, and say what was recognized, before it is switched on."""

    template_name = "desk/feeds/try.html"
    page_title = gettext_lazy("Try the source")
    header_icon = "download"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.feed = get_object_or_404(Feed, pk=kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_set_up_feeds(at_desk(request)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "switch-on" in request.POST:
            return self._switch_on()
        if "use" in request.POST:
            self._move_to(request.POST["use"])
        return self.render_to_response(self.get_context_data(trial=feeds.look_at(self.feed)))

    def _switch_on(self) -> HttpResponse:
        self.feed.is_on = True
        self.feed.save()
        messages.success(self.request, _("“%(name)s” is switched on.") % {"name": self.feed.name})
        return redirect("wagtailsnippets_wire_feed:list")

    def _move_to(self, url: str) -> None:
        """To the feed that a page named, which was given first."""
        before, self.feed.url = self.feed.url, url
        try:
            self.feed.full_clean()
        except ValidationError as error:
            self.feed.url = before
            messages.error(self.request, " ".join(error.messages))
        else:
            self.feed.save()

    def get_page_subtitle(self) -> str:
        return self.feed.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        whole = {"url": reverse("wagtailsnippets_wire_feed:list"), "label": Feed._meta.verbose_name_plural}
        own = {"url": self._edit_url, "label": self.feed.name}
        return [*self.breadcrumbs_items, whole, own, {"url": "", "label": self.page_title}]

    def get_context_data(self, trial: Any = None, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(feed=self.feed, trial=trial, edit_url=self._edit_url, **kwargs)

    @property
    def _edit_url(self) -> str:
        return reverse("wagtailsnippets_wire_feed:edit", args=[self.feed.pk])
