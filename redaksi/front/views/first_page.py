from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.views import serve as serve_from_tree

from redaksi.front import serving
from redaksi.stories.models import FrontPage


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """There is one: nothing has to be looked for along the tree."""
    front_page = FrontPage.objects.filter(live=True, sites_rooted_here__is_default_site=True).first()
    return serve_from_tree(request, "") if front_page is None else serving.serve(front_page, request)
