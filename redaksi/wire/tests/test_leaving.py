import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from lxml import etree

from redaksi.staff.groups import Role
from redaksi.stories import actions
from redaksi.stories.models import Story, WithdrawalGround
from redaksi.stories.tests.builders import make_photo, make_section, make_story, make_storyline, make_user
from redaksi.wire import copying, intake, leaving
from redaksi.wire.leaving import Selection

pytestmark = pytest.mark.django_db

JAKARTA = ZoneInfo("Asia/Jakarta")


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def stories(paper):
    """Two that are public, of two sections and two days, and one that was withdrawn."""
    world, home = make_section("Dunia"), make_section("Daerah")
    kept = [
        make_story(world, "Yang pertama", at=datetime(2026, 1, 5, 23, 30, tzinfo=JAKARTA), lead_photo=make_photo()),
        make_story(home, "Yang kedua", at=datetime(2026, 1, 6, 0, 10, tzinfo=JAKARTA), storyline=make_storyline()),
    ]
    gone = make_story(home, "Yang ditarik", at=datetime(2026, 1, 7, tzinfo=JAKARTA))
    actions.withdraw(gone, by=make_user("pemred", Role.CHIEF_EDITOR), ground=WithdrawalGround.SARA, reason="Keliru.")
    return kept


@pytest.mark.parametrize("format_name", ["manuscript", "newsml_g2", "page_html"])
def test_one_file_a_story_with_its_pictures(stories, tmp_path, format_name):
    left = leaving.leave(tmp_path / "keluar", format_name)
    assert (left.stories, left.photos) == (2, 1)
    report = intake.bring([tmp_path / "keluar"], format=None, dry_run=True)
    assert (report.items, report.skipped) == (2, [])


def test_a_withdrawn_story_goes_out_as_canceled_and_without_its_words(stories, tmp_path):
    leaving.leave(tmp_path / "keluar", "ninjs")
    items = [json.loads(file.read_text()) for file in (tmp_path / "keluar").rglob("*.json")]
    assert sorted((item["headlines"][0]["value"], item["pubStatus"], "bodies" in item) for item in items) == [
        ("Yang ditarik", "canceled", False),
        ("Yang kedua", "usable", True),
        ("Yang pertama", "usable", True),
    ]


@pytest.mark.parametrize("name", ["semua.csv", "semua.jsonl", "wp.xml", "ghost.json", "rss.xml", "umpan.atom", "umpan.json"])
def test_one_file_for_all_of_them(stories, tmp_path, name):
    kinds = {"wp.xml": "wordpress", "ghost.json": "ghost", "semua.csv": "tabular", "semua.jsonl": "tabular"}
    left = leaving.leave(tmp_path / name, kinds.get(name, "rss_atom"))
    assert (left.stories, left.photos) == (2, 1)
    report = intake.bring([tmp_path / name], dry_run=True)
    assert report.stories == 2


def test_a_feed_leads_to_where_the_stories_are(stories, tmp_path, settings):
    leaving.leave(tmp_path / "rss.xml", "rss_atom")
    links = etree.parse(str(tmp_path / "rss.xml")).xpath("//item/link/text()")
    assert links == [f"{settings.SITE_URL}{story.address}" for story in reversed(stories)]


@pytest.mark.parametrize(
    ("selection", "headlines"),
    [
        (Selection(section="dunia"), ["Yang pertama"]),
        (Selection(storyline="Perundingan Minsk"), ["Yang kedua"]),
        (Selection(since=date(2026, 1, 6)), ["Yang kedua"]),
        (Selection(until=date(2026, 1, 5)), ["Yang pertama"]),
        (Selection(since=date(2026, 1, 5), until=date(2026, 1, 6)), ["Yang kedua", "Yang pertama"]),
    ],
)
def test_by_section_storyline_and_day(stories, tmp_path, selection, headlines):
    leaving.leave(tmp_path / "keluar.jsonl", "tabular", selection)
    assert [json.loads(line)["headline"] for line in (tmp_path / "keluar.jsonl").read_text().splitlines()] == headlines


def test_all_is_the_archive_of_everything(stories, tmp_path):
    assert leaving.leave(tmp_path / "arsip.zip", "archive_zip", is_all=True).stories == 3


@pytest.mark.parametrize(
    ("format_name", "how", "why"),
    [
        ("excel", {}, "excel is not written here; there are: "),
        ("tabular", {"is_all": True}, "Everything goes into one archive"),
        ("ninjs", {"selection": Selection(section="Luar")}, "There is no section called “Luar”."),
    ],
)
def test_what_cannot_leave_says_why(stories, tmp_path, format_name, how, why):
    with pytest.raises(leaving.Unwritable, match=why):
        leaving.leave(tmp_path / "keluar", format_name, **how)
    assert not (tmp_path / "keluar").exists()


@pytest.mark.parametrize("format_name", ["tabular", "manuscript", "archive_zip"])
def test_nothing_is_written_over(stories, tmp_path, format_name):
    there = tmp_path / "ada"
    there.write_text("isi")
    with pytest.raises(leaving.Unwritable):
        leaving.leave(there, format_name)
    assert there.read_text() == "isi"


def queries_for(stories):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        list(copying.copies(stories))
    return len(queries)


def test_a_chunk_of_copies_costs_the_same_with_one_story_and_with_many(paper):
    section, photo = make_section(), make_photo()
    first = make_story(section, lead_photo=photo)
    few = queries_for(Story.objects.filter(pk=first.pk))
    for number in range(5):
        make_story(section, f"Lagi {number}", lead_photo=photo)
    assert queries_for(Story.objects.all()) == few


def test_what_the_schema_finds_in_an_archive_is_told(stories, tmp_path, monkeypatch):
    monkeypatch.setattr("redaksi.wire.ninjs.faults_of", lambda item, version: ["headlines: too long"])
    left = leaving.leave(tmp_path / "arsip.zip", "archive_zip")
    assert left.faults == [f"{uid}: headlines: too long" for uid in Story.objects.newest_first().values_list("uid", flat=True)]
    assert not left.is_whole
