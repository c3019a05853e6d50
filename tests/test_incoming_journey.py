"""An item from elsewhere becomes a draft, in a real browser; two people reach for it at once."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from redaksi.staff.groups import Role
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import make_editor, make_section, make_story, make_user
from redaksi.wire import feeds
from redaksi.wire.models import Incoming, Origin
from redaksi.wire.tests import servers
from redaksi.wire.tests.feeding import item, make_feed, make_item, rss
from tests.test_journeys import complaints, listen, log_in, window

__all__ = ["complaints", "window"]

FIRE = "Tiga gudang di Pelabuhan Tanjung Priok terbakar"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def faults(page) -> list[str]:
    found = [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in Axe().run(page).response["violations"]]
    width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [*found, f"{width} px too wide"] if width > 0 else found


def arrive(*items: str, **feed) -> None:
    """A feed is served, and looked at once."""
    with servers.server(lambda handler: servers.answer_with(handler, rss(*items))) as (address, _seen):
        feeds.poll(make_feed(f"{address}/rss", **feed), fetcher=servers.fetcher())


def test_an_item_arrives_is_taken_on_a_phone_and_whoever_comes_second_is_told(paper, window, complaints):
    dunia = make_section("Dunia")
    make_user("sisi", Role.REPORTER)
    make_editor(dunia, "rani")
    arrive(item(FIRE), item("Harga beras turun", "2", "https://kantor.id/2"), section=dunia, usage_terms="CC BY 4.0")

    reporter, editor = window(width=360, height=740), window()
    for page, name in ((reporter, "sisi"), (editor, "rani")):
        log_in(page, name)
        page.goto("/admin/berita-masuk/")
        expect(page.locator(".desk-incoming__item")).to_have_count(2)
    fire = reporter.locator(".desk-incoming__item", has_text=FIRE)
    original = fire.get_by_role("link", name="Berita aslinya")
    assert (original.get_attribute("href"), original.get_attribute("rel")) == ("https://kantor.id/1", "noopener noreferrer")
    assert faults(reporter) + faults(editor) == []

    fire.get_by_role("button", name="Ambil").click()
    expect(reporter.locator("#id_title")).to_have_value(FIRE)
    told = reporter.locator(".desk-origins")
    expect(told).to_contain_text("Diambil dari Kantor Berita")
    expect(told).to_contain_text("Lisensi: CC BY 4.0")

    editor.locator(".desk-incoming__item", has_text=FIRE).get_by_role("button", name="Ambil").click()
    expect(editor.locator(".messages")).to_contain_text("sisi sudah mengambilnya")
    expect(editor.locator("#id_title")).to_have_value(FIRE)
    story = Story.objects.get()
    assert (story.owner.username, [line.source.name for line in story.story_sources.all()]) == ("sisi", ["Kantor Berita"])
    assert complaints == []


def test_the_list_is_worked_through_by_the_keyboard_alone(paper, window, complaints):
    dunia = make_section("Dunia")
    make_user("sisi", Role.REPORTER)
    arrive(item("Pertandingan ditunda karena hujan"), item("Harga beras turun", "2", "https://kantor.id/2"), section=dunia)
    page = window()
    log_in(page, "sisi")
    page.goto("/admin/berita-masuk/")
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")  # sends the form by its first button, as a form does
    expect(page.locator(".messages")).to_contain_text("1 berita dikesampingkan.")
    expect(page.locator(".desk-incoming__item")).to_have_count(1)
    page.get_by_role("link", name="Lihat yang dikesampingkan").press("Enter")
    page.get_by_role("button", name="Kembalikan ke daftar").press("Enter")
    expect(page.locator(".messages")).to_contain_text("menunggu lagi")
    page.goto("/admin/berita-masuk/")
    expect(page.locator(".desk-incoming__item")).to_have_count(2)
    assert (Story.objects.count(), complaints) == (0, [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_it_is_open_to_everybody_on_a_phone(paper, chromium, live_server, complaints, scheme):
    dunia = make_section("Dunia")
    make_user("kepala", is_superuser=True)
    text = "Api membakar tiga gudang. &lt;a href='https://kantor.id/laporan'&gt;Laporannya&lt;/a&gt; dibaca banyak orang."
    arrive(item(FIRE, text=text), section=dunia, usage_terms="CC BY 4.0")
    first = Incoming.objects.get()
    make_item(first.feed, "Gudang pelabuhan terbakar", told_first=first)
    failing = make_feed("https://mati.id/rss", name="Mati", failures=4, trouble="tidak ada yang menjawab")
    story = make_story(dunia)
    Origin.objects.create(story=story, name="Kantor", change="corrected", change_note="− 22\n+ 31", changed_at=timezone.now())

    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, color_scheme=scheme, locale="id-ID", base_url=live_server.url
    )
    page = context.new_page()
    listen(page, live_server.url, complaints)
    log_in(page, "kepala")
    found = []
    for address in (
        "/admin/",
        "/admin/berita-masuk/",
        f"/admin/berita-masuk/{first.pk}/",
        "/admin/snippets/wire/feed/",
        f"/admin/snippets/wire/feed/edit/{failing.pk}/",
        f"/admin/sumber-berita/{failing.pk}/coba/",
    ):
        page.goto(address, wait_until="networkidle")
        for folded in page.locator(".desk-page summary").all():
            folded.click()
        found += [f"{address}: {fault}" for fault in faults(page)]
    context.close()
    assert (found, complaints) == ([], [])
