"""From the reporter to print and back again, without a mouse; a plan that is moved; a text changed after it went out."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from redaksi.staff.groups import Role
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import make_draft, make_editor, make_section, make_story, make_user, publish_at_once
from tests.test_advice_journey import wait_until_edits_are_watched
from tests.test_journeys import complaints, log_in, window
from tests.test_typing_journey import next_save

__all__ = ["complaints", "window"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(page, label: str) -> None:
    """The button below the form, by keyboard; the one behind the arrow where it is not seen."""
    button = page.locator("footer nav").get_by_role("button", name=label, exact=True)
    if not button.is_visible():
        page.locator("footer nav button[aria-expanded]").last.press("Enter")
    page.get_by_role("button", name=label, exact=True).last.press("Enter")


def leave_by(page, label: str) -> None:
    with page.expect_navigation():
        press(page, label)
    page.wait_for_load_state("networkidle")


def test_a_story_is_sent_back_mended_and_approved_without_a_mouse(paper, window, complaints):
    dunia = make_section("Dunia")
    sisi, _rani = make_user("sisi", Role.REPORTER), make_editor(dunia, "rani")
    story = make_draft(dunia, "Delegasi Ukraina tiba di Gomel", texts=["Delegasi tiba pada Senin pagi."], by=sisi)
    form = f"/admin/pages/{story.pk}/edit/"
    reporter, editor = window(), window()
    log_in(reporter, "sisi", wanted=form)
    leave_by(reporter, "Serahkan ke redaktur")

    log_in(editor, "rani", wanted="/admin/hari-ini/")
    waiting = editor.locator("#waiting").get_by_role("link", name="Delegasi Ukraina tiba di Gomel")
    with editor.expect_navigation():
        waiting.press("Enter")
    editor.wait_for_load_state("networkidle")
    press(editor, "Kembalikan")
    editor.get_by_role("dialog").locator("textarea").fill("Siapa sumbernya?")
    with editor.expect_navigation():
        editor.get_by_role("dialog").locator("[type=submit]").press("Enter")

    reporter.goto("/admin/hari-ini/")
    expect(reporter.locator("#back")).to_contain_text("Siapa sumbernya?")
    reporter.goto(form)
    wait_until_edits_are_watched(reporter)
    with next_save(reporter):
        reporter.locator("#id_dek").press_sequentially("Kata juru bicara kepresidenan.")
    leave_by(reporter, "Serahkan lagi")

    editor.goto(form)
    editor.wait_for_load_state("networkidle")
    leave_by(editor, "Setujui dan tayangkan")
    out = Story.objects.published().get()
    assert (out.dek, complaints) == ("Kata juru bicara kepresidenan.", [])


def test_what_is_changed_after_it_went_out_waits_to_be_read_and_a_plan_is_moved(paper, window, complaints):
    dunia = make_section("Dunia")
    make_user("bagus", Role.CHIEF_EDITOR)
    out = make_story(dunia, "Delegasi Ukraina tiba di Gomel", texts=["Delegasi tiba pada Senin pagi."])
    planned = make_draft(dunia, "Perundingan dimulai di Gomel")
    publish_at_once(planned, at=timezone.now() + timedelta(hours=3))
    page = window(width=360, height=740)
    log_in(page, "bagus", wanted=f"/admin/pages/{out.pk}/edit/")
    wait_until_edits_are_watched(page)
    with next_save(page):
        page.fill("#id_dek", "Empat orang ikut.")
    assert Story.objects.get(pk=out.pk).dek == ""
    leave_by(page, "Tayangkan")
    assert Story.objects.get(pk=out.pk).dek == "Empat orang ikut."

    page.goto(f"/admin/pages/{planned.pk}/edit/")
    later = (timezone.localtime() + timedelta(hours=6)).replace(second=0, microsecond=0)
    page.get_by_label("Waktu lain").fill(f"{later:%Y-%m-%dT%H:%M}")
    with page.expect_navigation():
        page.get_by_role("button", name="Pindahkan", exact=True).press("Enter")
    assert planned.revisions.get(approved_go_live_at__isnull=False).approved_go_live_at == later
    assert complaints == []
