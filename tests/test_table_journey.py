"""Tables in the story form: their editor is fetched when one is there, and a lost line loses no table."""

import re

import pytest
from playwright.sync_api import expect

from redaksi.staff.groups import Role
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import make_draft, make_section, make_user
from tests.test_advice_journey import wait_until_edits_are_watched
from tests.test_journeys import complaints, log_in, window
from tests.test_typing_journey import next_save

__all__ = ["complaints", "window"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EDITOR = re.compile(r"/static/table_block/.*handsontable.*\.js")
TABLE = {"caption": "Suara", "table": {"data": [["Calon", "Suara"], ["Rina", "120"]], "table_header_choice": "row"}}


def open_form(window, body):
    make_user("bagus", Role.CHIEF_EDITOR)
    story = make_draft(make_section("Dunia"), "Hasil pemilihan desa", body=body)
    page = window()
    fetched = []
    page.on("request", lambda request: fetched.append(request.url) if EDITOR.search(request.url) else None)
    return story, page, f"/admin/pages/{story.pk}/edit/", fetched


def cells(story):
    (block,) = [
        each for each in Story.objects.get(pk=story.pk).get_latest_revision_as_object().body if each.block_type == "table"
    ]
    return block.value["table"]["data"]


def test_the_editor_comes_with_the_first_table_that_is_added(paper, window, complaints):
    story, page, form, fetched = open_form(window, [("text", "<p>Awal.</p>")])
    log_in(page, "bagus", wanted=form)
    wait_until_edits_are_watched(page)
    assert fetched == []
    page.locator("[data-streamfield-stream-container] button[title]").last.click()
    with next_save(page):  # of the table without a word
        page.get_by_role("option", name="Tabel").click()
    page.locator(".htCore td").first.dblclick()
    with next_save(page):
        page.keyboard.type("Calon")
        page.keyboard.press("Enter")
    assert len(fetched) == 1
    assert cells(story)[0][0] == "Calon"
    assert complaints == []


def test_a_table_stays_as_it_is_while_its_editor_cannot_be_fetched(paper, window):
    story, page, form, fetched = open_form(window, [("text", "<p>Awal.</p>"), ("table", TABLE)])
    page.route(EDITOR, lambda route: route.abort())
    log_in(page, "bagus", wanted=form)
    expect(page.get_by_text("Penyunting tabel tidak dapat diambil")).to_be_visible()
    wait_until_edits_are_watched(page)
    with next_save(page):
        page.locator("#id_dek").fill("Dihitung semalam.")
    assert cells(story) == TABLE["table"]["data"]
    page.unroute(EDITOR)
    page.get_by_role("button", name="Coba lagi").click()
    expect(page.locator(".htCore td").nth(2)).to_have_text("Rina")
    page.locator(".htCore td").nth(3).dblclick()
    with next_save(page):
        page.keyboard.press("Control+a")
        page.keyboard.type("121")
        page.keyboard.press("Enter")
    assert cells(story) == [["Calon", "Suara"], ["Rina", "121"]]
    assert len(fetched) == 2
