"""Cari: every story that somebody at the desk may see, drafts and withdrawn ones too."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.search import SearchArea
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from redaksi.archive import search
from redaksi.archive.narrowing import PARAMETERS
from redaksi.archive.search import Found, Narrowing
from redaksi.desk.colleague import at_desk
from redaksi.desk.found import lines_of

NEWEST = "terbaru"


class Search(WagtailAdminTemplateMixin, TemplateView):
    template_name = "desk/search/page.html"
    page_title = _("Search")
    header_icon = "search"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = {name: search.tidy(self.request.GET.get(name, "")) for name in ("q", "urut", "hal", *PARAMETERS)}
        narrowing, number = Narrowing.of(asked), _number(asked["hal"])
        found = self._found(asked["q"], number, asked["urut"] == NEWEST, narrowing)
        return super().get_context_data(
            found=found,
            lines=list(lines_of(found.findings, at_desk(self.request))),
            asks=found.understood.asks or narrowing.narrows,
            narrowing=narrowing,
            is_newest_first=asked["urut"] == NEWEST,
            number=number,
            before=number - 1,
            after=number + 1 if found.has_more else 0,
            **kwargs,
        )

    def _found(self, question: str, number: int, is_newest_first: bool, narrowing: Narrowing) -> Found:
        user = at_desk(self.request)
        return search.for_desk(user, question, number, newest_first=is_newest_first, narrowing=narrowing)


def _number(written: str) -> int:
    """A page that is none is the first."""
    number = int(written) if written.isascii() and written.isdigit() and len(written) <= 6 else 1
    return number if 1 <= number <= search.LAST_PAGE else 1


def search_area() -> SearchArea:
    """The first of Wagtail's searches is the one behind the field of its menu."""
    return SearchArea(_("Stories"), reverse("search_stories"), name="stories", icon_name="doc-full", order=10)
