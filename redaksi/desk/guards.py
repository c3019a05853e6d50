"""What must not happen past `stories.actions`."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from redaksi.stories.actions import Refused
from redaksi.stories.models import Section, Story
from redaksi.wire.models import Feed, Partner


@hooks.register("before_copy_page")
def stories_are_not_copied(request: HttpRequest, page: Page) -> None:
    if isinstance(page.specific, Story) or _public_below(page):
        raise Refused.because(_("A story is not copied: its address and its number are its own."))


@hooks.register("before_unpublish_page")
def stories_stay_with_their_section(request: HttpRequest, page: Page) -> None:
    if _public_below(page):
        raise Refused.because(_("Readers have stories of this section; it stays. Each story is withdrawn by itself."))


@hooks.register("before_delete_page")
def sections_with_readers_stay(request: HttpRequest, page: Page) -> None:
    if _public_below(page):
        raise Refused.because(_("Readers have stories of this section; it is not deleted."))
    if Partner.objects.filter(section__in=Section.objects.descendant_of(page, inclusive=True)).exists():
        raise Refused.because(_("A partner takes this section; it is not deleted."))


@hooks.register("before_delete_snippet")
def feeds_stay_with_what_they_brought(request: HttpRequest, instances: list[Any]) -> None:
    feeds = [each.pk for each in instances if isinstance(each, Feed)]
    if feeds and Feed.objects.filter(pk__in=feeds).exclude(items=None).exists():
        raise Refused.because(_("This source has brought items and stays; switch it off instead."))


@hooks.register("before_delete_snippet")
def partners_stay_in_the_log(request: HttpRequest, instances: list[Any]) -> None:
    if any(isinstance(each, Partner) and each.deliveries.exists() for each in instances):
        raise Refused.because(_("This partner holds copies and stays in the delivery log; switch it off instead."))


@hooks.register("before_bulk_action")
def nothing_past_the_rules_in_bulk(request: HttpRequest, action: str, objects: list[Any], view: Any) -> None:
    if action in ("unpublish", "delete"):
        for page in objects:
            if isinstance(page, Page):
                stories_stay_with_their_section(request, page)


def _public_below(page: Page) -> bool:
    return Story.objects.descendant_of(page, inclusive=True).exclude(address=None).exists()
