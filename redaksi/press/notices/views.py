from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import conditional_page, require_safe

from redaksi.press import keys, shown
from redaksi.press.notices import robots, security
from redaksi.stories.models import Paper

TEXT = "text/plain; charset=utf-8"


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    return HttpResponse(robots.written(Paper.load(request).is_open_to_ai), content_type=TEXT)


@require_safe
def ads_txt(request: HttpRequest) -> HttpResponse:
    """404 where the paper sells no space by others: then nobody is named who may."""
    lines = [line.strip() for line in Paper.load(request).ads_txt.strip().splitlines()]
    if not lines:
        raise Http404
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)


@require_safe
@conditional_page  # no path with a dot before it is kept by the kiosk
def security_txt(request: HttpRequest) -> HttpResponse:
    paper = Paper.load(request)
    contact = paper.security_contact.strip() or paper.email
    if not contact:
        raise Http404
    shown.note(keys.SETTINGS)
    return HttpResponse(security.written(contact, timezone.localdate()), content_type=TEXT)


@require_safe
def indexnow_key(request: HttpRequest, key: str) -> HttpResponse:
    """Shows a search engine that whoever tells it of our addresses may."""
    if not settings.INDEXNOW_KEY or key != settings.INDEXNOW_KEY:
        raise Http404
    shown.note(keys.SETTINGS)
    return HttpResponse(key, content_type=TEXT)
