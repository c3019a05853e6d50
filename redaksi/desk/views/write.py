from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from redaksi.desk.colleague import at_desk
from redaksi.desk.form_choice import remembered, wants_lean
from redaksi.staff.models import User
from redaksi.stories.models import Section
from redaksi.stories.rights import sections_edited_by


def sections_written_for(user: User) -> QuerySet[Section]:
    """The sections in which this user may begin a story."""
    places = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "add")
    return Section.objects.filter(pk__in=places.values("pk")).order_by("path")


def choose_section(request: HttpRequest) -> HttpResponse:
    """The first step of a new story: for which section? Whoever writes for one only is not asked."""
    user = at_desk(request)
    if wants_lean(request, is_writer=not sections_edited_by(user).exists()):
        return redirect("begin_lean")
    return remembered(request, _chosen(request, list(sections_written_for(user))))


def _chosen(request: HttpRequest, sections: list[Section]) -> HttpResponse:
    if not sections:
        messages.error(request, _("There is no section yet that you may write for; an administrator can change that."))
        return redirect("wagtailadmin_home")
    if len(sections) == 1:
        return redirect("wagtailadmin_pages:add", "stories", "story", sections[0].pk)
    return render(request, "desk/choose_section.html", {"sections": sections})
