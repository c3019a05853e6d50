"""What every answer of the desk carries, and how a refusal reaches the person who asked."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from redaksi.stories.actions import Refused

View = Callable[[HttpRequest], HttpResponse]


def desk_policy(get_response: View) -> View:
    """The admin needs a looser Content-Security-Policy than the paper; only its own addresses get it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith(reverse("wagtailadmin_home")):
            response._csp_config = settings.DESK_CSP
        return response

    return middleware


class RefusalsAreTold:
    """An action refused inside any admin view comes back as a message on the page it was asked from."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"success": False, "error_message": str(exception)}, status=409)
        for reason in exception.reasons:
            messages.error(request, reason.message)
        return HttpResponseRedirect(request.META.get("HTTP_REFERER") or reverse("wagtailadmin_home"))


refusals_are_told = RefusalsAreTold
