"""Addresses of the site that was here before, where Wagtail's redirects do not find them.

Those that say all in their query (`/?p=17`): the front page is found whatever stands behind its question mark. And where
nothing was found: lists, pictures, feeds, and what stood below a story (`…/amp/`).
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.models import Redirect

from redaksi.front.old_places import Lead, feed_below, lead_from

View = Callable[[HttpRequest], HttpResponse]
MOST_PARTS = 12


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
    return (HttpResponsePermanentRedirect if lead.is_permanent else HttpResponseRedirect)(lead.address)


def _lead_by_question(request: HttpRequest) -> Lead | None:
    question = request.META.get("QUERY_STRING", "")
    if request.path != "/" or not question:
        return None
    if "feed" in request.GET:
        return Lead(f"/{feed_below(request.GET['feed'])}")
    wanted = _addresses(question)
    found = {each.old_path: each for each in Redirect.objects.select_related("redirect_page").filter(old_path__in=wanted)}
    redirect = next((found[address] for address in wanted if address in found), None)
    return Lead(redirect.link, redirect.is_permanent) if redirect and redirect.link else None


def _addresses(question: str) -> list[str]:
    """As redirects keep them: all that is asked, then each part for itself, for links are shared with a tail."""
    parts = [part for part in question.split("&")[:MOST_PARTS] if "=" in part]
    whole = [Redirect.normalise_path(f"/?{question}"), *(f"/?{uri_to_iri(part)}" for part in parts)]
    return list(dict.fromkeys(address.replace("\x00", "") for address in whole))
