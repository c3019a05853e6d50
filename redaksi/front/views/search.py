from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from redaksi.archive import search
from redaksi.audience.taking import sought
from redaksi.front.asked import Asked
from redaksi.front.callers import has_to_wait
from redaksi.front.pages import number_of
from redaksi.front.search_data import data_of
from redaksi.front.search_page import searched
from redaksi.stories.models import Paper

REPAIR_SECONDS = 30


@require_safe
@cache_control(private=True, max_age=0)
def results(request: HttpRequest) -> HttpResponse:
    asked = Asked.of(request.GET)
    page = searched(asked, number_of(request, search.LAST_PAGE))
    if page.found.is_answered and not page.found.total:
        sought.note(Path(settings.READINGS_FOLDER), asked.question)
    return render(request, "front/search.html", {"search": page, "data_address": asked.address("search_data")})


@require_safe
@cache_control(private=True, max_age=0)
def data(request: HttpRequest) -> JsonResponse:
    """The same, for programs: one address may ask so often a minute."""
    if seconds := has_to_wait(request):
        return _refused(429, _("Too many questions; ask again in a while."), seconds)
    try:
        page = searched(Asked.of(request.GET), number_of(request, search.LAST_PAGE))
    except Http404:
        return _refused(404, _("There is no such page."))
    if not page.found.is_answered:
        return _refused(503, _("The search is being repaired."), REPAIR_SECONDS)
    return _json(data_of(page))


def _refused(status: int, error: str, seconds: int = 0) -> JsonResponse:
    answer = _json({"error": error}, status=status)
    if seconds:
        answer["Retry-After"] = str(seconds)
    return answer


def _json(content: dict[str, Any], **how: Any) -> JsonResponse:
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False}, headers={"X-Robots-Tag": "noindex"}, **how)


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """What browsers read to offer the paper's search in theirs: https://github.com/dewitt/opensearch"""
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "front/opensearch.xml", {"paper": Paper.load(request)}, content_type=kind)
