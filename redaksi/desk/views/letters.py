"""An issue of a newsletter picked by hand. What stands in it is composed by the readers' face; the worker sends it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from redaksi.audience.letters import wishes
from redaksi.audience.models import Letter
from redaksi.desk.colleague import at_desk

MOST = 30


def compose_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose stories and their order, write a word before them, send."""
    letter = get_object_or_404(Letter, pk=pk)
    if not at_desk(request).has_perm("audience.change_letter"):
        raise PermissionDenied
    if request.method == "POST":
        picked = _picked(request)
        if picked:
            wishes.note(letter, picked, request.POST.get("subjek", ""), request.POST.get("pengantar", ""))
            messages.success(request, _("The issue is being composed and goes out within minutes."))
            return HttpResponseRedirect(reverse("compose_letter", args=[pk]))
        messages.error(request, _("Choose at least one story."))
    return render(request, "desk/letters/compose.html", _told(letter))


def _told(letter: Letter) -> dict[str, Any]:
    return {
        "letter": letter,
        "stories": wishes.candidates(letter),
        "issues": wishes.last_issues(letter),
        "readers": letter.subscriptions.count(),
        "page_title": letter.name,
        "header_icon": "mail",
    }


def _picked(request: HttpRequest) -> list[int]:
    """In the order of the numbers that were written beside them, then in that of the list."""
    keys = [int(key) for key in request.POST.getlist("berita")[:MOST] if key.isascii() and key.isdecimal()]
    places = {key: request.POST.get(f"urutan-{key}", "") for key in keys}
    return sorted(dict.fromkeys(keys), key=lambda key: int(places[key]) if places[key].isdecimal() else MOST)
