from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from redaksi.press import keys, shown
from redaksi.press.sitemaps import files, months, xml
from redaksi.stories.models import Paper

XML = "application/xml; charset=utf-8"
MOST_PARTS = 100


@require_safe
@conditional_page
def index(request: HttpRequest) -> HttpResponse:
    shown.note(keys.NEWEST, keys.NEWS, keys.MENUS, keys.SETTINGS)
    with shown.aside():
        return HttpResponse(xml.of_index(files.index()), content_type=XML)


@require_safe
@conditional_page
def month(request: HttpRequest, month: str) -> HttpResponse:
    """`2026-11`, and `2026-11-2` for the second file of that month. 404 where readers have no story of it."""
    year, number, *part = map(int, month.split("-"))
    try:
        first_day = date(year, number, 1)
        entries = files.month(first_day, _part(part[0] if part else 1))
        shown.note(keys.list_of_month(months.start(first_day)))
    except (ValueError, OverflowError):
        raise Http404 from None
    if not entries:
        raise Http404
    return HttpResponse(xml.of_entries(entries), content_type=XML)


@require_safe
@conditional_page
def news(request: HttpRequest, part: int | str = 1) -> HttpResponse:
    shown.note(keys.NEWS, keys.SETTINGS)
    entries = files.news(Paper.load(request), _part(int(part)))
    if not entries and part != 1:
        raise Http404
    return HttpResponse(xml.of_entries(entries), content_type=XML)


@require_safe
@conditional_page
def pages(request: HttpRequest) -> HttpResponse:
    shown.note(keys.FRONT, keys.MENUS)
    with shown.aside():
        return HttpResponse(xml.of_entries(files.pages()), content_type=XML)


def _part(number: int) -> int:
    if not 1 <= number <= MOST_PARTS:
        raise Http404
    return number
