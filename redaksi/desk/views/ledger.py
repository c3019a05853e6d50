"""The whole chain, for the desk: every act, the newest first, with its digest; whether it holds."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy
from django.views.generic import ListView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from redaksi.desk.colleague import at_desk
from redaksi.stories import ledger
from redaksi.stories.ledger.reading import told
from redaksi.stories.models import LedgerEntry, ProtectionGround, SectionRole
from redaksi.stories.rights import may_write, rights_of


class LedgerAtDesk(WagtailAdminTemplateMixin, ListView):
    """It proves itself where somebody asks it to (`?periksa`): that reads every entry."""

    template_name = "desk/ledger/list.html"
    page_title = gettext_lazy("Ledger")
    header_icon = "list-ul"
    paginate_by = 50
    model = LedgerEntry

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_write(at_desk(request)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[LedgerEntry]:
        return told().order_by("-number")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = at_desk(self.request)
        leads = rights_of(user).filter(role__in=[SectionRole.CHIEF, SectionRole.DELEGATE])
        findings = ledger.verify() if "periksa" in self.request.GET else None
        return super().get_context_data(
            head=ledger.head(),
            findings=findings,
            may_protect=user.is_superuser or leads.exists(),
            grounds=ProtectionGround.choices,
            **kwargs,
        )
