from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.db import connection
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

A_YEAR = "public, max-age=31536000, immutable"


@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """A photo as pages show it. Originals, which may say where they were taken, are never handed out."""
    try:
        response = serve(request, name, document_root=str(Path(settings.MEDIA_ROOT) / "renditions"))
    except SuspiciousFileOperation as outside:  # else anybody could fill the log with errors
        raise Http404 from outside
    response["Cache-Control"] = A_YEAR
    return response


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Whether this installation can answer: for load balancers, and for `redaksi serve` itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
