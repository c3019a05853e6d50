from django.http import Http404, HttpRequest, HttpResponse


def closed(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """There is no such way."""
    raise Http404
