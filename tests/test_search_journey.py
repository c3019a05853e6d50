"""From a question to the story, in a real browser without scripts, on a phone and on a wide screen; and at the desk."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from redaksi.staff.groups import Role
from redaksi.stories.tests.builders import make_draft, make_section, make_story, make_user
from tests.test_incoming_journey import faults
from tests.test_journeys import complaints, listen, log_in, window

__all__ = ["complaints", "window"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def rice(paper, index):
    ekonomi, dunia = make_section("Ekonomi"), make_section("Dunia")
    for section, headline, year in ((ekonomi, "Harga beras naik", 2025), (dunia, "Ekspor beras ditutup", 2024)):
        make_story(section, headline, at=datetime(year, 6, 1, tzinfo=UTC), texts=["Pedagang menunggu kabar."])
    make_draft(dunia, "Beras di gudang", by=make_user("sisi", Role.REPORTER))
    index.step()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_reader_asks_narrows_and_reads(rice, chromium, live_server, complaints, width):
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=False, locale="id-ID", base_url=live_server.url
    )
    reader = context.new_page()
    listen(reader, live_server.url, complaints)
    reader.goto("/")
    reader.get_by_role("banner").get_by_role("link", name="Cari").click()
    reader.get_by_label("Cari di koran ini").fill("pedagang beras")
    reader.keyboard.press("Enter")
    expect(reader.locator(".results__total")).to_have_text("2 berita")
    if width < 1200:
        reader.get_by_text("Saring hasil").click()
    reader.get_by_role("link", name="2024 1").click()
    expect(reader.locator(".results__total")).to_have_text("1 berita")
    expect(reader.locator("mark").first).to_have_text("beras")
    reader.get_by_role("link", name="Ekspor beras ditutup").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Ekspor beras ditutup")

    reader.go_back()
    reader.get_by_role("link", name="Hapus: 2024").click()
    if width < 1200:
        reader.get_by_text("Saring hasil").click()
    reader.get_by_label("dari").fill("2025-01-01")
    reader.get_by_role("button", name="Terapkan").click()
    expect(reader.locator(".story-card__headline")).to_have_text(["Harga beras naik"])
    context.close()
    assert complaints == []


def test_a_reporter_finds_her_draft_from_the_menu(rice, window, complaints):
    reporter = window()
    log_in(reporter, "sisi")
    reporter.locator("#menu-search-q").fill("gudang")
    reporter.keyboard.press("Enter")
    reporter.wait_for_url("**/admin/cari/?q=gudang")
    assert faults(reporter) == []
    expect(reporter.locator(".desk-list__story")).to_contain_text("konsep")
    reporter.get_by_role("link", name="Beras di gudang").click()
    expect(reporter.locator("#id_title")).to_have_value("Beras di gudang")
    assert complaints == []
