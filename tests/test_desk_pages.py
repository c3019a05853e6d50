"""The desk's own pages as people meet them: in a real browser, at two sizes and in both themes, looked through by axe."""

import os
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from redaksi.audience import trials
from redaksi.audience.models import StoryDay, Tally
from redaksi.staff.groups import Role
from redaksi.stories import actions
from redaksi.stories.models import Assignment, HouseWord, Story
from redaksi.stories.tests.builders import make_draft, make_editor, make_section, make_story, make_user, publish_at_once
from tests.test_journeys import complaints, log_in, window

__all__ = ["complaints", "window"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OURS = ".desk-page"  # what surrounds it is Wagtail's


@pytest.fixture
def busy_desk(paper):
    dunia, daerah = make_section("Dunia"), make_section("Daerah")
    sisi, rani = make_user("sisi", Role.REPORTER), make_editor(dunia, "rani")
    make_user("bagus", Role.CHIEF_EDITOR)
    now = timezone.now()
    filed = make_draft(dunia, "Delegasi Ukraina tiba di Gomel, perundingan dimulai malam ini juga", by=sisi)
    actions.file(filed, by=sisi)
    back = make_draft(dunia, "Harga beras naik", by=sisi)
    actions.file(back, by=sisi)
    actions.send_back(back, by=rani, comment="Siapa sumbernya? Angka dari mana?")
    publish_at_once(make_draft(dunia, "Terjadwal malam ini"), at=now + timedelta(hours=2))
    make_draft(daerah, "Hasil survei", embargoed_until=now + timedelta(hours=5))
    Assignment.objects.create(slugline="BANJIR-DEMAK", section=daerah, due_at=now + timedelta(hours=1), length_words=400)
    story = make_story(dunia, "Kebakaran di pelabuhan", by=sisi)
    told = {"check": "angka", "field": "body", "text": "136", "message": "136 dan 137"}
    actions.override(story, rani, reason="Dua sumber berbeda.", **told)
    version = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    version.title, version.dek = "Kebakaran besar di pelabuhan", "Tiga gudang habis terbakar."
    version.save_revision(user=rani)
    actions.hold(story, by=rani, note="Cek jumlah korban.")
    return story


def look(page, name: str, within: str = OURS) -> list:
    """What axe finds at both sizes and in both themes; pictures where a folder for them is named."""
    found = []
    for width, scheme in ((360, "light"), (360, "dark"), (1280, "dark"), (1280, "light")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.reload()
        page.wait_for_load_state("networkidle")
        broken = Axe().run(page, context=within).response["violations"]
        found += [(name, width, scheme, each["id"], each["nodes"][0]["html"]) for each in broken]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append((name, width, "wider than the screen"))
        if folder := os.environ.get("REDAKSI_SHOTS"):
            page.screenshot(path=f"{folder}/{name}-{width}-{scheme}.png", full_page=True)
    return found


def test_the_desks_pages_are_for_everybody(busy_desk, window, complaints):
    page = window()
    log_in(page, "bagus", wanted="/admin/hari-ini/")
    found = look(page, "day")
    page.goto(f"/admin/naskah/{busy_desk.pk}/riwayat/")
    found += look(page, "history")
    page.goto("/admin/dilewati/")
    found += look(page, "overrides", within="main")
    HouseWord.objects.create(word="medsos")
    page.goto("/admin/snippets/stories/houseword/")
    found += look(page, "house-list", within="main")
    page.goto(f"/admin/naskah/{busy_desk.pk}/putuskan/")
    found += look(page, "decide", within="main")
    planned = Story.objects.get(title="Terjadwal malam ini")
    page.goto(f"/admin/pages/{planned.pk}/edit/")
    found += look(page, "planned", within=".desk-standing")
    page.set_viewport_size({"width": 360, "height": 900})
    for label in ("Pindahkan", "Batalkan jadwal"):
        expect(page.get_by_role("button", name=label, exact=True)).to_be_in_viewport(ratio=1)
    assert (found, complaints) == ([], [])


CUT = """within => [...document.querySelectorAll(`${within} *`)]
    .filter(each => each.getBoundingClientRect().right > innerWidth + 1).map(each => each.outerHTML.slice(0, 80))"""


@pytest.fixture
def read_desk(busy_desk):
    """Four weeks and a day of readings, a headline and a place on trial."""
    now = timezone.now()
    Tally.objects.bulk_create(
        Tally(hour=now - timedelta(days=days, hours=hours), name=name, count=count)
        for days in (0, 7, 14, 21, 28)
        for hours in range(3)
        for name, count in (("readings", 1_200), ("visits", 900), ("from_search", 300), ("on_phone", 700))
    )
    StoryDay.objects.create(story=busy_desk, day=timezone.localdate(), readings=3_200, weight=3_200, reached_4=900)
    other = make_story(busy_desk.section, "Pemadam masih menyisir gudang ketiga di pelabuhan sampai menjelang subuh")
    chief = make_user("penguji", is_superuser=True)
    trials.begin(busy_desk, "Tiga gudang di pelabuhan habis terbakar, tujuh pekerja dirawat", chief)
    trials.begin_in_place(0, busy_desk, other, chief)
    return busy_desk


def test_figures_are_for_everybody_whole_on_a_telephone_and_dark_on_white_paper(read_desk, window, complaints):
    page = window()
    log_in(page, "penguji", wanted="/admin/pembaca/")
    found = []
    for name, address in (("figures", ""), ("figures-story", f"{read_desk.pk}/"), ("figures-places", "tempat/")):
        page.goto(f"/admin/pembaca/{address}")
        found += look(page, name)
        page.set_viewport_size({"width": 360, "height": 900})
        page.reload()  # Wagtail's menu takes a moment to slide away when a window narrows
        page.wait_for_load_state("networkidle")
        found += page.evaluate(CUT, OURS)
        page.emulate_media(media="print", color_scheme="dark")
        expect(page.locator("#wagtail-sidebar")).to_be_hidden()
        ink, paper = (
            page.evaluate(f"getComputedStyle(document.querySelector('{where}')).{what}")
            for where, what in ((".desk-list__heading, .desk-list__headline", "color"), ("main", "backgroundColor"))
        )
        assert (ink, paper) == ("rgb(17, 17, 17)", "rgb(255, 255, 255)")
        assert page.evaluate("document.querySelector('main').scrollHeight <= document.querySelector('main').clientHeight")
        page.emulate_media(media="screen")
    assert (found, complaints) == ([], [])
