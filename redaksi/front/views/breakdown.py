import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from redaksi.lib import disk

RETRY_AFTER_SECONDS = "5"


def page(request: HttpRequest) -> HttpResponse:
    """What is said when a page broke. A full disk and a database that is away are named: nobody at the desk has to guess."""
    if disk.is_to_blame(sys.exception()):
        return HttpResponse(render_to_string("507.html"), status=507)
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": RETRY_AFTER_SECONDS})
    return HttpResponse(render_to_string("500.html"), status=500)
