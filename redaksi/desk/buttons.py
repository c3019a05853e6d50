"""What a story's form, its header and its lists offer, and what a source, a breach, a letter does in theirs."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from redaksi.audience.models import Letter
from redaksi.desk import hand_in
from redaksi.desk.breaking_button import BreakingButton
from redaksi.desk.colleague import at_desk
from redaksi.desk.deliveries_button import DeliveriesButton
from redaksi.desk.story_form import photo_warnings
from redaksi.desk.views.origins import OriginButton
from redaksi.desk.withdraw_button import WithdrawButton
from redaksi.stories.models import Breach, Source, Story
from redaksi.stories.rights import may_edit_section


@hooks.register("register_snippet_listing_buttons")
def stories_of_a_source(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[MenuItem]:
    if isinstance(snippet, Source):
        address = reverse("source_page", args=[snippet.pk])
        yield MenuItem(gettext_lazy("Stories that lean on it"), address, icon_name="list-ul", priority=15)


@hooks.register("register_snippet_listing_buttons")
def letters_of_a_breach(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[MenuItem]:
    if isinstance(snippet, Breach):
        yield MenuItem(gettext_lazy("Letters"), reverse("breach_letters", args=[snippet.pk]), icon_name="mail", priority=15)


@hooks.register("construct_page_action_menu")
def say_what_the_buttons_do(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    hand_in.rename(items)


@hooks.register("register_page_action_menu_item")
def flash_lane() -> hand_in.FlashItem:
    return hand_in.FlashItem()


@hooks.register("register_page_header_buttons")
def withdraw_in_header(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[MenuItem]:
    yield WithdrawButton(page=page, priority=70)


@hooks.register("register_page_header_buttons")
def sent_to_in_header(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[MenuItem]:
    yield DeliveriesButton(page=page, priority=75)


@hooks.register("register_page_header_buttons")
def origin_in_header(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[MenuItem]:
    yield OriginButton(page=page, priority=80)


@hooks.register("register_page_header_buttons")
def tell_browsers_in_header(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[MenuItem]:
    yield BreakingButton(page=page, priority=85)


@hooks.register("register_page_listing_more_buttons")
def withdraw_in_list(page: Page, user: Any, next_url: str | None = None) -> Iterator[MenuItem]:
    yield WithdrawButton(page=page, priority=45)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_what_an_editor_will_be_stopped_by(request: HttpRequest, page: Page) -> None:
    if not isinstance(page, Story) or request.method != "POST":
        return
    if "action-submit" in request.POST:
        for warning in photo_warnings(page):
            messages.warning(request, warning)
    if "action-publish" in request.POST and not may_edit_section(at_desk(request), page):
        messages.error(request, _("You may not publish in this section; what you wrote is saved as a draft."))


@hooks.register("register_snippet_listing_buttons")
def compose_an_issue(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(snippet, Letter):
        address = reverse("compose_letter", args=[snippet.pk])
        yield Button(_("Compose an issue"), address, icon_name="mail", priority=5)
