"""What this paper got wrong, and what it did about it: every entry, month by month, with the head of the chain."""

from datetime import date, datetime

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from redaksi.front.pages import Leaf, number_of
from redaksi.lib.indonesian.clock import start_of
from redaksi.press import keys, shown
from redaksi.stories import ledger
from redaksi.stories.models import LedgerEntry, Policy, PolicySubject

A_PAGE = 30


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The last month in which there was something to tell, below what the paper promises."""
    months = ledger.months()
    policy = Policy.objects.filter(live=True).filter(Q(subject=PolicySubject.CORRECTIONS) | Q(slug="koreksi")).first()
    return _shown(request, months, months[0] if months else None, {"policy": policy})


@require_safe
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    months = ledger.months()
    wanted = next((each for each in months if (each.year, each.month) == (int(year), int(month))), None)
    if wanted is None:
        raise Http404
    return _shown(request, months, wanted, {})


@require_safe
def entry(request: HttpRequest, number: str) -> HttpResponse:
    """One entry with its whole change and its proof."""
    found = ledger.for_readers().filter(number=int(number)).first()
    if found is None:
        raise Http404
    shown.note(keys.LEDGER)
    return render(request, "front/ledger/entry.html", {"entry": found})


def _shown(request: HttpRequest, months: list[datetime], wanted: datetime | None, more: dict[str, object]) -> HttpResponse:
    shown.note(keys.LEDGER)
    leaf = _leaf(request, wanted)
    told = {"leaf": leaf, "month": wanted, "months": months, "head": ledger.head(), **more}
    return render(request, "front/ledger/page.html", told)


def _leaf(request: HttpRequest, wanted: datetime | None) -> Leaf:
    number = number_of(request)
    start = (number - 1) * A_PAGE
    rows: list[LedgerEntry] = []
    if wanted is not None:
        rows = list(ledger.for_readers(*_bounds(wanted))[start : start + A_PAGE + 1])
    if not rows and number > 1:
        raise Http404
    return Leaf(rows[:A_PAGE], number, len(rows) > A_PAGE)


def _bounds(wanted: datetime) -> tuple[datetime, datetime]:
    """By the paper's clock."""
    zone = timezone.get_default_timezone()
    following = date(wanted.year + wanted.month // 12, wanted.month % 12 + 1, 1)
    return start_of(date(wanted.year, wanted.month, 1), zone), start_of(following, zone)
