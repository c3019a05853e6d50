from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from redaksi.desk.colleague import at_desk
from redaksi.wire import partners
from redaksi.wire.models import Partner


class NewToken(WagtailAdminTemplateMixin, TemplateView):
    """Asks first: a new token closes the one that the partner uses now. It is shown once, in the answer."""

    template_name = "desk/partners/token.html"
    page_title = gettext_lazy("Token")
    header_icon = "key"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.partner = get_object_or_404(Partner, pk=kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not at_desk(request).has_perm("wire.change_partner"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(token=partners.open_for(self.partner)))

    def get_page_subtitle(self) -> str:
        return self.partner.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        whole = {"url": reverse("wagtailsnippets_wire_partner:list"), "label": Partner._meta.verbose_name_plural}
        own = {"url": self._edit_url, "label": self.partner.name}
        return [*self.breadcrumbs_items, whole, own, {"url": "", "label": self.page_title}]

    def get_context_data(self, token: str = "", **kwargs: Any) -> dict[str, Any]:
        own = {"partner": self.partner, "token": token, "edit_url": self._edit_url, **self._addresses(token)}
        return super().get_context_data(**own, **kwargs)

    def _addresses(self, token: str) -> dict[str, str]:
        """With the token in it, for feed readers; without it, for those that can send a header."""
        named = reverse("partner_news_by_address", args=[token, partners.ending_for(self.partner)]) if token else ""
        return {
            "address": f"{settings.SITE_URL}{named}",
            "header_address": settings.SITE_URL + reverse("partner_news"),
            "form_action": reverse("new_partner_token", args=[self.partner.pk]),
        }

    @property
    def _edit_url(self) -> str:
        return reverse("wagtailsnippets_wire_partner:edit", args=[self.partner.pk])
