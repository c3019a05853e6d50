from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from redaksi.desk.colleague import at_desk
from redaksi.wire import origins
from redaksi.wire.models import Origin


@require_POST
def mark_seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who may change the story knows what changed at its source."""
    origin, user = get_object_or_404(Origin.objects.select_related("story"), pk=pk), at_desk(request)
    if not origin.story.permissions_for_user(user).can_edit():
        raise PermissionDenied
    origins.mark_seen(origin, by=user)
    messages.success(request, _("Noted: you have seen the change at %(source)s.") % {"source": origin.name})
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))
