"""Nothing typed is lost: a tab that crashes, a session that ends, and two people in one paragraph, in a real browser."""

import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from redaksi.staff.groups import Role
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import make_draft, make_section, make_user
from tests.test_advice_journey import wait_until_edits_are_watched
from tests.test_journeys import PASSWORD, complaints, log_in, window
from tests.test_typing_journey import next_save

__all__ = ["complaints", "window"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def story(paper):
    for name in ("bagus", "rani"):
        make_user(name, Role.CHIEF_EDITOR)
    return make_draft(make_section("Dunia"), "Delegasi tiba", texts=["Satu.", "Dua."])


def latest() -> str:
    version = Story.objects.get().get_latest_revision_as_object()
    return " ".join([version.title, *(re.sub("<[^>]+>", " ", block.value.source) for block in version.body)])


def type_at_the_end(page, text: str) -> None:
    page.locator("[data-draftail-editor-wrapper] [contenteditable=true]").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def without_line(page) -> None:
    page.route("**/pages/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())


def wait_until_kept(page, text: str) -> None:
    page.wait_for_function(
        """text => new Promise(done => {
            indexedDB.open("redaksi", 1).onsuccess = ({ target }) => {
                const asked = target.result.transaction("kept").objectStore("kept").getAll();
                asked.onsuccess = () => done(JSON.stringify(asked.result).includes(text));
            };
        })""",
        arg=text,
    )


def faults(page, name: str, within: str) -> list:
    """What axe finds at both sizes and in both themes, as it stands; pictures where a folder for them is named."""
    found = []
    for width, scheme in ((360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 1000})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        broken = Axe().run(page, context=within).response["violations"]
        found += [(name, width, scheme, each["id"], each["nodes"][0]["html"]) for each in broken]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append((name, width, "wider than the screen"))
        if folder := os.environ.get("REDAKSI_SHOTS"):
            page.screenshot(path=f"{folder}/{name}-{width}-{scheme}.png")
    return found


def test_what_a_crashed_tab_held_is_offered_again_and_brought_back(story, window):
    page = window()
    address = f"/admin/pages/{story.pk}/edit/"
    log_in(page, "bagus", wanted=address)
    wait_until_edits_are_watched(page)
    without_line(page)
    type_at_the_end(page, " Kalimat yang hampir hilang.")
    wait_until_kept(page, "hampir hilang")
    expect(page.get_by_text("tidak ada sambungan ke server")).to_be_visible()
    context = page.context
    page.close(run_before_unload=False)
    assert "hampir" not in latest()

    page = context.new_page()
    page.goto(address)
    offer = page.get_by_role("region", name="Tulisan yang tersimpan")
    offer.get_by_text("Lihat isinya").click()
    expect(offer.locator("[data-preview]")).to_contain_text("Dua. Kalimat yang hampir hilang.")
    assert faults(page, "kept", within=".desk-kept") == []
    offer.get_by_role("button", name="Pulihkan").click()
    expect(page.locator(".public-DraftEditor-content").first).to_contain_text("Kalimat yang hampir hilang.")
    assert "hampir hilang" in latest()
    expect(offer).to_be_hidden()
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(offer).to_be_hidden()


def test_a_session_that_ended_costs_a_log_in_and_no_word(story, window):
    page = window(width=360, height=740)
    address = f"/admin/pages/{story.pk}/edit/"
    log_in(page, "bagus", wanted=address)
    wait_until_edits_are_watched(page)
    page.context.clear_cookies(name="sessionid")
    type_at_the_end(page, " Sesudah sesi habis.")
    page.get_by_role("button", name="Masuk lagi dan pulihkan").click()
    page.fill("[name=login]", "bagus")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.get_by_role("button", name="Pulihkan").click()
    expect(page.locator(".public-DraftEditor-content").first).to_contain_text("Sesudah sesi habis.")
    assert "Sesudah sesi habis." in latest()


def test_two_people_in_one_story_see_each_other_and_choose_where_both_wrote(story, window, complaints):
    address = f"/admin/pages/{story.pk}/edit/"
    first, second = window(), window()
    for page, name in ((first, "rani"), (second, "bagus")):
        log_in(page, name, wanted=address)
        wait_until_edits_are_watched(page)
    expect(second.get_by_text("Juga di naskah ini: rani")).to_be_visible()
    with next_save(first):
        first.fill("#id_title", "Delegasi tiba di Gomel")
    with next_save(second):
        type_at_the_end(second, " Sore tadi.")
    expect(second.get_by_text("Tulisan keduanya disimpan menjadi satu.")).to_be_visible()
    assert latest().split() == ["Delegasi", "tiba", "di", "Gomel", "Satu.", "Dua.", "Sore", "tadi."]
    assert complaints == []

    with next_save(first):
        first.fill("#id_dek", "Empat orang.")
    second.fill("#id_dek", "Lima orang.")
    second.get_by_role("button", name="Pilih", exact=True).click()
    expect(second.get_by_role("heading", name="Mana yang dipakai?")).to_be_visible()
    assert faults(second, "conflicts", within=".desk-conflicts") == []
    second.keyboard.press("Tab")
    second.get_by_role("radio", name="Tulisan saya").focus()
    second.keyboard.press("Space")
    second.get_by_role("button", name="Simpan pilihan ini").press("Enter")
    second.wait_for_url(f"**{address}")
    expect(second.locator("#id_dek")).to_have_value("Lima orang.")
    expect(second.locator("#id_title")).to_have_value("Delegasi tiba di Gomel")
