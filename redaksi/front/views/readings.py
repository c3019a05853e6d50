"""Where browsers tell of readings, for an installation without the kiosk before it; the kiosk answers these by itself."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from redaksi.audience.taking.reading import LARGEST
from redaksi.audience.taking.taker import Taker


@csrf_exempt
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Nothing is said, whatever came."""
    taker = _taker(settings.READINGS_FOLDER)
    taker.take(request.META, request.read(LARGEST + 1))
    taker.write()
    return HttpResponse(status=204, headers={"Cache-Control": "no-store"})


@cache
def _taker(folder: str) -> Taker:
    cookie = f"{settings.SESSION_COOKIE_NAME}="
    return Taker(Path(folder), settings.TIME_ZONE, cookie, lambda told: str(told["REMOTE_ADDR"]))
