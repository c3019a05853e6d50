"""What the menus of the desk offer, by their names in a newsroom."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from redaksi.desk.colleague import at_desk, roles_at_desk
from redaksi.desk.incoming import count_waiting
from redaksi.desk.views.search import search_area
from redaksi.desk.views.write import sections_written_for
from redaksi.stories.rights import SERVING

MENU_LABELS = {
    "explorer": gettext_lazy("Sections and copy"),
    "images": gettext_lazy("Photos"),
    "documents": gettext_lazy("Attachments"),
}
NOBODY_NEEDS = {"help"}


class WriteMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return sections_written_for(at_desk(request)).exists()


@hooks.register("register_admin_menu_item")
def write_a_story() -> MenuItem:
    return WriteMenuItem(gettext_lazy("Write a story"), reverse("write"), name="write", icon_name="edit", order=50)


@hooks.register("register_admin_menu_item")
def day_at_the_desk() -> MenuItem:
    return MenuItem(gettext_lazy("The day"), reverse("desk_day"), name="desk_day", icon_name="calendar-check", order=55)


class IncomingMenuItem(MenuItem):
    """Says how many wait; asks for that only once the menu is shown to somebody who may take them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(roles_at_desk(request))

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        count = count_waiting()
        label = f"{self.label} ({count})" if count != "0" else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


@hooks.register("register_admin_menu_item")
def incoming_news() -> MenuItem:
    return IncomingMenuItem(gettext_lazy("Incoming news"), reverse("incoming"), name="incoming", icon_name="download", order=60)


class CasesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(roles_at_desk(request) & SERVING)


@hooks.register("register_admin_menu_item")
def replies_and_complaints() -> MenuItem:
    return CasesMenuItem(gettext_lazy("Replies, complaints"), reverse("cases"), name="cases", icon_name="mail", order=65)


@hooks.register("register_admin_menu_item")
def readers() -> MenuItem:
    return MenuItem(gettext_lazy("Readers"), reverse("figures"), name="figures", icon_name="view", order=80)


class DeliveriesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return at_desk(request).has_perm("wire.view_delivery")


@hooks.register("register_reports_menu_item")
def what_went_to_partners() -> MenuItem:
    return DeliveriesMenuItem(
        gettext_lazy("Sent to partners"), reverse("deliveries"), name="deliveries", icon_name="globe", order=50
    )


class QuotesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(roles_at_desk(request))


@hooks.register("register_reports_menu_item")
def who_said_what() -> MenuItem:
    return QuotesMenuItem(gettext_lazy("Quotes"), reverse("quotes"), name="quotes", icon_name="openquote", order=40)


class LedgerMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(roles_at_desk(request))


@hooks.register("register_reports_menu_item")
def the_ledger() -> MenuItem:
    return LedgerMenuItem(gettext_lazy("Ledger"), reverse("ledger_at_desk"), name="ledger", icon_name="list-ul", order=40)


class OverridesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return at_desk(request).has_perm("stories.change_houseword")  # as editors have it; who sees which, the list asks


@hooks.register("register_reports_menu_item")
def warnings_gone_past() -> MenuItem:
    return OverridesMenuItem(
        gettext_lazy("Warnings gone past"), reverse("overrides"), name="overrides", icon_name="warning", order=60
    )


hooks.register("register_admin_search_area", search_area)


@hooks.register("construct_main_menu")
def call_things_by_their_names(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in NOBODY_NEEDS]
    for item in items:
        item.label = MENU_LABELS.get(item.name, item.label)


@hooks.register("register_account_menu_item")
def security_of_the_account(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("mfa_index"),
        "label": _("Account security"),
        "help_text": _("Two-step log-in, passkeys, recovery codes."),
    }
