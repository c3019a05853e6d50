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
