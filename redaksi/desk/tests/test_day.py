"""The day at the desk: what waits for whom, what is due, what went wrong, who is where; whose day it is."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import Page

from redaksi.desk import day
from redaksi.stories import actions
from redaksi.stories.models import Assignment, Override, Story
from redaksi.stories.tests.builders import make_draft, make_editor, make_photo, make_story, publish_at_once
from redaksi.stories.tests.test_approval import on_duty

pytestmark = pytest.mark.django_db


def day_of(browser, **narrowed):
    page = browser.get(reverse("desk_day"), narrowed)
    return {each.name: each.lines for each in page.context["lists"]}


def headlines(browser, name, **narrowed):
    return [line.headline for line in day_of(browser, **narrowed)[name]]


def planned(section, headline, at, **fields):
    draft = make_draft(section, headline, **fields)
    publish_at_once(draft, at=at)
    return draft


def test_what_waits_says_for_whom_and_how_long(dunia, reporter, editor, at_desk, time_machine):
    draft = make_draft(dunia, "Banjir", by=reporter)
    actions.file(draft, by=reporter)
    time_machine.move_to(timezone.now() + timedelta(hours=2, minutes=5))
    [line] = day_of(at_desk(editor))["waiting"]
    assert (line.headline, line.section, line.facts) == ("Banjir", "Dunia", ["sudah 2\xa0jam", "menunggu rani", "dari sisi"])


def test_what_an_editor_has_read_waits_for_the_chief(dunia, reporter, editor, chief, at_desk):
    draft = make_draft(dunia, "Banjir", by=reporter, needs_chief=True)
    actions.file(draft, by=reporter)
    actions.approve(Story.objects.get(), by=editor)
    [line] = day_of(at_desk(chief))["waiting"]
    assert line.facts[1] == "menunggu pemimpin redaksi: bagus"


def test_what_was_sent_back_says_why_and_to_whom(dunia, reporter, editor, at_desk):
    draft = make_draft(dunia, "Banjir", by=reporter)
    actions.file(draft, by=reporter)
    actions.send_back(draft, by=editor, comment="Siapa sumbernya?")
    [line] = day_of(at_desk(reporter))["back"]
    assert (line.said, line.facts[1:]) == ("Siapa sumbernya?", ["oleh rani", "menunggu sisi"])


def test_the_time_line_has_plans_assignments_and_embargoes_in_order(dunia, editor, at_desk):
    now = timezone.now()
    planned(dunia, "Terjadwal", now + timedelta(hours=2))
    planned(dunia, "Lusa", now + timedelta(days=2))
    make_draft(dunia, "Embargo", embargoed_until=now + timedelta(hours=3))
    Assignment.objects.create(slugline="BANJIR", section=dunia, due_at=now + timedelta(hours=1), length_words=400)
    lines = day_of(at_desk(editor))["due"]
    assert [line.headline for line in lines] == ["BANJIR", "Terjadwal", "Embargo"]
    assert lines[0].facts == ["naskah harus masuk", "belum ada yang ditugasi", "400 kata"]
    assert headlines(at_desk(editor), "embargo") == ["Embargo"]


def test_failures_holds_second_readings_and_a_clock_that_stands_still_are_told(dunia, editor, at_desk, time_machine):
    soon = timezone.now() + timedelta(minutes=5)
    photo = make_photo()
    planned(dunia, "Gagal", soon, lead_photo=photo)
    photo.credit = ""
    photo.save()
    actions.hold(make_story(dunia, "Ditahan"), by=editor, note="Cek korban.")
    duty = on_duty(make_editor(dunia, "wati"))
    actions.publish(make_draft(dunia, "Kilat"), by=duty, is_flash=True)
    actions.tick()
    time_machine.move_to(soon + timedelta(minutes=2))
    actions.publish_due()
    lists = day_of(at_desk(editor))
    assert "belum punya kredit" in lists["failed"][0].said
    assert (lists["held"][0].said, lists["held"][0].facts[0]) == ("Cek korban.", "oleh rani")
    assert [line.headline for line in lists["again"]] == ["Kilat"]
    assert 'role="alert"' in at_desk(editor).get(reverse("desk_day")).content.decode()


def test_warnings_gone_past_are_shown_with_their_reasons_for_a_day(dunia, editor, at_desk, time_machine):
    story = make_draft(dunia, "Banjir")
    told = {"check": "angka", "field": "body", "text": "136", "message": "136 dan 137"}
    actions.override(story, editor, reason="Dua sumber berbeda.", **told)
    [line] = day_of(at_desk(editor))["overridden"]
    assert (line.facts[0], line.said) == ("angka: 136", "Dua sumber berbeda.")
    time_machine.move_to(timezone.now() + timedelta(hours=25))
    assert (headlines(at_desk(editor), "overridden"), Override.objects.count()) == ([], 1)


def test_who_is_in_which_story_and_whether_they_write(dunia, reporter, editor, at_desk):
    story = make_draft(dunia, "Banjir", by=reporter)
    pages = ContentType.objects.get_for_model(Page)
    for user, writes in ((reporter, True), (editor, False)):
        EditingSession.objects.create(
            user=user, content_type=pages, object_id=story.pk, last_seen_at=timezone.now(), is_editing=writes
        )
    [line] = day_of(at_desk(editor))["present"]
    assert line.facts == ["sisi sedang menulis", "rani sedang membaca"]


def test_each_sees_the_own_sections_and_may_narrow_to_one(dunia, daerah, reporter, editor, chief, at_desk):
    for section in (dunia, daerah):
        actions.file(make_draft(section, f"Di {section.title}", by=chief), by=chief)
    assert headlines(at_desk(chief), "waiting") == ["Di Dunia", "Di Daerah"]
    assert headlines(at_desk(chief), "waiting", rubrik="daerah") == ["Di Daerah"]
    assert headlines(at_desk(chief), "waiting", rubrik="<tidak ada>") == ["Di Dunia", "Di Daerah"]
    assert headlines(at_desk(editor), "waiting") == ["Di Dunia"]
    assert headlines(at_desk(editor), "waiting", rubrik="daerah") == ["Di Dunia"]
    assert headlines(at_desk(reporter), "waiting") == []


@pytest.mark.parametrize("number", [1, 12])
def test_the_day_asks_the_database_the_same_however_much_happens(
    number, dunia, reporter, editor, chief, django_assert_num_queries
):
    for n in range(number):
        actions.file(make_draft(dunia, f"Menunggu {n}", by=reporter), by=reporter)
        back = make_draft(dunia, f"Kembali {n}", by=reporter)
        actions.file(back, by=reporter)
        actions.send_back(back, by=editor, comment="Lagi.")
        planned(dunia, f"Terjadwal {n}", timezone.now() + timedelta(hours=1))
        actions.hold(make_story(dunia, f"Ditahan {n}"), by=editor)
    day.lists(day.Reach(chief))
    with django_assert_num_queries(29):
        lists = day.lists(day.Reach(chief))
    assert {each.name: len(each.lines) for each in lists if each.lines} == dict.fromkeys(
        ["held", "due", "waiting", "back"], number
    )
