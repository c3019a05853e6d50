"""Where the desk's own pages are."""

from typing import Any

from django.urls import URLPattern, path, re_path
from wagtail import hooks

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
from redaksi.desk.views.origins import RecordOrigin, mark_seen
from redaksi.desk.views.overrides import Overrides
from redaksi.desk.views.parcels import parcel
from redaksi.desk.views.partners import NewToken
from redaksi.desk.views.photos import IncompletePhotos
from redaksi.desk.views.places import Places
from redaksi.desk.views.protect import ProtectStory, erase_entry, erase_story, mask_entry
from redaksi.desk.views.quotes import Quotes, SourcePage
from redaksi.desk.views.search import Search
from redaksi.desk.views.still_here import still_here
from redaksi.desk.views.story import story_viewset
from redaksi.desk.views.verify import DeclareUnverified, VerifyStory
from redaksi.desk.views.withdraw import WithdrawStory
from redaksi.desk.views.write import choose_section


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
        path("pembaca/tempat/", Places.as_view(), name="try_places"),
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
