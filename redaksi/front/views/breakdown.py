import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

RETRY_AFTER_SECONDS = "5"


def page(request: HttpRequest) -> HttpResponse:
    """What is said when a page broke. Where the database is away, that is said: nobody at the desk has to guess."""
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": RETRY_AFTER_SECONDS})
    return HttpResponse(render_to_string("500.html"), status=500)
