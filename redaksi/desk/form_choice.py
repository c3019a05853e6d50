"""Which of the two story forms a browser gets: the full one, or the lean one for a phone on a slow line."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

COOKIE = "desk_form"
LEAN, FULL = "ringan", "lengkap"
A_YEAR = 365 * 86_400


def wants_lean(request: HttpRequest, is_writer: bool) -> bool:
    """What this browser asks for or chose last; else whoever only writes has it on a phone, or where data is saved."""
    asked = request.GET.get("form") or request.COOKIES.get(COOKIE)
    if asked:
        return asked == LEAN
    headers = request.headers
    is_phone = headers.get("sec-ch-ua-mobile") == "?1" or "Mobi" in headers.get("user-agent", "")
    return is_writer and (is_phone or headers.get("save-data", "").lower() == "on")


def remembered(request: HttpRequest, answer: HttpResponse, form: str = "") -> HttpResponse:
    """`form` from now on; without it, the one that was asked for, if any was."""
    chosen = form or request.GET.get("form")
    if chosen in (LEAN, FULL):
        answer.set_cookie(COOKIE, chosen, max_age=A_YEAR, path=reverse("wagtailadmin_home"), samesite="Lax", httponly=True)
    return answer
