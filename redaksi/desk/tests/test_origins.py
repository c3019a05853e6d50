"""What changed where our stories were taken from, as the desk is told of it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from redaksi.stories.models import Source, StorySource
from redaksi.stories.tests.builders import make_draft, make_story
from redaksi.wire.models import Origin, OriginChange

pytestmark = pytest.mark.django_db


def make_origin(story, change=OriginChange.CORRECTED, **fields) -> Origin:
    told = {"name": "Kantor Berita", "url": "https://kantor.id/1", "usage_terms": "CC BY 4.0", "change_note": "− 22\n+ 31"}
    return Origin.objects.create(story=story, change=change, changed_at=timezone.now(), **{**told, **fields})


def panel(browser) -> str:
    return browser.get("/admin/").content.decode().partition('id="changed-at-origin"')[2].partition("</section>")[0]


def notice(browser, story) -> str:
    page = browser.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
    return page.partition('<aside class="desk-origins')[2].partition("</aside>")[0]


def test_a_change_is_told_to_whom_the_story_belongs_and_to_its_editors(dunia, daerah, reporter, editor, chief, at_desk):
    mine, withdrawn = make_draft(dunia, "Milik saya", by=reporter), make_story(daerah, "Di daerah", by=chief)
    make_origin(mine)
    make_origin(withdrawn, OriginChange.WITHDRAWN)
    told = ("Milik saya", "diubah oleh Kantor Berita", "+ 31", "Di daerah", "dicabut oleh Kantor Berita")
    assert [text in panel(at_desk(reporter)) for text in told] == [True, True, True, False, False]
    assert [text in panel(at_desk(editor)) for text in told] == [True, True, True, False, False]
    assert [text in panel(at_desk(chief)) for text in told] == [True] * 5


def test_nothing_is_said_where_nothing_changed(dunia, chief, at_desk):
    make_origin(make_story(dunia), OriginChange.NONE)
    assert panel(at_desk(chief)) == ""


def test_what_one_has_seen_is_said_no_more(dunia, reporter, editor, at_desk):
    story = make_draft(dunia, by=reporter)
    origin = make_origin(story)
    browser = at_desk(editor)
    answer = browser.post(reverse("mark_origin_seen", args=[origin.pk]), {"next": "https://jahat.id/"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/admin/"
    assert "Dicatat: Anda sudah melihat perubahan di Kantor Berita." in answer.content.decode()
    assert (panel(browser), panel(at_desk(reporter))) == ("", "")
    assert Origin.objects.get().seen_by == editor
    assert "diubah sumbernya; sudah dilihat rani" in notice(browser, story)


def test_the_story_says_above_its_form_where_it_came_from_and_what_changed_there(dunia, reporter, at_desk):
    story = make_draft(dunia, by=reporter)
    browser = at_desk(reporter)
    assert notice(browser, story) == ""
    make_origin(story, OriginChange.NONE, change_note="")
    told = ("Kantor Berita", 'href="https://kantor.id/1"', "CC BY 4.0", "Sudah saya lihat")
    assert [text in notice(browser, story) for text in told] == [True, True, True, False]
    Origin.objects.update(change=OriginChange.WITHDRAWN, change_note="Halamannya tidak ada lagi.")
    shown = notice(browser, story)
    assert [text in shown for text in (*told, "dicabut oleh Kantor Berita", "Halamannya tidak ada lagi.")] == [True] * 6


def test_only_who_may_change_the_story_marks_a_change_as_seen(dunia, chief, reporter, photo_desk, at_desk):
    origin = make_origin(make_draft(dunia, by=chief))
    for person in (reporter, photo_desk):
        assert at_desk(person).post(reverse("mark_origin_seen", args=[origin.pk])).url == "/admin/"
    assert at_desk(chief).get(reverse("mark_origin_seen", args=[origin.pk])).status_code == 405
    assert Origin.objects.get().seen_at is None


def test_ten_changes_are_shown_and_that_there_are_more(dunia, chief, at_desk):
    for n in range(11):
        make_origin(make_draft(dunia, f"Draf {n}", by=chief))
    shown = panel(at_desk(chief))
    assert shown.count("Sudah saya lihat") == 10
    assert "Masih ada lagi; ini yang teratas." in shown


@pytest.mark.parametrize("number", [1, 8])
def test_the_edit_page_asks_the_database_the_same_however_many_origins(
    number, dunia, chief, at_desk, django_assert_num_queries
):
    story = make_draft(dunia, by=chief)
    for n in range(number):
        make_origin(story, name=f"Kantor {n}", seen_by=chief, seen_at=timezone.now())
    browser = at_desk(chief)
    browser.get(reverse("wagtailadmin_pages:edit", args=[story.pk]))
    with django_assert_num_queries(45):
        shown = notice(browser, story)
    assert shown.count("sudah dilihat bagus") == number


def test_whoever_quotes_another_medium_writes_it_down_and_it_is_watched(dunia, reporter, daerah, at_desk):
    story = make_draft(dunia, by=reporter)
    medium = Source.objects.create(name="Harian Lain", kind="medium")
    StorySource.objects.create(story=story, source=medium, url="https://lain.id/berita/1")
    browser, address = at_desk(reporter), reverse("record_origin", args=[story.pk])
    assert dict(browser.get(address).context["form"].initial) == {
        "is_ours": True,
        "name": "Harian Lain",
        "url": "https://lain.id/berita/1",
    }
    sent = {"name": "Harian Lain", "url": "https://lain.id/berita/1", "is_ours": "on"}
    browser.post(address, sent)
    again = browser.post(address, sent).content.decode()
    origin = Origin.objects.get()
    assert (origin.story, origin.may_be_passed_on, origin.next_at is not None) == (story, True, True)
    assert "Asal ini sudah dicatat." in again
    assert "Harian Lain" in notice(browser, story)


def test_a_story_that_republishes_is_not_given_on_and_strangers_write_no_origin(dunia, reporter, photo_desk, at_desk):
    story = make_draft(dunia, by=reporter)
    address, sent = reverse("record_origin", args=[story.pk]), {"name": "Harian Lain", "url": "javascript:alert(1)"}
    assert at_desk(photo_desk).post(address, sent).status_code == 302
    at_desk(reporter).post(address, sent)
    assert Origin.objects.count() == 0
    at_desk(reporter).post(address, sent | {"url": "lain.id/2"})
    assert Origin.objects.values_list("url", "may_be_passed_on").get() == ("https://lain.id/2", False)
