"""Two stories tried against each other in one place of the first page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from redaksi.audience import trials
from redaksi.audience.models import Experiment, Verdict
from redaksi.desk.colleague import at_desk
from redaksi.desk.on_trial import told_of
from redaksi.desk.views.figures import ReadersPage
from redaksi.stories.models import FrontPage, FrontPlace, Story

LOOKED_AT = 40


class Places(ReadersPage):
    """What is tried and what was, a form to begin; begins, ends, or puts the better story into its place."""

    template_name = "desk/figures/places.html"
    page_title = gettext_lazy("Places on trial")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        page = FrontPage.objects.order_by("pk").first()
        if page is None or not page.permissions_for_user(at_desk(request)).can_publish():
            raise PermissionDenied
        self.front_page = page
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tried, page = trials.of_places(), self.front_page
        return super().get_context_data(
            tried=[(told_of(trial), name_of(trial.place or 0)) for trial in tried],
            may_begin=all(trial.ended_at for trial in tried),
            places=[(place, name_of(place)) for place in _places(page)],
            stories=_offered(page),
            front_page=page,
            **kwargs,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        if "hentikan" in request.POST:
            _end()
        elif "pasang" in request.POST:
            _put_in_place(request, self.front_page)
        else:
            _begin(request, self.front_page)
        return HttpResponseRedirect(reverse("try_places"))


def name_of(place: int) -> str:
    return _("place %(number)d beside the lead") % {"number": place} if place else _("the lead")


def _places(page: FrontPage) -> range:
    """Those after which there is one more: there the second story stands meanwhile."""
    return range(max(page.seconds_count, 1))


def _offered(page: FrontPage) -> list[Story]:
    placed = [place.story for place in page.places.select_related("story") if place.story.is_public]
    newest = Story.objects.published().newest_first()[:LOOKED_AT]
    return list({story.pk: story for story in [*placed, *newest]}.values())


def _begin(request: HttpRequest, page: FrontPage) -> None:
    found = {str(story.pk): story for story in Story.objects.published().filter(pk__in=_asked(request, "pertama", "kedua"))}
    first, second = (found.get(request.POST.get(name, "")) for name in ("pertama", "kedua"))
    place = next((each for each in _places(page) if str(each) == request.POST.get("tempat")), None)
    if first is None or second is None or first == second or place is None:
        messages.error(request, _("Choose a place and two different published stories."))
        return
    try:
        trials.begin_in_place(place, first, second, at_desk(request))
        messages.success(request, _("From now on every second visit sees the second story in this place."))
    except trials.AlreadyTried:
        messages.error(request, _("A trial of a place is running."))


def _end() -> None:
    for trial in trials.running():
        if trial.rival:
            trials.end(trial)


def _put_in_place(request: HttpRequest, page: FrontPage) -> None:
    """The better one, among those that editors placed; a place beyond them belongs to what is newest."""
    (number,) = _asked(request, "pasang") or [0]
    trial = get_object_or_404(Experiment, pk=number, rival__isnull=False, verdict__in=[Verdict.FIRST, Verdict.SECOND])
    better = trial.rival if trial.verdict == Verdict.SECOND else trial.story
    order = [place.story for place in page.places.select_related("story") if place.story != better]
    if page.has_unpublished_changes or better is None or not better.is_public or len(order) < (trial.place or 0):
        messages.warning(request, _("Please put it there yourself: edit the first page."))
        return
    order.insert(trial.place or 0, better)
    page.places = [FrontPlace(story=story, sort_order=number) for number, story in enumerate(order)]
    page.save_revision(user=at_desk(request)).publish(user=at_desk(request))
    messages.success(request, _("“%(headline)s” stands there now.") % {"headline": better.title})


def _asked(request: HttpRequest, *names: str) -> list[int]:
    told = (request.POST.get(name, "") for name in names)
    return [int(each) for each in told if each.isascii() and each.isdecimal() and len(each) < 18]
