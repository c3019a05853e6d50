from datetime import date, datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from redaksi.front.pages import leaf_of
from redaksi.lib.indonesian.clock import start_of
from redaksi.press import keys
from redaksi.press.shown import note
from redaksi.stories.models import Story

A_PAGE = 50


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """The day that was asked for in the form, or the last one on which the paper printed something."""
    asked = _asked_day(request.GET.get("tanggal", ""))
    newest = Story.objects.published().newest_first().values_list("published_at", flat=True).first()
    return HttpResponseRedirect(address_of(asked or _day_of(newest) or timezone.localdate()))


@require_safe
def of_day(request: HttpRequest, year: str, month: str, day: str) -> HttpResponse:
    try:
        shown = date(int(year), int(month), int(day))
        start, end = _midnight(shown), _midnight(shown + timedelta(days=1))
    except (ValueError, OverflowError):
        raise Http404 from None
    stories = Story.objects.published().filter(published_at__gte=start, published_at__lt=end).newest_first()
    around = {"before": _last_day_before(start), "after": _first_day_after(end)}
    leaf = leaf_of(stories, request, A_PAGE)
    note(keys.list_of_day(start), *(() if around["after"] else (keys.NEWEST,)))  # the newest day awaits the next
    return render(request, "front/day.html", {"day": shown, "leaf": leaf, **around}, status=200 if leaf.items else 404)


def address_of(day: date) -> str:
    return reverse("day", args=[f"{day:%Y}", f"{day:%m}", f"{day:%d}"])


def _asked_day(written: str) -> date | None:
    try:
        return parse_date(written)
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return start_of(day, timezone.get_default_timezone())


def _last_day_before(start: datetime) -> date | None:
    before = Story.objects.published().filter(published_at__lt=start).newest_first()
    return _day_of(before.values_list("published_at", flat=True).first())


def _first_day_after(end: datetime) -> date | None:
    after = Story.objects.published().filter(published_at__gte=end).order_by("published_at")
    return _day_of(after.values_list("published_at", flat=True).first())


def _day_of(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
