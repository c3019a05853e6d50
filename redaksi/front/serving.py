"""A page of the tree served as Wagtail serves it (`wagtail.views.serve`), without looking for it again."""

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page
from wagtail.views import serve_chain
from wagtail.wagtail_hooks import check_view_restrictions

from redaksi.front import frame


def serve(page: Page, request: HttpRequest) -> HttpResponse:
    """What guards Wagtail's pages guards this one, too."""
    chain = serve_chain
    is_open = frame.around(request).is_open
    for around in reversed(hooks.get_hooks("on_serve_page")):
        if not (is_open and around is check_view_restrictions):  # two queries that could find nothing
            chain = around(chain)
    for guard in hooks.get_hooks("before_serve_page"):
        answer = guard(page, request, [], {})
        if isinstance(answer, HttpResponse):
            return answer
    return chain(page, request, [], {})
