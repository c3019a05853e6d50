"""Addresses of the site that was here before, where Wagtail's redirects do not find them.

Those that say all in their query (`/?p=17`, `/?cat=3`, `/?s=banjir`): the front page is found whatever stands behind its
question mark. And where nothing was found: lists, days, pictures, feeds, and what stood below a story (`…/amp/`).
"""

import re
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.models import Redirect

from redaksi.front.old_places import Lead, address_of_list, address_of_time, feed_below, lead_from

View = Callable[[HttpRequest], HttpResponse]
MOST_PARTS = 12
LISTS = {"cat": "/?cat={}", "category_name": "/category/{}", "tag": "/tag/{}", "author_name": "/author/{}"}
"""What WordPress asks for where its addresses are plain, and where that list stands among the old ones."""
LONGEST_NAME = 200
SOON_SECONDS = 60
_MONTH = re.compile(r"(\d{4})(\d{2})?(\d{2})?")  # ?m=2019, ?m=201901, ?m=20190105


def old_addresses(get_response: View) -> View:
    """One query for the front page with a query string; for other pages that are found, none."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return get_response(request)
        if lead := _lead_by_question(request):
            return _to(lead)
        response = get_response(request)
        if response.status_code == 404 and (lead := lead_from(request.path)):
            return _to(lead)
        return response

    return middleware


def _to(lead: Lead) -> HttpResponse:
    if not lead.address:
        headers = {"Retry-After": str(SOON_SECONDS), "Cache-Control": "no-store"}
        return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers)
    return (HttpResponsePermanentRedirect if lead.is_permanent else HttpResponseRedirect)(lead.address)


def _lead_by_question(request: HttpRequest) -> Lead | None:
    question = request.META.get("QUERY_STRING", "")
    if request.path != "/" or not question:
        return None
    if "feed" in request.GET:
        return Lead(f"/{feed_below(request.GET['feed'])}")
    if "s" in request.GET:
        return Lead(f"{reverse('search')}?{urlencode({'q': request.GET['s']})}")
    wanted = _addresses(question)
    found = {each.old_path: each for each in Redirect.objects.select_related("redirect_page").filter(old_path__in=wanted)}
    redirect = next((found[address] for address in wanted if address in found), None)
    if redirect and redirect.link:
        return Lead(redirect.link, redirect.is_permanent)
    address = _list_asked_for(request.GET) or _time_asked_for(request.GET)
    return Lead(address) if address else None


def _list_asked_for(question: QueryDict) -> str:
    for name, place in LISTS.items():
        wanted = question.get(name, "").strip("/")
        if wanted and "\0" not in wanted and len(wanted) <= LONGEST_NAME:
            return address_of_list(place.format(wanted))
    return ""


def _time_asked_for(question: QueryDict) -> str:
    month = _MONTH.fullmatch(question.get("m", ""))
    asked = month.groups() if month else [question.get(name) for name in ("year", "monthnum", "day")]
    return address_of_time(*asked) if asked[0] else ""


def _addresses(question: str) -> list[str]:
    """As redirects keep them: all that is asked, then each part for itself, for links are shared with a tail."""
    parts = [part for part in question.split("&")[:MOST_PARTS] if "=" in part]
    whole = [Redirect.normalise_path(f"/?{question}"), *(f"/?{uri_to_iri(part)}" for part in parts)]
    return list(dict.fromkeys(address.replace("\x00", "") for address in whole))
