"""Tahan, lane kilat, the plan and the alarms, as the desk's people use them; and who gets a letter."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from redaksi.desk.tests.forms import form_of
from redaksi.staff.groups import Role
from redaksi.stories import actions
from redaksi.stories.models import Clock, Story
from redaksi.stories.tests.builders import make_draft, make_photo, make_story, make_user, publish_at_once
from redaksi.stories.tests.test_approval import on_duty

pytestmark = pytest.mark.django_db


def edit_url(story):
    return reverse("wagtailadmin_pages:edit", args=[story.pk])


def letters():
    return sorted((letter.to[0].partition("@")[0], letter.subject) for letter in mail.outbox)


def test_one_tap_takes_a_story_out_of_readers_sight_and_the_chief_decides(dunia, editor, chief, at_desk):
    story, reader = make_story(dunia), Client()
    assert "Tahan" in at_desk(editor).get(edit_url(story)).content.decode()
    at_desk(editor).post(reverse("hold_story", args=[story.pk]))
    notice = reader.get(story.address)
    assert (notice.status_code, notice["Retry-After"], notice["Cache-Control"]) == (503, "3600", "no-store")
    assert story.title not in notice.content.decode()
    for place in ("/", "/dunia/", "/feed/", "/sitemap-news.xml", "/arsip/"):
        assert story.title not in reader.get(place, follow=True).content.decode()
    assert 'id="held-back"' in at_desk(chief).get("/admin/").content.decode()
    assert at_desk(editor).get(reverse("decide_hold", args=[story.pk])).status_code in (302, 403)
    at_desk(chief).post(reverse("decide_hold", args=[story.pk]), {"outcome": "back", "note": "Sudah dicek."})
    assert reader.get(story.address).status_code == 200


def test_the_flash_button_is_the_editors_on_duty_and_spelling_only_warns_there(dunia, editor, at_desk, monkeypatch):
    from redaksi.stories import rules

    monkeypatch.setattr(rules, "_objections", [lambda story, at: [rules.Reason("title", "Salah eja.", check="ejaan")]])
    draft = make_draft(dunia)
    assert 'value="flash"' not in at_desk(editor).get(edit_url(draft)).content.decode()
    on_duty(editor)
    assert 'value="flash"' in at_desk(editor).get(edit_url(draft)).content.decode()
    at_desk(editor).post(edit_url(draft), form_of(draft, **{"action-publish": "1"}))
    assert not Story.objects.published().exists()
    at_desk(editor).post(edit_url(draft), form_of(draft, **{"action-publish": "flash"}))
    assert Story.objects.get().is_public


def test_embargo_stops_in_the_flash_lane_too(dunia, editor, at_desk):
    until = timezone.localtime() + timedelta(hours=3)
    draft = make_draft(dunia)
    on_duty(editor)
    fields = form_of(draft, embargoed_until=f"{until:%Y-%m-%d %H:%M}", **{"action-publish": "flash"})
    answer = at_desk(editor).post(edit_url(draft), fields)
    assert list(answer.context["form"].errors) == ["embargoed_until"]


def test_what_failed_and_a_clock_that_stands_still_are_told_on_the_first_page(dunia, editor, at_desk, time_machine):
    soon = timezone.now() + timedelta(minutes=5)
    photo = make_photo()
    draft = make_draft(dunia, lead_photo=photo)
    publish_at_once(draft, at=soon)
    assert draft.title in at_desk(editor).get("/admin/").content.decode()
    photo.credit = ""
    photo.save()
    actions.tick()
    time_machine.move_to(soon + timedelta(seconds=1))
    actions.publish_due()
    page = at_desk(editor).get("/admin/").content.decode()
    assert ('id="failed-publications"' in page, 'id="clock-stopped"' in page) == (True, True)
    assert "belum punya kredit" in at_desk(editor).get(edit_url(draft)).content.decode()
    Clock.note_tick()
    assert 'id="clock-stopped"' not in at_desk(editor).get("/admin/").content.decode()


def test_a_plan_is_moved_and_dropped_from_the_form(dunia, editor, at_desk):
    soon = timezone.localtime() + timedelta(hours=1)
    draft = make_draft(dunia)
    publish_at_once(draft, at=soon)
    later = soon + timedelta(hours=2)
    at_desk(editor).post(reverse("move_story", args=[draft.pk]), {"at": f"{later:%Y-%m-%dT%H:%M}"})
    planned = draft.revisions.get(approved_go_live_at__isnull=False)
    assert planned.approved_go_live_at == later.replace(second=0, microsecond=0)
    at_desk(editor).post(reverse("move_story", args=[draft.pk]), {"at": "besok"})
    at_desk(editor).post(reverse("unschedule_story", args=[draft.pk]))
    assert not draft.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_the_people_concerned_get_a_letter_unless_they_switched_it_off(
    dunia, reporter, editor, chief, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        draft = make_draft(dunia, by=reporter)
        actions.file(draft, by=reporter)
    assert letters() == [("rani", "sisi menyerahkan “Kebakaran di pelabuhan”.")]
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        actions.send_back(draft, by=editor, comment="Siapa sumbernya?")
    assert letters() == [("sisi", "rani mengembalikan “Kebakaran di pelabuhan”.")]
    assert "Siapa sumbernya?" in mail.outbox[0].body
    mail.outbox.clear()
    UserProfile.objects.create(user=reporter, approved_notifications=False)
    with django_capture_on_commit_callbacks(execute=True):
        actions.file(Story.objects.get(pk=draft.pk), by=reporter)
        mail.outbox.clear()
        actions.approve(Story.objects.get(pk=draft.pk), by=editor)
    assert [letter for letter in letters() if letter[0] == "sisi"] == []


def test_an_assignment_and_a_shift_are_written_by_those_who_lead(dunia, chief, reporter, at_desk):
    for name in ("shift", "assignment"):
        address = reverse(f"wagtailsnippets_stories_{name}:add")
        assert (at_desk(chief).get(address).status_code, at_desk(reporter).get(address).status_code) == (200, 302)
    assert make_user("x", Role.CHIEF_EDITOR).has_perm("stories.add_shift")
