"""Addresses of the site that was here before and that say all in their query: `/?p=17`, `/?page_id=3`.

Wagtail looks for a redirect where nothing was found; but the front page is found whatever stands behind its question mark.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.models import Redirect

View = Callable[[HttpRequest], HttpResponse]
MOST_PARTS = 12


def old_addresses(get_response: View) -> View:
    """One query where there is a query string, none where there is none."""

    def middleware(request: HttpRequest) -> HttpResponse:
        redirect = _redirect_for(request)
        if redirect is None or redirect.link is None:
            return get_response(request)
        lead = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
        return lead(redirect.link)

    return middleware


def _redirect_for(request: HttpRequest) -> Redirect | None:
    question = request.META.get("QUERY_STRING", "")
    if request.path != "/" or not question or request.method not in ("GET", "HEAD"):
        return None
    wanted = _addresses(question)
    found = {each.old_path: each for each in Redirect.objects.select_related("redirect_page").filter(old_path__in=wanted)}
    return next((found[address] for address in wanted if address in found), None)


def _addresses(question: str) -> list[str]:
    """As redirects keep them: all that is asked, then each part for itself, for links are shared with a tail."""
    parts = [part for part in question.split("&")[:MOST_PARTS] if "=" in part]
    whole = [Redirect.normalise_path(f"/?{question}"), *(f"/?{uri_to_iri(part)}" for part in parts)]
    return list(dict.fromkeys(address.replace("\x00", "") for address in whole))
