"""Which answers are the same for everybody, and what they show: said in headers that the kiosk and caches read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import has_vary_header, patch_cache_control

from redaksi.press import shown
from redaksi.press.store.page import KEPT_STATUSES

View = Callable[[HttpRequest], HttpResponseBase]

# A browser asks each time, and mostly hears "unchanged": what was withdrawn shows to nobody who comes again. Caches in between
# ask every ten seconds where nobody purges them; one that lost us may go on for a day.
FOR_EVERYBODY = "public, max-age=0, s-maxage=10, stale-if-error=86400"
KEYS, TAGS = "Surrogate-Key", "Cache-Tag"


def for_everybody(get_response: View) -> View:
    """Outside of all that may look at who asks, so that it sees whether anything did."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return get_response(request)
        with shown.noted() as keys:
            response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            patch_cache_control(response, private=True)
        elif keys and _may_be_kept(response):
            response["Cache-Control"] = FOR_EVERYBODY
            response[KEYS] = " ".join(sorted(keys))
            if settings.WAGTAILFRONTENDCACHE:
                response[TAGS] = ",".join(sorted(keys))
        return response

    return middleware


def _may_be_kept(response: HttpResponseBase) -> bool:
    """Whoever sets Cache-Control, a cookie, or looks at one has said that it may not."""
    return (
        isinstance(response, HttpResponse)
        and response.status_code in KEPT_STATUSES
        and not response.has_header("Cache-Control")
        and not response.cookies
        and not has_vary_header(response, "Cookie")
    )
