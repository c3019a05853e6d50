from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.stories import actions
from redaksi.stories.tests.builders import make_contributor, make_draft, make_photo, make_section, make_story

pytestmark = pytest.mark.django_db


def lists(browser) -> dict[str, list[str]]:
    """The stories on the start page, by list."""
    panels = {"waiting-for-me": [], "planned": [], "my-copy": [], "published-today": []}
    for part in browser.get("/admin/").content.decode().split('<section class="desk-list" id="')[1:]:
        headlines = [link.partition(">")[2].partition("<")[0] for link in part.split('class="desk-list__headline"')[1:]]
        panels[part.partition('"')[0]] = headlines
    panels.pop("incomplete-photos", None)
    return panels


def test_a_reporter_sees_her_own_copy_and_what_went_out_today(dunia, reporter, chief, at_desk):
    make_draft(dunia, "Naskah saya", by=reporter)
    make_draft(dunia, "Naskah orang lain", by=chief)
    make_story(dunia, "Tayang tadi", by=reporter)
    make_story(dunia, "Tayang kemarin", at=timezone.now() - timedelta(days=1), by=reporter)
    shown = lists(at_desk(reporter))
    assert shown == {"waiting-for-me": [], "planned": [], "my-copy": ["Naskah saya"], "published-today": ["Tayang tadi"]}


def test_an_editor_sees_what_waits_in_the_own_section_longest_waiting_first(dunia, daerah, reporter, editor, at_desk):
    for headline, section in (("Pertama", dunia), ("Kedua", dunia), ("Di daerah", daerah)):
        actions.file(make_draft(section, headline, by=reporter), by=reporter)
    urgent = make_draft(dunia, "Kilat", by=reporter, urgency=1)
    actions.file(urgent, by=reporter)
    back = make_draft(dunia, "Dikembalikan", by=reporter)
    actions.file(back, by=reporter)
    actions.send_back(back, by=editor, comment="Siapa sumbernya?")
    assert lists(at_desk(editor))["waiting-for-me"] == ["Kilat", "Pertama", "Kedua"]


def test_a_story_sent_back_tells_its_reporter_what_the_editor_said(dunia, reporter, editor, at_desk):
    story = make_draft(dunia, by=reporter)
    actions.file(story, by=reporter)
    actions.send_back(story, by=editor, comment="Siapa sumbernya?")
    page = at_desk(reporter).get("/admin/").content.decode()
    assert "dikembalikan" in page
    assert "Siapa sumbernya?" in page


def test_photos_that_lack_something_are_counted_for_whoever_can_complete_them(photo_desk, reporter, at_desk, paper):
    make_photo()
    make_photo(credit="")
    make_photo(alt="")
    assert "2 foto belum punya kredit atau teks alternatif" in at_desk(photo_desk).get("/admin/").content.decode()
    assert "belum punya kredit" not in at_desk(reporter).get("/admin/").content.decode()
    listed = at_desk(photo_desk).get("/admin/foto-belum-lengkap/").content.decode()
    assert (listed.count("kredit belum ada"), listed.count("teks alternatif belum ada")) == (1, 1)


@pytest.mark.parametrize("number", [3, 30])
def test_the_start_page_asks_the_database_the_same_however_many_stories(
    number, paper, chief, at_desk, django_assert_num_queries
):
    section = make_section("Ekonomi")
    for n in range(number):
        make_draft(section, f"Draf {n}", by=chief)
        make_story(section, f"Tayang {n}", by=chief)
        actions.file(make_draft(section, f"Menunggu {n}", by=chief), by=chief)
        make_photo(credit="")
    browser = at_desk(chief)
    browser.get("/admin/")
    with django_assert_num_queries(48):
        shown = lists(browser)
    assert [len(stories) for stories in shown.values()] == [min(number, 10), 0, min(number * 2, 10), min(number, 10)]


def test_writing_begins_with_the_section_and_skips_the_question_where_there_is_only_one(dunia, reporter, at_desk):
    browser = at_desk(reporter)
    assert browser.get("/admin/tulis/").url == f"/admin/pages/add/stories/story/{dunia.pk}/"
    make_section("Ekonomi")
    page = browser.get("/admin/tulis/").content.decode()
    assert [name in page for name in ("Dunia", "Ekonomi")] == [True, True]


def test_a_new_story_carries_the_name_of_whoever_begins_it(dunia, reporter, at_desk):
    sisi = make_contributor("Sisi", user=reporter)
    form = at_desk(reporter).get(f"/admin/pages/add/stories/story/{dunia.pk}/").context["form"]
    assert [line.instance.contributor for line in form.formsets["bylines"].forms] == [sisi]
