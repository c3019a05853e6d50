"""Where the desk hooks into Wagtail's admin: here, and in the four modules that this one loads."""

from typing import Any

from django.contrib.auth.models import Permission
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from redaksi.desk import buttons, guards, menus, routes, start_page
from redaksi.desk.breach_mail import WARNED
from redaksi.desk.feeds import FeedViewSet
from redaksi.desk.letters import LetterViewSet
from redaksi.desk.partners import PartnerViewSet
from redaksi.desk.personal_data import BreachViewSet, ConsentTextViewSet
from redaksi.desk.planning import AssignmentViewSet, ShiftViewSet
from redaksi.desk.snippets import ReferenceGroup, SectionRightViewSet
from redaksi.desk.templatetags.late_scripts import parcels_script

__all__ = ["buttons", "guards", "menus", "routes"]

register_snippet(ReferenceGroup)
register_snippet(SectionRightViewSet)
register_snippet(FeedViewSet)
register_snippet(PartnerViewSet)
register_snippet(ShiftViewSet)
register_snippet(LetterViewSet)
register_snippet(AssignmentViewSet)
register_snippet(BreachViewSet)
register_snippet(ConsentTextViewSet)


@hooks.register("insert_global_admin_css")
def stylesheet() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))


@hooks.register("insert_global_admin_js")
def photos_are_made_small_and_sent_in_pieces() -> SafeString:
    return format_html('<script src="{}"></script>{}', static("desk/photos.js"), parcels_script())


@hooks.register("register_log_actions")
def name_reminders_of_a_breach(actions: Any) -> None:
    told = gettext_lazy("Reminded by mail that the deadline for a breach is near")
    actions.register_action(WARNED, gettext_lazy("Reminded of the deadline for a breach"), told)


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = start_page.panels_for(request)


@hooks.register("construct_homepage_summary_items", order=1000)
def count_nothing(request: HttpRequest, items: list[Any]) -> None:
    items.clear()


@hooks.register("register_permissions")
def permissions_an_admin_grants() -> Any:
    names = ["fix_small", *(f"{verb}_{noun}" for noun in ("shift", "assignment") for verb in ("add", "change", "delete"))]
    return Permission.objects.filter(content_type__app_label="stories", codename__in=names)


@hooks.register("register_permissions")
def permissions_on_letters() -> Any:
    return Permission.objects.filter(content_type__app_label="audience", content_type__model="letter")
