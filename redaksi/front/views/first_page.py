from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.views import serve as serve_from_tree

from redaksi.front import serving
from redaksi.stories.models import FrontPage, FrontPlace
from redaksi.stories.prepared import Prepared, hand_over

_front_pages = Prepared(lambda: FrontPage.objects.filter(live=True, sites_rooted_here__is_default_site=True)[:1])
_places = Prepared(lambda pages: FrontPlace.objects.filter(front_page__in=pages))


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """There is one: nothing has to be looked for along the tree."""
    for front_page in _front_pages():
        hand_over(front_page, "places", _places([front_page.pk]))
        return serving.serve(front_page, request)
    return serve_from_tree(request, "")
