"""Every place where the desk hooks into Wagtail's admin, in one file."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, re_path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from redaksi.audience.models import Letter
from redaksi.desk import hand_in, start_page
from redaksi.desk.breach_mail import WARNED
from redaksi.desk.breaking_button import BreakingButton
from redaksi.desk.colleague import at_desk, roles_at_desk
from redaksi.desk.deliveries_button import DeliveriesButton
from redaksi.desk.feeds import FeedViewSet
from redaksi.desk.incoming import count_waiting
from redaksi.desk.letters import LetterViewSet
from redaksi.desk.partners import PartnerViewSet
from redaksi.desk.personal_data import BreachViewSet, ConsentTextViewSet
from redaksi.desk.planning import AssignmentViewSet, ShiftViewSet
from redaksi.desk.snippets import ReferenceGroup, SectionRightViewSet
from redaksi.desk.story_form import photo_warnings
from redaksi.desk.templatetags.late_scripts import parcels_script
from redaksi.desk.views.advice import advice
from redaksi.desk.views.breaking import TellBrowsers
from redaksi.desk.views.cases import (
    CaseList,
    PrintedCase,
    ShowCase,
    breach_letters,
    new_case,
    open_paper,
    personal_data,
    show_figures,
    sort_queue,
)
from redaksi.desk.views.checks import add_word, check, go_past
from redaksi.desk.views.closed import closed
from redaksi.desk.views.correct import CorrectStory, drop_correction, post_correction
from redaksi.desk.views.day import DeskDay
from redaksi.desk.views.deliveries import Deliveries, SentTo
from redaksi.desk.views.feeds import TryFeed
from redaksi.desk.views.figures import Figures, FiguresOfStory, as_csv, try_headline
from redaksi.desk.views.history import StoryHistory
from redaksi.desk.views.hold import DecideHold, hold_story, move_story, read_story_again, unschedule_story
from redaksi.desk.views.incoming import IncomingList, ShowIncoming, put_aside, put_back, take
from redaksi.desk.views.lean import LeanStory, add_photo, begin_lean
from redaksi.desk.views.ledger import LedgerAtDesk
from redaksi.desk.views.letters import compose_letter
from redaksi.desk.views.origins import OriginButton, RecordOrigin, mark_seen
from redaksi.desk.views.overrides import Overrides
from redaksi.desk.views.parcels import parcel
from redaksi.desk.views.partners import NewToken
from redaksi.desk.views.photos import IncompletePhotos
from redaksi.desk.views.places import try_places
from redaksi.desk.views.protect import ProtectStory, erase_entry, erase_story, mask_entry
from redaksi.desk.views.quotes import Quotes, SourcePage
from redaksi.desk.views.search import Search, search_area
from redaksi.desk.views.still_here import still_here
from redaksi.desk.views.story import story_viewset
from redaksi.desk.views.verify import DeclareUnverified, VerifyStory
from redaksi.desk.views.withdraw import WithdrawStory
from redaksi.desk.views.write import choose_section, sections_written_for
from redaksi.desk.withdraw_button import WithdrawButton
from redaksi.stories.actions import Refused
from redaksi.stories.models import Breach, Section, Source, Story
from redaksi.stories.rights import SERVING, may_edit_section
from redaksi.wire.models import Feed, Partner

register_snippet(ReferenceGroup)
register_snippet(SectionRightViewSet)
register_snippet(FeedViewSet)
register_snippet(PartnerViewSet)
register_snippet(ShiftViewSet)
register_snippet(LetterViewSet)
register_snippet(AssignmentViewSet)
register_snippet(BreachViewSet)
register_snippet(ConsentTextViewSet)

MENU_LABELS = {
    "explorer": gettext_lazy("Sections and copy"),
    "images": gettext_lazy("Photos"),
    "documents": gettext_lazy("Attachments"),
}
NOBODY_NEEDS = {"help"}


@hooks.register("register_admin_viewset")
def views_of_a_story() -> list[Any]:
    return [story_viewset]


@hooks.register("register_admin_urls")
def addresses_of_the_desk() -> list[URLPattern]:
    return [
        path("tulis/", choose_section, name="write"),
        path("tulis/ringan/", begin_lean, name="begin_lean"),
        path("naskah/<int:page_id>/ringan/", LeanStory.as_view(), name="lean_story"),
        path("naskah/<int:pk>/foto/", add_photo, name="lean_photo"),
        path("pembaca/", Figures.as_view(), name="figures"),
        path("pembaca/tempat/", try_places, name="try_places"),
        path("pembaca/csv/", as_csv, name="figures_csv"),
        path("pembaca/<int:pk>/", FiguresOfStory.as_view(), name="story_figures"),
        path("pembaca/<int:pk>/judul/", try_headline, name="try_headline"),
        path("buletin/<int:pk>/susun/", compose_letter, name="compose_letter"),
        path("masih-di-sini/", still_here, name="still_here"),
        path("hari-ini/", DeskDay.as_view(), name="desk_day"),
        path("cari/", Search.as_view(), name="search_stories"),
        path("dilewati/", Overrides.as_view(), name="overrides"),
        path("dilewati/hasil/", Overrides.as_view(results_only=True), name="overrides_results"),
        path("naskah/<int:pk>/riwayat/", StoryHistory.as_view(), name="story_history"),
        path("naskah/<int:pk>/cabut/", WithdrawStory.as_view(), name="withdraw_story"),
        path("naskah/<int:pk>/kabar/", TellBrowsers.as_view(), name="tell_browsers"),
        path("naskah/<int:pk>/koreksi/", CorrectStory.as_view(), name="correct_story"),
        path("koreksi/<int:pk>/muat/", post_correction, name="post_correction"),
        path("koreksi/<int:pk>/batal/", drop_correction, name="drop_correction"),
        path("naskah/<int:pk>/belum-terverifikasi/", DeclareUnverified.as_view(), name="declare_unverified"),
        path("naskah/<int:pk>/verifikasi/", VerifyStory.as_view(), name="verify_story"),
        path("naskah/<int:pk>/lindungi/", ProtectStory.as_view(), name="protect_story"),
        path("naskah/<int:pk>/hapus-selamanya/", erase_story, name="erase_story"),
        path("catatan/", LedgerAtDesk.as_view(), name="ledger_at_desk"),
        path("catatan/<int:number>/tutup/", mask_entry, name="mask_entry"),
        path("catatan/<int:number>/hapus-isinya/", erase_entry, name="erase_entry"),
        path("naskah/<int:pk>/tahan/", hold_story, name="hold_story"),
        path("naskah/<int:pk>/putuskan/", DecideHold.as_view(), name="decide_hold"),
        path("naskah/<int:pk>/baca-ulang/", read_story_again, name="read_story_again"),
        path("naskah/<int:pk>/batal-jadwal/", unschedule_story, name="unschedule_story"),
        path("naskah/<int:pk>/pindah-jadwal/", move_story, name="move_story"),
        path("naskah/<int:pk>/saran/", advice, name="story_advice"),
        path("naskah/<int:pk>/periksa/", check, name="story_checks"),
        path("naskah/<int:pk>/periksa/lewati/", go_past, name="override_check"),
        path("naskah/<int:pk>/periksa/kata/", add_word, name="add_house_word"),
        path("naskah/<int:pk>/terkirim/", SentTo.as_view(), name="story_deliveries"),
        path("mitra/<int:pk>/token/", NewToken.as_view(), name="new_partner_token"),
        path("terkirim/", Deliveries.as_view(), name="deliveries"),
        path("terkirim/hasil/", Deliveries.as_view(results_only=True), name="deliveries_results"),
        path("berita-masuk/", IncomingList.as_view(), name="incoming"),
        path("berita-masuk/kesampingkan/", put_aside, name="put_aside"),
        path("berita-masuk/<int:pk>/", ShowIncoming.as_view(), name="show_incoming"),
        path("berita-masuk/<int:pk>/ambil/", take, name="take_incoming"),
        path("berita-masuk/<int:pk>/kembalikan/", put_back, name="put_back"),
        path("sumber-berita/<int:pk>/coba/", TryFeed.as_view(), name="try_feed"),
        path("perubahan-di-sumber/<int:pk>/sudah-dilihat/", mark_seen, name="mark_origin_seen"),
        path("naskah/<int:pk>/asal/", RecordOrigin.as_view(), name="record_origin"),
        path("perkara/", CaseList.as_view(), name="cases"),
        path("perkara/baru/", new_case, name="enter_case"),
        path("perkara/angka/", show_figures, name="case_figures"),
        path("perkara/antrean/", sort_queue, name="sort_queue"),
        path("perkara/<int:pk>/", ShowCase.as_view(), name="show_case"),
        path("perkara/<int:pk>/cetak/", PrintedCase.as_view(), name="print_case"),
        path("perkara/<int:pk>/bukti/", open_paper, name="open_paper"),
        path("data-pribadi/", personal_data, name="personal_data"),
        path("kebocoran/<int:pk>/surat/", breach_letters, name="breach_letters"),
        path("kutipan/", Quotes.as_view(), name="quotes"),
        path("narasumber/<int:pk>/", SourcePage.as_view(), name="source_page"),
        path("kiriman/", closed, name="parcels"),
        re_path("^kiriman/(?P<digest>[0-9a-f]{64})/$", parcel, name="parcel"),
        path("foto-belum-lengkap/", IncompletePhotos.as_view(), name="incomplete_photos"),
        path("foto-belum-lengkap/hasil/", IncompletePhotos.as_view(results_only=True), name="incomplete_photos_results"),
    ]


@hooks.register("insert_global_admin_css")
def stylesheet() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))


@hooks.register("insert_global_admin_js")
def photos_are_made_small_and_sent_in_pieces() -> SafeString:
    return format_html('<script src="{}"></script>{}', static("desk/photos.js"), parcels_script())


# What the menus and the start page offer ----------------------------------------------------------------------------
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


@hooks.register("register_snippet_listing_buttons")
def stories_of_a_source(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[MenuItem]:
    if isinstance(snippet, Source):
        address = reverse("source_page", args=[snippet.pk])
        yield MenuItem(gettext_lazy("Stories that lean on it"), address, icon_name="list-ul", priority=15)


@hooks.register("register_log_actions")
def name_reminders_of_a_breach(actions: Any) -> None:
    told = gettext_lazy("Reminded by mail that the deadline for a breach is near")
    actions.register_action(WARNED, gettext_lazy("Reminded of the deadline for a breach"), told)


@hooks.register("register_snippet_listing_buttons")
def letters_of_a_breach(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[MenuItem]:
    if isinstance(snippet, Breach):
        yield MenuItem(gettext_lazy("Letters"), reverse("breach_letters", args=[snippet.pk]), icon_name="mail", priority=15)


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


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = start_page.panels_for(request)


@hooks.register("construct_homepage_summary_items", order=1000)
def count_nothing(request: HttpRequest, items: list[Any]) -> None:
    items.clear()


@hooks.register("register_account_menu_item")
def security_of_the_account(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("mfa_index"),
        "label": _("Account security"),
        "help_text": _("Two-step log-in, passkeys, recovery codes."),
    }


# What the story form offers -----------------------------------------------------------------------------------------
@hooks.register("construct_page_action_menu")
def say_what_the_buttons_do(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    hand_in.rename(items)


@hooks.register("register_page_action_menu_item")
def flash_lane() -> hand_in.FlashItem:
    return hand_in.FlashItem()


@hooks.register("register_permissions")
def permissions_an_admin_grants() -> Any:
    names = ["fix_small", *(f"{verb}_{noun}" for noun in ("shift", "assignment") for verb in ("add", "change", "delete"))]
    return Permission.objects.filter(content_type__app_label="stories", codename__in=names)


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


@hooks.register("register_permissions")
def permissions_on_letters() -> Any:
    return Permission.objects.filter(content_type__app_label="audience", content_type__model="letter")


# What must not happen past `stories.actions` ------------------------------------------------------------------------
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
