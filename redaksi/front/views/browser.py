from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it unasked, at an address of their own."""
    return HttpResponseRedirect(static("front/favicon.ico"))
