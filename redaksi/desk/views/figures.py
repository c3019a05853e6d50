"""The desk's figures: how the paper is read, each story, and headlines on trial."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from redaksi.audience import figures, trials
from redaksi.desk import plots
from redaksi.desk.colleague import at_desk
from redaksi.desk.on_trial import told_of
from redaksi.staff.models import User
from redaksi.stories.models import FrontPage, Story
from redaksi.stories.rights import may_edit_section

FROM = {
    "from_direct": gettext_lazy("directly"),
    "from_search": gettext_lazy("search engines"),
    "from_social": gettext_lazy("social media"),
    "from_other": gettext_lazy("other sites"),
}
ON = {
    "on_phone": gettext_lazy("mobile telephone"),
    "on_tablet": gettext_lazy("tablet"),
    "on_computer": gettext_lazy("computer"),
}
AS_FAR_AS = {
    "reached_1": gettext_lazy("a quarter"),
    "reached_2": gettext_lazy("half"),
    "reached_3": gettext_lazy("three quarters"),
    "reached_4": gettext_lazy("to the end"),
}
DROPPED = "dropped_"
BUSIEST = 5


class ReadersPage(WagtailAdminTemplateMixin, TemplateView):
    """A page below *Pembaca*, with the way back."""

    header_icon = "view"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("figures"), "label": _("Readers")},
            {"url": "", "label": self.get_page_subtitle() or self.page_title},
        ]


class Figures(WagtailAdminTemplateMixin, TemplateView):
    """One day: now, by the hour against the usual day, where readers came from, story by story."""

    template_name = "desk/figures/day.html"
    page_title = gettext_lazy("Readers")
    header_icon = "view"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day = asked_day(self.request)
        totals, hours, usual = figures.totals(day), figures.by_hour(day), figures.usual_by_hour(day)
        return super().get_context_data(
            day=day,
            before=day - timedelta(days=1),
            after=day + timedelta(days=1) if day < timezone.localdate() else None,
            now=_now(hours) if day == timezone.localdate() else None,
            totals=totals,
            usual=figures.so_far(day, usual) if usual else None,
            plot=_by_hour(day, figures.whole_hours(day, hours), usual),
            table=[(f"{hour:02}.00", count, round(usual[hour]) if usual else None) for hour, count in enumerate(hours)],
            sources=[(label, totals[name]) for name, label in FROM.items()],
            devices=[(label, totals[name]) for name, label in ON.items()],
            dropped=sum(count for name, count in totals.items() if name.startswith(DROPPED)),
            stories=figures.most_read_of(day),
            sought=figures.sought_in_vain(day),
            trials=[trial for trial in trials.running() if not trial.rival],
            may_place=_may_place(at_desk(self.request)),
            subscribers=figures.subscribers(),
            **kwargs,
        )


class FiguresOfStory(ReadersPage):
    """One story: its days, how far it is read, what its readers read next, its headlines on trial."""

    template_name = "desk/figures/story.html"
    page_title = gettext_lazy("Readers")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.story = get_object_or_404(Story.objects.select_related("section"), pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.story.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        trend, told = figures.trend_of(self.story), figures.of_story(self.story)
        tried, may_try = trials.of_story(self.story.pk), may_edit_section(at_desk(self.request), self.story)
        labels = [f"{day:%d/%m}" for day, _count in trend]
        sums = told.sums
        return super().get_context_data(
            story=self.story,
            figures=told,
            plot=plots.bars(_("Readings by day"), labels, [count for _day, count in trend], _("Readings")),
            trend=trend,
            depths=[(label, told.share_of(name)) for name, label in AS_FAR_AS.items()],
            sources=[(label, sums[name]) for name, label in {**FROM, "from_paper": _("our own pages")}.items()],
            devices=[(label, sums[name]) for name, label in ON.items()],
            read_next=figures.read_next_of(self.story),
            trials=[told_of(trial) for trial in tried],
            may_try=may_try,
            may_begin=may_try and self.story.is_public and all(trial.ended_at for trial in tried),
            **kwargs,
        )


def as_csv(request: HttpRequest) -> HttpResponse:
    day = asked_day(request)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="pembaca-{day}.csv"'
    answer.write("\ufeff")
    writer = csv.writer(answer)
    for row in figures.as_table(figures.most_read_of(day, limit=5_000)):
        writer.writerow([_harmless(cell) for cell in row])
    return answer


@require_POST
def try_headline(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin or end a trial of a story's headline."""
    story = get_object_or_404(Story.objects.published(), pk=pk)
    if not may_edit_section(at_desk(request), story):
        raise PermissionDenied
    if "hentikan" in request.POST:
        for trial in trials.of_story(pk):
            if trial.ended_at is None:
                trials.end(trial)
        return HttpResponseRedirect(reverse("story_figures", args=[pk]))
    headline = " ".join(request.POST.get("judul", "").split())
    if not 10 <= len(headline) <= 200 or headline == story.title:
        messages.error(request, _("Write another headline of 10 to 200 letters."))
    else:
        try:
            trials.begin(story, headline, at_desk(request))
            messages.success(request, _("From now on every second visit sees the other headline on the first page."))
        except trials.AlreadyTried:
            messages.error(request, _("A trial of this story is running."))
    return HttpResponseRedirect(reverse("story_figures", args=[pk]))


def asked_day(request: HttpRequest) -> date:
    """Today where no day is asked for, or one to come."""
    try:
        asked = parse_date(request.GET.get("tanggal", ""))
    except ValueError:
        asked = None
    today = timezone.localdate()
    return min(asked, today) if asked and asked.year > 2000 else today


def _may_place(user: User) -> bool:
    page = FrontPage.objects.order_by("pk").first()
    return page is not None and page.permissions_for_user(user).can_publish()


def _now(hours: list[int]) -> dict[str, Any]:
    """What this hour has brought, and what is read most in it."""
    hour = timezone.localtime().hour
    return {"since": f"{hour:02}.00", "readings": hours[hour], "stories": figures.busy_now(BUSIEST)}


def _by_hour(day: date, hours: list[int | None], usual: list[float]) -> Any:
    labels = [f"{hour:02}" for hour in range(24)]
    rows: dict[str, Any] = {date_format(day, "j F Y"): hours}
    if usual:
        rows[_("The usual day (dashed)")] = [round(count) for count in usual]
    return plots.lines(_("Readings by the hour"), labels, rows)


def _harmless(cell: object) -> object:
    """A headline that begins like a formula stays text in a spreadsheet."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" else cell
