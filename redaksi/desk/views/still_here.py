from django.http import HttpRequest, HttpResponse


def still_here(request: HttpRequest) -> HttpResponse:
    """Whether a browser's session still holds: Wagtail leads to the log-in where it does not."""
    return HttpResponse(status=204)
