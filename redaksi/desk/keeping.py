"""What a story form carries so that nothing typed is lost: the browser keeps the text until it hears that it is safe.

The browser's part is `static/desk/keeping.js`. A text that it holds is brought back as if its form were saved now.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from redaksi.desk import together

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from wagtail.models import Revision

SAFE = "desk_safe"
"""The cookie by which a browser hears which of the texts that it keeps have arrived."""
LONGEST = 2000  # characters of that cookie
A_MONTH = 30 * 86_400


@dataclass(frozen=True)
class Keeping:
    """`of` is whose text of which story; `kept` names this form's own; `seen` and `base` are what it was opened with."""

    of: str
    kept: str
    seen: str
    base: str


def of_form(request: HttpRequest, story: str, latest: Revision | None = None) -> Keeping:
    of = f"{request.user.pk}:{story}"
    if request.method == "POST":  # shown again with its errors: it still holds what it was opened with
        return Keeping(of, *(request.POST.get(name, "") for name in ("kept", "seen", "base")))
    base = together.packed(latest.content) if latest else ""
    return Keeping(of, str(uuid.uuid4()), together.mark_of(latest), base)


def told_when_safe(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """A form that was sent by its button and saved says so on the next page that looks for it."""
    kept = request.POST.get("kept", "") if request.method == "POST" else ""
    if answer.status_code == 302 and 0 < len(kept) <= 64:
        told = ".".join(filter(None, [kept, request.COOKIES.get(SAFE, "")]))[:LONGEST]
        answer.set_cookie(SAFE, told, max_age=A_MONTH, path=reverse("wagtailadmin_home"), samesite="Lax", httponly=False)
    return answer
