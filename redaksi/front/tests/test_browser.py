"""What only a browser can tell of our pages; what strangers' tools say of them is tried in `tests/outside`."""

import pytest

from redaksi.stories.tests.builders import make_contributor, make_photo, make_section, make_story

BACKGROUND = "getComputedStyle(document.documentElement).backgroundColor"
LIGHT, DARK = "rgb(255, 253, 249)", "rgb(18, 20, 22)"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def story(paper):
    return make_story(
        make_section("Dunia"),
        "Putin Siap Kirim Perwakilan Rusia untuk Negosiasi dengan Ukraina",
        kicker="Perundingan Minsk",
        dek="Kremlin menyebut Minsk sebagai tempat pertemuan. Kyiv belum menjawab, dan pertempuran belum berhenti.",
        lead_photo=make_photo(credit="iStockphoto", caption="Kremlin di Moskow pada malam hari."),
        contributors=[make_contributor("Sisi")],
    )


def test_headline_and_first_sentence_are_on_a_phones_first_screen(chromium, live_server, story):
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    page.goto(live_server.url + story.address)
    assert page.locator("h1").bounding_box()["y"] < 200
    first = page.locator(".prose p").first.bounding_box()
    assert first["y"] + 24 < 740


def test_the_reader_chooses_light_or_dark_and_it_lasts(chromium, live_server, story):
    page = chromium.new_page(color_scheme="light")
    page.goto(live_server.url + story.address)
    assert page.evaluate(BACKGROUND) == LIGHT
    switch = page.locator("[data-theme-switch]")
    switch.click()
    switch.click()
    assert (page.evaluate(BACKGROUND), switch.get_attribute("title")) == (DARK, "Tampilan: gelap")
    page.reload(wait_until="networkidle")
    assert page.evaluate(BACKGROUND) == DARK


def test_the_menu_of_a_phone_opens_without_scripts_and_closes_with_escape(chromium, live_server, story):
    silent = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()
    silent.goto(live_server.url + story.address)
    silent.locator(".menu__button").click()
    assert silent.locator(".menu__list a", has_text="Dunia").is_visible()
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    page.goto(live_server.url + story.address, wait_until="networkidle")
    page.locator(".menu__button").click()
    page.keyboard.press("Escape")
    assert not page.locator(".menu__list").is_visible()


def test_sharing_by_the_phone_itself_is_offered_only_where_the_phone_can(chromium, live_server, story):
    able, unable = chromium.new_context(), chromium.new_context()
    able.add_init_script("navigator.share = what => { window.shared = what; return Promise.resolve() }")
    unable.add_init_script("delete Navigator.prototype.share")
    page, other = able.new_page(), unable.new_page()
    for each in (page, other):
        each.goto(live_server.url + story.address, wait_until="networkidle")
    assert other.locator("[data-share]").is_hidden()
    page.locator("[data-share] button").click()
    shared = page.evaluate("window.shared")
    assert shared["title"] == story.headline
    assert shared["url"].endswith(story.address)
