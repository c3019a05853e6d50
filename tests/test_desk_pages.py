"""The desk's own pages as people meet them: in a real browser, at two sizes and in both themes, looked through by axe."""

import os
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

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
