"""What the pattern page shows each component with: words of our own, objects that no database knows."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone
from wagtail.rich_text import RichText

from redaksi.archive import passages
from redaksi.archive.counting import Counted
from redaksi.archive.models import Said
from redaksi.archive.question import parse
from redaksi.archive.search import Finding, Found, Narrowing
from redaksi.front.asked import Asked
from redaksi.front.case_forms import ReplyForm
from redaksi.front.front_page import River
from redaksi.front.notes import Notes
from redaksi.front.pages import Leaf
from redaksi.front.replies import Replies
from redaksi.front.search_page import SearchPage
from redaksi.stories.cases.figures import Figures
from redaksi.stories.differences import Change
from redaksi.stories.models import (
    Byline,
    Case,
    CaseKind,
    ConsentText,
    Contributor,
    LedgerEntry,
    LedgerKind,
    LedgerWords,
    Paper,
    Photo,
    Section,
    Source,
    Story,
    Storyline,
    StorySource,
    StoryTopic,
    Topic,
    Withdrawal,
    WithdrawalGround,
)
from redaksi.stories.models.section import SectionForm

HEADLINES = (
    "Perahu Terakhir Sandar Sebelum Angin Barat Tiba di Muara Bening",
    "Pasar Ikan Buka Lagi Setelah Tiga Pekan Dibersihkan",
    "Warga Menghitung Sendiri Tinggi Air, Setiap Jam Enam Pagi",
    "Sekolah di Atas Tiang Menunggu Murid Kembali",
    "Harga Garam Naik, Petambak Menahan Jual",
)


def everything() -> dict[str, Any]:
    """The context of the pattern page."""
    section = Section(title="Daerah", slug="daerah", url_path="/depan/daerah/", form=SectionForm.LIST)
    stories = [_story(section, headline, number) for number, headline in enumerate(HEADLINES, start=1)]
    return {
        "story": stories[0],
        "stories": stories,
        "opinion": _story(section, "Garis Pantai Tidak Menunggu Rapat", 9, genre="opinion"),
        "paid": _story(section, "Liburan Hemat ke Pulau Seberang", 10, genre="paid", kicker="Kerja sama"),
        "rivers": [River(_formed(form), stories) for form in SectionForm.values],
        "offers": [SimpleNamespace(story=story, why="Rob, Muara Bening") for story in stories[:4]],
        "paper": Paper(name="Redaksi", google_news_url="https://news.google.com/", is_preferred_source_shown=True),
        "demo": Paper(is_demo=True),
        "leaf": Leaf(stories[:2], number=2, has_more=True),
        "search": _search(stories[:2]),
        "replies": Replies([_reply_to(stories[0], stories[1])], _reply_to(stories[2], stories[3])),
        "case_form": ReplyForm({"kind": "reply", "name": "Laras Ayu", "email": "laras", "story": ""}),
        "consent_text": ConsentText(version=1, text="Saya menyetujui redaksi menyimpan nama dan surel saya."),
        "years": [(2026, [Figures(CaseKind.REPLY, 12, 2, 9, {"published": 7, "refused": 3}, 21)])],
        "said": [Said(text="Air naik sebelum subuh.", speaker="Laras Ayu", role="juru kunci pasang", **_in(stories[0]))],
        "lost": Story(lead_credit="iStockphoto"),
        "withdrawal": Withdrawal(
            ground=WithdrawalGround.EDITORIAL_ERROR,
            reason="Angka dalam berita ini tertukar antara dua kelurahan.",
            withdrawn_at=timezone.now(),
        ),
        "notes": _notes(),
        "photo": _any_photo(),
        **_blocks(),
    }


def _reply_to(story: Story, answer: Story) -> Case:
    return Case(story=story, answer_story=answer, closed_at=timezone.now())


def _in(story: Story) -> dict[str, Any]:
    return {"story": story, "said_at": story.published_at}


def _story(section: Section, headline: str, number: int, **fields: Any) -> Story:
    at = timezone.now() - timedelta(hours=number * 3)
    story = Story(
        title=headline,
        section=section,
        kicker=fields.pop("kicker", "Musim Rob"),
        dek="Nelayan menarik perahu ke darat dua hari lebih cepat. Yang mereka baca bukan ramalan, melainkan arah burung.",
        address=f"/2026/01/contoh-{number}/",
        number=number,
        published_at=at,
        last_published_at=at + timedelta(hours=1),
        word_count=640,
        storyline=Storyline(name="Rob di pesisir utara", slug="rob-di-pesisir-utara"),
        **fields,
    )
    story.bylines = [
        Byline(contributor=Contributor(name="Laras Ayu", slug="laras-ayu", desk="dr")),
        Byline(contributor=Contributor(name="Bima Pratama", slug="bima-pratama", desk="dr")),
    ]
    story.story_topics = [
        StoryTopic(topic=Topic(name="Muara Bening", slug="muara-bening", kind="place")),
        StoryTopic(topic=Topic(name="Rob", slug="rob")),
    ]
    tide = Source(name="Stasiun pasang surut Muara Bening", kind="organization", url="https://example.org/")
    story.story_sources = [StorySource(source=tide, note="catatan tinggi air Januari")]
    return story


def _search(stories: list[Story]) -> SearchPage:
    sought = passages.Sought.of(["perahu"])
    findings = [
        Finding(story, passages.marked(story.headline, sought), passages.passage([story.dek], sought)) for story in stories
    ]
    counted = Counted(
        sections=tuple((_formed(form), count) for form, count in (("list", 12), ("photos", 3))),
        years=tuple((2026 - number, 9 - number) for number in range(9)),
    )
    found = Found("perau", parse("perahu"), findings, total=2, meant="perahu", is_meant=True, counted=counted)
    return SearchPage(Asked("perau", Narrowing(author="laras-ayu")), found, number=1)


def _formed(form: str) -> Section:
    names = {"list": "Daerah", "photos": "Budaya", "opinion": "Opini"}
    return Section(title=names[form], slug=f"contoh-{form}", url_path=f"/depan/contoh-{form}/", form=form)


def _notes() -> Notes:
    """A serious correction with its change, and a small one."""
    was, now = "Air setinggi 14 sentimeter masuk ke dua kelurahan.", "Air setinggi 41 sentimeter masuk ke dua kelurahan."
    serious = {"text": "Tinggi air 41 sentimeter, bukan 14. Redaksi meminta maaf.", "changes": [vars(Change("body", was, now))]}
    small = {"text": "Nama dermaga ditulis Muara Bening, sebelumnya tertulis Muara Bening Lama.", "changes": []}
    return Notes(above=[_entry(2, "koreksi", serious)], below=[_entry(1, "ralat", small)])


def _entry(number: int, form: str, words: dict[str, Any]) -> LedgerEntry:
    entry = LedgerEntry(number=number, kind=LedgerKind.CORRECTION, at=timezone.now(), act={"form": form})
    entry.act["is_serious"] = form == "koreksi"
    vars(entry)["_state"].fields_cache["words"] = LedgerWords(entry=entry, content=words)
    return entry


def _any_photo() -> Photo | None:
    """A photograph needs a file: the paper's newest one stands in."""
    shown = Story.objects.published().filter(lead_photo__isnull=False).newest_first().select_related("lead_photo").first()
    return shown.lead_photo if shown else None


def _blocks() -> dict[str, Any]:
    text = "<p>Air masuk lewat <b>selokan</b>, bukan lewat tanggul, kata warga yang mencatatnya sejak Kamis (8/1/2026).</p>"
    return {
        "text": RichText(text),
        "quote": {
            "text": "Kami tidak lari dari air. Kami menaikkan lantai.",
            "speaker": "Sutinah",
            "speaker_role": "ketua rukun tetangga",
        },
        "factbox": {"title": "Apa itu rob", "text": RichText("<p>Rob adalah banjir karena air laut pasang.</p>")},
        "table": {
            "caption": "Tinggi air pukul 06.00",
            "table": {"data": [["Hari", "Sentimeter"], ["Senin", "14"], ["Selasa", "21"]]},
        },
        "list": {"is_numbered": True, "items": [RichText("Catat tinggi air."), RichText("Kirim sebelum pukul tujuh.")]},
        "embed": {"url": "https://example.org/rekaman", "caption": "Rekaman dari menara pandang"},
        "related": {"story": SimpleNamespace(is_public=True, headline=HEADLINES[1], get_absolute_url="/2026/01/contoh-2/")},
    }
