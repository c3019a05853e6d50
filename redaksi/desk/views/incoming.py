"""Berita masuk: what feeds brought, looked through, taken or put aside."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import date
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import ListView, TemplateView
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from redaksi.desk.colleague import at_desk
from redaksi.desk.incoming import Choice, photos_of, shown_blocks
from redaksi.desk.views.write import sections_written_for
from redaksi.stories.actions import Refused
from redaksi.stories.copy import StoryCopy
from redaksi.stories.models import Section, Story
from redaksi.stories.rights import may_write
from redaksi.wire import incoming
from redaksi.wire.item import Unreadable
from redaksi.wire.models import Incoming, IncomingState

EMPTY = {
    IncomingState.WAITING: gettext_lazy("Nothing waits here."),
    IncomingState.TAKEN: gettext_lazy("Nothing has been taken."),
    IncomingState.DISMISSED: gettext_lazy("Nothing has been put aside."),
    IncomingState.WITHDRAWN: gettext_lazy("No source has withdrawn anything."),
}
View = Callable[..., HttpResponseBase]


def for_writers(view: View) -> View:
    """Only for those who may write in some section."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_write(at_desk(request)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


@method_decorator(for_writers, name="dispatch")
class IncomingList(WagtailAdminTemplateMixin, ListView):
    template_name = "desk/incoming/list.html"
    page_title = gettext_lazy("Incoming news")
    header_icon = "download"
    context_object_name = "items"
    paginator_class = WagtailPaginator
    paginate_by = 25
    page_kwarg = "p"

    def get_queryset(self) -> QuerySet[Incoming]:
        self.choice = Choice(self.request.GET)
        return self.choice.items()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        state = self.choice.wanted_state
        return super().get_context_data(
            choice=self.choice,
            states=self._states(),
            state=state,
            empty=EMPTY[state],
            is_tickable=state in (IncomingState.WAITING, IncomingState.WITHDRAWN),
            next=self.request.get_full_path(),
            **kwargs,
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def _states(self) -> list[dict[str, Any]]:
        counts = self.choice.count_by_state()
        given = {name: value for name, value in self.request.GET.items() if name in ("words", "feed") and value}
        return [
            {
                "label": state.label,
                "count": counts.get(state.value, 0),
                "address": f"{reverse('incoming')}?{urlencode(given | {'state': state.value})}",
                "is_current": state == self.choice.wanted_state,
            }
            for state in IncomingState
        ]


@method_decorator(for_writers, name="dispatch")
class ShowIncoming(WagtailAdminTemplateMixin, TemplateView):
    """The whole item, as it would come in."""

    template_name = "desk/incoming/item.html"
    page_title = gettext_lazy("Incoming news")
    header_icon = "download"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        known = Incoming.objects.select_related("feed__section", "handled_by", "story", "told_first__story")
        self.item = get_object_or_404(known, pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.item.headline

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        whole = {"url": reverse("incoming"), "label": self.page_title}
        return [*self.breadcrumbs_items, whole, {"url": "", "label": self.item.feed.name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        copy = self._copy()
        sections = list(sections_written_for(at_desk(self.request)))
        return super().get_context_data(
            item=self.item,
            copy=copy,
            blocks=list(shown_blocks(copy.body)) if copy else [],
            photos=photos_of(copy) if copy else [],
            others=self.item.told_again.select_related("feed", "handled_by", "story").defer("copy", "story__body")[:25],
            sections=sections,
            own_section=_own_section(self.item, copy, sections),
            **kwargs,
        )

    def _copy(self) -> StoryCopy | None:
        try:
            return incoming.copy_of(self.item)
        except Unreadable:
            return None


def _own_section(item: Incoming, copy: StoryCopy | None, sections: list[Section]) -> Section | None:
    """Where it goes unless somebody chooses: as the feed says, else as the item says, else the only one there is."""
    named = copy.section.casefold() if copy else ""
    fitting = [each for each in sections if each == item.feed.section] or [
        each for each in sections if each.title.casefold() == named
    ]
    return fitting[0] if fitting else sections[0] if len(sections) == 1 else None


@require_POST
@for_writers
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """The item becomes a draft, opened at once; where somebody was faster, that is said, and theirs is shown."""
    item, user = get_object_or_404(Incoming, pk=pk), at_desk(request)
    if item.state == IncomingState.WITHDRAWN:
        messages.error(request, _("Its source has withdrawn this; it is not taken any more."))
        return redirect("show_incoming", pk)
    chosen = request.POST.get("section", "")
    section = get_object_or_404(sections_written_for(user), pk=chosen) if chosen.isdecimal() else None
    try:
        story = incoming.take(item, by=user, section=section)
    except (Refused, PermissionDenied, Unreadable) as refusal:
        messages.error(request, str(refusal))
        return redirect("show_incoming", pk)
    held = Incoming.objects.select_related("handled_by").defer("copy").get(pk=pk)
    if held.handled_by not in (None, user):
        return _lead_to_theirs(request, held, story)
    messages.success(request, _("“%(headline)s” is your draft now.") % {"headline": story.title})
    return redirect("wagtailadmin_pages:edit", story.pk)


def _lead_to_theirs(request: HttpRequest, item: Incoming, story: Story) -> HttpResponse:
    """To the story; to the item where only its writer may open it."""
    told = {"name": user_display_name(item.handled_by), "at": date(localtime(item.handled_at), "H.i"), "headline": story.title}
    messages.warning(request, _("%(name)s took this at %(at)s; it is “%(headline)s” now.") % told)
    if story.permissions_for_user(at_desk(request)).can_edit():
        return redirect("wagtailadmin_pages:edit", story.pk)
    return redirect("show_incoming", item.pk)


@require_POST
@for_writers
def put_aside(request: HttpRequest) -> HttpResponse:
    """One item (`only`), or all that are ticked (`item`)."""
    given = [request.POST["only"]] if "only" in request.POST else request.POST.getlist("item")
    keys = [int(key) for key in given if re.fullmatch(r"[0-9]{1,18}", key)]
    items = Incoming.objects.filter(pk__in=keys).defer("copy")
    count = incoming.dismiss(items, by=at_desk(request))
    if count:
        told = ngettext("%(count)s item is put aside.", "%(count)s items are put aside.", count) % {"count": count}
        aside = f"{reverse('incoming')}?{urlencode({'state': IncomingState.DISMISSED.value})}"
        messages.success(request, told, buttons=[messages.button(aside, _("See what was put aside"))])
    else:
        messages.warning(request, _("Nothing was put aside: nothing was ticked, or somebody was faster."))
    return redirect(_back(request))


@require_POST
@for_writers
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(Incoming, pk=pk)
    incoming.put_back(item, by=at_desk(request))
    messages.success(request, _("“%(headline)s” waits again.") % {"headline": item.headline})
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    return get_valid_next_url_from_request(request) or reverse("incoming")
