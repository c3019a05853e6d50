"""The checks beside the text, in a real browser: told after saving, mended with one click, gone past with a reason."""

import os

import pytest
from playwright.sync_api import expect

from redaksi.staff.groups import Role
from redaksi.stories.models import Override
from redaksi.stories.tests.builders import make_draft, make_section, make_user
from tests.test_advice_journey import wait_until_edits_are_watched
from tests.test_journeys import complaints, log_in, window

__all__ = ["complaints", "window"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_finding_is_mended_or_gone_past_from_the_panel(paper, window, complaints):
    make_user("bram", Role.CHIEF_EDITOR)
    story = make_draft(
        make_section("Daerah"), "Warga Siap Negoisasi di Demak", texts=["Warga dirumah saja, kata polisi. Jalan antri panjang."]
    )
    page = window(width=360, height=740)
    log_in(page, "bram", f"/admin/pages/{story.pk}/edit/")
    checks = page.locator(".desk-checks")
    expect(checks.get_by_role("heading")).to_have_text("Pemeriksaan: 1 temuan menahan penayangan")
    wait_until_edits_are_watched(page)
    if folder := os.environ.get("REDAKSI_SHOTS"):
        for width, scheme in ((360, "light"), (1280, "dark")):
            page.set_viewport_size({"width": width, "height": 1000})
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=f"{folder}/checks-{width}.png")
    checks.get_by_role("button", name="Negoisasi → Negosiasi").click()
    expect(page.locator("#id_title")).to_have_value("Warga Siap Negosiasi di Demak")
    checks.get_by_role("button", name="dirumah → di rumah").click()
    mended = "Warga di rumah saja, kata polisi. Jalan antri panjang."
    expect(page.locator(".public-DraftEditor-content").first).to_have_text(mended)
    line = checks.locator("[data-text=antri]")
    line.get_by_text("Lewati", exact=True).click()
    line.get_by_label("Mengapa").fill("Nama lagu.")
    line.get_by_role("button", name="Lewati dengan alasan ini").click()
    expect(line).to_have_count(0)
    assert list(Override.objects.values_list("text", "reason")) == [("antri", "Nama lagu.")]
    assert complaints == []


def test_a_warning_is_gone_past_with_a_reason_without_a_mouse(paper, window, complaints):
    make_user("bram", Role.CHIEF_EDITOR)
    story = make_draft(make_section("Daerah"), "Warga Tinggal Saja di Desa", texts=["Jalan antri panjang, kata polisi."])
    page = window()
    log_in(page, "bram", f"/admin/pages/{story.pk}/edit/")
    checks = page.locator(".desk-checks")
    line = checks.locator("[data-text=antri]")
    expect(line).to_be_visible()
    wait_until_edits_are_watched(page)
    tab_to(page, line.locator("summary"))
    page.keyboard.press("Enter")
    tab_to(page, line.get_by_label("Mengapa"))
    page.keyboard.type("Nama lagu.")
    tab_to(page, line.get_by_role("button", name="Lewati dengan alasan ini"))
    page.keyboard.press("Space")
    expect(line).to_have_count(0)
    expect(checks.locator(":focus")).to_have_count(1)  # the next Tab goes on from where the finding stood
    assert list(Override.objects.values_list("by__username", "text", "reason")) == [("bram", "antri", "Nama lagu.")]
    assert complaints == []


def tab_to(page, wanted) -> None:
    """By the key alone: what it never reaches is out of reach for whoever has no mouse."""
    for _stop in range(200):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The Tab key does not reach {wanted}")
