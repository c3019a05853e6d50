"""What every answer of the desk carries, how a refusal reaches the person who asked, and files that came before their form."""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from redaksi.desk import keeping
from redaksi.desk.parcels import Parcel
from redaksi.stories.actions import Refused

View = Callable[[HttpRequest], HttpResponse]


def desk_policy(get_response: View) -> View:
    """The admin needs a looser Content-Security-Policy than the paper; only its own addresses get it.

    A preview keeps the paper's, and may stand in the desk's frame: Wagtail renders it as a reader's request, so it comes
    here with its header already set.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith(reverse("wagtailadmin_home")):
            is_preview = response.headers.pop(CSP.HEADER_ENFORCE, None) is not None
            setattr(response, "_csp_config", settings.PREVIEW_CSP if is_preview else settings.DESK_CSP)  # noqa: B010
        return response

    return middleware


class RefusalsAreTold:
    """An action refused inside any admin view comes back as a message on the page it was asked from."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, ProtectedError):  # Wagtail asks its own notes before, which the worker may not have made yet
            exception = _still_used(exception)
        if not isinstance(exception, Refused):
            return None
        if _is_autosave(request):
            refusal = {"success": False, "error_code": "refused", "error_message": str(exception)}
            return JsonResponse(refusal, status=400)
        for reason in exception.reasons:
            messages.error(request, reason.message)
        way_back = _page_it_was_asked_from(request)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": way_back})  # what Wagtail's dialogs follow
        answer = HttpResponseRedirect(way_back)
        return keeping.told_when_safe(request, answer) if hasattr(request, "is_saved_all_the_same") else answer


def _still_used(error: ProtectedError) -> Refused:
    by = str(next(iter(error.protected_objects)))
    return Refused.because(_("“%(thing)s” still uses it: nothing was deleted.") % {"thing": by})


def _is_autosave(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("accept", "").split(",")[0]


def _page_it_was_asked_from(request: HttpRequest) -> str:
    referrer = request.headers.get("referer", "")
    is_ours = url_has_allowed_host_and_scheme(referrer, {request.get_host()}, require_https=request.is_secure())
    return referrer if is_ours else reverse("wagtailadmin_home")


refusals_are_told = RefusalsAreTold


ARRIVED = "arrived-"
"""The field by which a form names a file of its own, by its digest, that came before it."""
_DIGEST = re.compile("[0-9a-f]{64}")


class ParcelsAreOpened:
    """Behind the check against forged forms: views and forms find each file where they look for it, and judge it as ever."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> None:
        if request.method != "POST" or not request.path.startswith(reverse("wagtailadmin_home")):
            return
        for name in [each for each in request.POST if each.startswith(ARRIVED)]:
            digest = str(request.POST[name])
            if _DIGEST.fullmatch(digest) and request.user.pk:
                field = name.removeprefix(ARRIVED)
                called = str(request.POST.get(f"named-{field}", ""))
                whole = Parcel(request.user.pk, digest).opened(called)
                request.FILES[field] = whole or SimpleUploadedFile(called or digest, b"")  # forms say that it is empty


parcels_are_opened = ParcelsAreOpened
