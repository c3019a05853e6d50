from hashlib import blake2b

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from redaksi.press import shown
from redaksi.press.feeds import lists, text, written
from redaksi.press.feeds.head import Head, changed_at, head_of
from redaksi.press.feeds.item import Item
from redaksi.press.feeds.lists import FLAVORS, List
from redaksi.stories.models import Paper

DEPTH_OF_SECTIONS = 3


@require_safe
def of_paper(request: HttpRequest, flavor: str) -> HttpResponse:
    paper = Paper.load(request)
    return _answer(request, lists.of_paper(paper), paper, flavor)


@require_safe
def of_thing(request: HttpRequest, slug: str, model: type[Model], flavor: str) -> HttpResponse:
    is_page = {"live": True, "depth": DEPTH_OF_SECTIONS} if model is lists.Section else {}
    thing = get_object_or_404(model, slug=slug, **is_page)
    return _answer(request, lists.of(thing), Paper.load(request), flavor)


def _answer(request: HttpRequest, followed: List, paper: Paper, flavor: str) -> HttpResponse:
    """Who has it already is told so before a single text is read."""
    shown.note(followed.key)
    head, items = head_of(followed, paper, flavor), followed.items()
    etag, changed = _etag(head, items, paper), changed_at(items)
    unchanged = get_conditional_response(request, etag=etag, last_modified=int(changed.timestamp()))
    if unchanged is not None:
        unchanged["ETag"] = etag
        return unchanged
    texts = text.texts_of(item.story_id for item in items) if paper.has_full_feeds else {}
    answer = HttpResponse(written.write(flavor, head, items, texts), content_type=f"{FLAVORS[flavor]}; charset=utf-8")
    answer["ETag"], answer["Last-Modified"] = etag, http_date(changed.timestamp())
    if settings.WEBSUB_HUBS and flavor == "json":  # the others say it inside
        hubs = [f'<{hub}>; rel="hub"' for hub in head.hubs]
        answer["Link"] = ", ".join([*hubs, f'<{head.address}>; rel="self"'])
    return answer


def _etag(head: Head, items: list[Item], paper: Paper) -> str:
    """Of all but the texts; a text changes with its story's publication, and that is in here."""
    said = repr((head, items, paper.has_full_feeds)).encode("utf-8", "backslashreplace")
    return quote_etag(blake2b(said, digest_size=12).hexdigest())
