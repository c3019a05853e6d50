"""Who said what, and who leans on which source: looked up at the desk."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from redaksi.archive import quotes
from redaksi.archive.search import tidy
from redaksi.desk.colleague import at_desk
from redaksi.staff.models import User
from redaksi.stories.models import Source, StorySource
from redaksi.stories.rights import may_write, sections_edited_by

LAST_PAGE = 50
A_PAGE = 20


class _Listing(WagtailAdminTemplateMixin, TemplateView):
    """For whoever writes; pages that know what lies before and after them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_write(at_desk(request)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def number(self) -> int:
        """A page that is none is the first."""
        written = self.request.GET.get("hal", "")
        return min(max(int(written), 1), LAST_PAGE) if written.isascii() and written.isdigit() and len(written) < 6 else 1

    def turning(self, has_more: bool) -> dict[str, int]:
        return {"before": self.number - 1, "after": self.number + 1 if has_more and self.number < LAST_PAGE else 0}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_subtitle() or self.page_title}]


class Quotes(_Listing):
    """What was said in the paper, by name and by words."""

    template_name = "desk/quotes/page.html"
    page_title = _("Quotes")
    header_icon = "openquote"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        speaker, words = (tidy(self.request.GET.get(name, "")) for name in ("siapa", "kata"))
        page = quotes.find(speaker, words, start=(self.number - 1) * quotes.A_PAGE)
        told = {"speaker": speaker, "words": words, "quotes": page.quotes, "number": self.number}
        return super().get_context_data(**told, **self.turning(page.has_more), **kwargs)


def leaning_on(source: Source, user: User) -> QuerySet[StorySource]:
    """What readers have seen of it; of drafts the user's own, and those of sections that the user edits."""
    seen = Q(story__published_at__isnull=False)
    own = Q(story__owner=user) | Q(story__section__in=sections_edited_by(user))
    lines = StorySource.objects.filter(seen | own, source=source).select_related("story__section")
    return lines.defer("story__body").order_by("-story__published_at", "-story_id")


class SourcePage(_Listing):
    """Every story that leans on one source, with what it gave; what was quoted from it."""

    template_name = "desk/quotes/source.html"
    page_title = _("Source")
    header_icon = "comment"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.source = get_object_or_404(Source, pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.source.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        start = (self.number - 1) * A_PAGE
        lines = list(leaning_on(self.source, at_desk(self.request))[start : start + A_PAGE + 1])
        quoted = quotes.of_source(self.source.pk) if self.number == 1 else None
        told = {"source": self.source, "lines": lines[:A_PAGE], "quoted": quoted, "number": self.number}
        return super().get_context_data(**told, **self.turning(len(lines) > A_PAGE), **kwargs)
