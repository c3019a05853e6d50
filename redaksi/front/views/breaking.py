"""Breaking news to browsers: a page to ask for it and to give it up, and the script that shows it."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from redaksi.audience.breaking import asking, envelope
from redaksi.front import callers
from redaksi.stories.models import Paper

FROM_ONE_ADDRESS, WINDOW_SECONDS = 30, 600
LARGEST = 4_096
CONSENT = gettext_lazy(
    "I want breaking news shown by this browser. The paper keeps the address that my browser gives it for that alone, gives it "
    "to nobody but the browser's own push service, and deletes it when I switch this off."
)


@csrf_exempt  # nobody is logged in here, and the endpoint is known to its browser alone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Browsers post `{"act": "ask" | "leave" | "data", "endpoint": …, "keys": …}`; giving up works where it is off, too."""
    if request.method == "POST":
        return _answered(request)
    if not Paper.load(request).offers_push:
        raise Http404
    return render(request, "front/letters/breaking.html", {"consent": CONSENT, "key": envelope.public_key(settings.PUSH_KEY)})


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """At an address of our own, for a browser's worker rules what lies below it: nothing but this page."""
    return render(request, "front/letters/worker.js", content_type="text/javascript; charset=utf-8")


def _answered(request: HttpRequest) -> HttpResponse:
    if callers.count(request, "breaking", WINDOW_SECONDS) > FROM_ONE_ADDRESS:
        return HttpResponse(status=429)
    told = _told(request)
    endpoint, keys = told.get("endpoint"), told.get("keys")
    if not isinstance(endpoint, str):
        return HttpResponse(status=422)
    match told.get("act"):
        case "leave":
            asking.give_up(endpoint)
        case "data":
            return JsonResponse(asking.all_about(endpoint), json_dumps_params={"ensure_ascii": False, "indent": 1})
        case "ask" if isinstance(keys, dict) and Paper.load(request).offers_push:
            try:
                asking.ask(endpoint, keys.get("p256dh"), keys.get("auth"), str(CONSENT), get_language() or "id")  # type: ignore[arg-type]
            except envelope.Unusable:
                return HttpResponse(status=422)
        case _:
            return HttpResponse(status=422)
    return HttpResponse(status=204)


def _told(request: HttpRequest) -> dict[str, Any]:
    try:
        told = json.loads(request.read(LARGEST + 1)[:LARGEST])
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
