"""What partners ask, with their token in the address or in the header."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from redaksi.wire import deliveries, for_partners, guesses, partners, subscriptions
from redaksi.wire.models import Partner
from redaksi.wire.subscriptions import Cursor, Page


@csrf_exempt
@require_safe
def by_address(request: HttpRequest, token: str, ending: str) -> HttpResponse:
    """`/mitra/<token>/berita.<ending>`, for feed readers, which know no headers."""
    return _answer(request, token, ending)


@csrf_exempt
@require_safe
def by_header(request: HttpRequest) -> HttpResponse:
    """`/mitra/berita` with `Authorization: Bearer <token>`, which no log keeps."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    response = _answer(request, token.strip() if scheme.casefold() == "bearer" else "")
    patch_vary_headers(response, ["Authorization"])
    return response


def _answer(request: HttpRequest, token: str, ending: str = "") -> HttpResponse:
    response = _heard(request, token, ending)
    response["Cache-Control"] = "private, no-cache"  # kept by nobody but the partner, who asks whether it still holds
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _heard(request: HttpRequest, token: str, ending: str) -> HttpResponse:
    if guesses.are_too_many(request):
        response = _refusal(_("Too many tokens that nobody has; try again later."), 429)
        response["Retry-After"] = str(guesses.WINDOW_SECONDS)
        return response
    partner = partners.partner_with(token)
    if partner is None:
        guesses.count(request)
    if partner is None or ending not in ("", partners.ending_for(partner)):
        return _refusal(_("This address or token is not valid."), 404)
    try:
        return _news(request, partner, subscriptions.cursor_of(request.GET.get("since", "")))
    except subscriptions.Unclear as unclear:
        return _refusal(str(unclear), 400)


def _refusal(words: str, status: int) -> HttpResponse:
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")


def _news(request: HttpRequest, partner: Partner, since: Cursor | None) -> HttpResponse:
    """Whether anything is new is known before a text is read; what is sent is logged before it leaves."""
    page = subscriptions.page_for(partner, since)
    etag = f'"{subscriptions.etag_of(partner, page, request.path)}"'
    changed_at = subscriptions.last_modified_of(page, timezone.now())
    moment = int(changed_at.timestamp()) if changed_at else None
    response = get_conditional_response(request, etag=etag, last_modified=moment)
    if response is None:
        response = HttpResponse(content_type=for_partners.content_type_for(partner))
        if request.method == "GET":
            response.content = _sent(request, partner, page)
    response["ETag"] = etag
    response["Link"] = ", ".join(f'<{address}>; rel="{relation}"' for relation, address in _links(request, page).items())
    if moment is not None:
        response["Last-Modified"] = http_date(moment)
    return response


def _sent(request: HttpRequest, partner: Partner, page: Page) -> bytes:
    letters = list(for_partners.letters_for(partner, [row.story_id for row in page.rows]))
    body = for_partners.written(
        partner,
        [letter for _story, letter in letters],
        for_partners.Envelope(_address(request, request.GET.get("since", "")), _links(request, page).get("next", "")),
    )
    deliveries.log(partner, [deliveries.sent_of(story) for story, _letter in letters if story.is_public or story.is_withdrawn])
    partners.has_asked(partner, timezone.now())
    return body


def _links(request: HttpRequest, page: Page) -> dict[str, str]:
    """`next`: more waits already; `monitor`: where what will change after this is told."""
    onward = _address(request, str(page.last or ""))
    return {"next": onward, "monitor": onward} if page.is_more else {"monitor": onward}


def _address(request: HttpRequest, since: str) -> str:
    question = f"?{urlencode({'since': since})}" if since else ""
    return f"{settings.SITE_URL}{request.path}{question}"
