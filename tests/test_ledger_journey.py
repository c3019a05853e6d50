"""What was wrong, from the desk to the reader, in a real browser: corrected, let out unverified and verified, withdrawn."""

import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from redaksi.staff.groups import Role
from redaksi.stories import actions, ledger
from redaksi.stories.models import LedgerEntry, Story
from redaksi.stories.tests.builders import make_editor, make_section, make_story, make_user
from tests.test_journeys import complaints, log_in, window

__all__ = ["complaints", "window"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def dunia(paper):
    return make_section("Dunia")


@pytest.fixture
def rani(dunia):
    return make_editor(dunia, "rani")


def seen(page, name: str, within: str | None = None) -> list:
    """What axe finds at both sizes and in both themes, of Wagtail's pages only in what is ours (`within`); pictures where a
    folder for them is named."""
    found = []
    for width, scheme in ((360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [(name, width, scheme, each["id"], each["nodes"][0]["html"]) for each in _violations(page, within)]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append((name, width, "wider than the screen"))
        if folder := os.environ.get("REDAKSI_SHOTS"):
            page.screenshot(path=f"{folder}/{name}-{width}-{scheme}.png", full_page=True)
    return found


def _violations(page, within: str | None) -> list:
    context = {"include": [[within]], "exclude": [["footer"], ["button"]]} if within else None  # buttons are Wagtail's
    return Axe().run(page, context=context).response["violations"]


def test_a_correction_goes_from_one_editor_over_another_to_the_reader(dunia, rani, window, complaints):
    make_editor(dunia, "dedi")
    story = make_story(dunia, "Empat gudang terbakar di pelabuhan", texts=["Api membakar empat gudang.", "Tidak ada korban."])
    draft = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    draft.title = "Lima gudang terbakar di pelabuhan"
    draft.body = [("text", "<p>Api membakar lima gudang.</p><p>Tidak ada korban.</p>")]
    draft.save_revision(user=rani)

    writer = window()
    log_in(writer, "rani", wanted=f"/admin/pages/{story.pk}/edit/")
    writer.get_by_role("link", name=re.compile("^Koreksi")).first.click()
    writer.get_by_label("Koreksi: kami keliru").check()
    writer.locator("[name=text]").fill("Yang terbakar lima gudang, bukan empat. Redaksi meminta maaf.")
    writer.locator("[name=is_serious]").check()
    writer.get_by_role("button", name="Serahkan koreksi").click()
    expect(writer.get_by_label("Menunggu dibaca")).to_contain_text("bukan empat")
    found = seen(writer, "correct", ".nice-padding")

    reader_of_it = window()
    log_in(reader_of_it, "dedi")
    reader_of_it.get_by_role("link", name="Empat gudang terbakar di pelabuhan").first.click()
    reader_of_it.get_by_role("button", name="Sudah saya baca: muat").click()
    reader_of_it.wait_for_url("**/edit/")

    page = window()
    page.goto(story.address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Lima gudang terbakar di pelabuhan")
    expect(page.locator(".note--serious")).to_contain_text("bukan empat")
    page.get_by_text("Apa yang berubah").click()
    expect(page.locator(".changes__list del").first).to_have_text("Empat")
    found += seen(page, "corrected")
    page.get_by_role("link", name="Catatan nomor 1").click()
    expect(page.get_by_text(LedgerEntry.objects.get().digest)).to_be_visible()
    found += seen(page, "entry")
    page.get_by_role("link", name="Semua koreksi").click()
    expect(page.get_by_role("link", name="Lima gudang terbakar di pelabuhan")).to_be_visible()
    found += seen(page, "ledger")
    reader_of_it.goto("/admin/catatan/?periksa")
    expect(reader_of_it.locator(".desk-page").get_by_role("status")).to_contain_text("utuh")
    found += seen(reader_of_it, "chain", ".desk-page")
    assert (found, complaints) == ([], [])


def test_out_unverified_told_to_readers_and_closed_by_an_update(dunia, rani, window, complaints):
    story = make_story(dunia, "Pabrik diduga membuang limbah", texts=["Warga melihat busa di sungai."])
    update = make_story(dunia, "Hasil uji air sungai keluar")
    page = window()
    log_in(page, "rani", wanted=f"/admin/pages/{story.pk}/edit/")
    page.get_by_role("link", name="Tayang belum terverifikasi").click()
    page.wait_for_url("**/belum-terverifikasi/")
    found = seen(page, "unverified-empty", ".nice-padding")
    page.locator("[name=public_interest]").fill("Air ini diminum warga.")
    page.locator("[name=source]").fill("Kepala desa, disebut nama.")
    page.locator("[name=unreachable]").fill("Pabrik tutup, telepon tidak dijawab.")
    page.locator("[name=is_told]").check()
    page.get_by_role("button", name="Keempat syarat terpenuhi").click()
    page.wait_for_url("**/edit/")

    reader = window()
    reader.goto(story.address)
    expect(reader.locator(".unverified em")).to_have_text(re.compile(r"^\(.+\)$"))
    found += seen(reader, "unverified")
    page.get_by_role("link", name="Verifikasi", exact=True).click()
    page.wait_for_url("**/verifikasi/")
    found += seen(page, "verify", ".nice-padding")
    page.locator("[data-chooser-action-choose]").first.click()
    page.locator(".modal-content [name=q], .w-dialog [name=q]").first.fill("Hasil uji air")
    page.get_by_role("link", name="Hasil uji air sungai keluar").first.click()
    page.get_by_role("button", name="Sudah terverifikasi").click()
    page.wait_for_url("**/edit/")
    reader = window()  # a browser keeps its own copy for ten seconds
    reader.goto(story.address)
    expect(reader.locator(".unverified")).to_have_count(0)
    reader.get_by_role("link", name="Hasil uji air sungai keluar").first.click()
    expect(reader.locator(".notes--above").get_by_role("link", name="Pabrik diduga membuang limbah")).to_be_visible()
    assert update.address in reader.url
    assert (found, complaints) == ([], [])


def test_a_withdrawal_and_what_is_left_of_it(dunia, window):
    story = make_story(dunia, "Anak bernama Budiarto dirawat", slug="budiarto-dirawat")
    chief = make_user("bagus", Role.CHIEF_EDITOR)
    page = window()
    log_in(page, "bagus", wanted=f"/admin/naskah/{story.pk}/cabut/")
    page.get_by_label("Masa depan anak").check()
    page.locator("[name=reason]").fill("Menyebut nama anak.")
    page.locator("button.serious").click()
    page.wait_for_url("**/edit/")
    reader = window()
    assert reader.goto(story.address).status == 410
    found = seen(reader, "withdrawn")
    page.get_by_role("link", name="Lindungi").click()
    page.get_by_label("Anak", exact=True).check()
    page.get_by_role("button", name="Tutup", exact=True).click()
    expect(page.get_by_role("button", name="Hapus selamanya")).to_be_visible()
    found += seen(page, "protect", ".nice-padding")
    reader = window()  # a browser keeps its own copy for ten seconds
    assert reader.goto(story.address).status == 410
    expect(reader.locator("body")).not_to_contain_text("Budiarto")
    assert "budiarto" not in reader.url
    found += seen(reader, "protected")
    actions.erase_protected(Story.objects.get(pk=story.pk), chief)
    assert (found, ledger.verify()) == ([], [])
