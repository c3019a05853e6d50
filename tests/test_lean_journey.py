"""The lean story form on a phone: begun, written, kept through a crash, a photo sent, handed in; looked through by axe."""

import pytest
from playwright.sync_api import expect

from redaksi.staff.groups import Role
from redaksi.stories.models import Photo, Story
from redaksi.stories.tests.builders import image_bytes, make_draft, make_section, make_user
from tests.test_desk_pages import look
from tests.test_journeys import complaints, log_in, window
from tests.test_lost_work_journey import latest, wait_until_kept

__all__ = ["complaints", "window"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def next_save(page):
    return page.expect_response(lambda answer: answer.request.method == "POST" and "/ringan/" in answer.url)


@pytest.fixture
def sisi(paper):
    make_section("Dunia")
    return make_user("sisi", Role.REPORTER)


def test_a_reporter_writes_sends_a_photo_and_hands_in_without_a_mouse(sisi, window, complaints, tmp_path):
    page = window(width=360, height=740)
    log_in(page, "sisi", wanted="/admin/tulis/ringan/")
    page.get_by_label("Judul").fill("Banjir di Demak")
    page.get_by_role("button", name="Mulai menulis").press("Enter")
    page.wait_for_url("**/ringan/")
    with next_save(page):
        page.get_by_label("Isi berita").press_sequentially("Air naik sejak pagi.\nWarga mengungsi.", delay=5)
    expect(page.get_by_text("Tersimpan", exact=True)).to_be_visible()
    assert latest().split() == ["Banjir", "di", "Demak", "Air", "naik", "sejak", "pagi.", "Warga", "mengungsi."]

    (tmp_path / "banjir.jpg").write_bytes(image_bytes())
    page.get_by_text("Tambah foto").press("Enter")
    page.set_input_files("#photo-file", tmp_path / "banjir.jpg")
    page.get_by_label("Kredit").fill("Antara/Rina")
    page.get_by_label("Teks alternatif").fill("Rumah terendam")
    with next_save(page):
        page.get_by_role("button", name="Kirim foto").press("Enter")
    expect(page.locator("[data-photo-name]")).to_have_text("Banjir di Demak")
    assert Story.objects.get().get_latest_revision_as_object().lead_photo == Photo.objects.get()

    page.get_by_role("button", name="Serahkan ke redaktur").press("Enter")
    expect(page.get_by_text("Naskah ini sedang dibaca redaktur")).to_be_visible()
    assert (Story.objects.get().workflow_in_progress, complaints) == (True, [])


def test_what_a_crashed_tab_held_is_offered_again_also_in_the_full_form(sisi, window):
    story = make_draft(make_section("Daerah"), "Delegasi tiba", texts=["Satu."], by=sisi)
    page = window(width=360, height=740)
    log_in(page, "sisi", wanted=f"/admin/naskah/{story.pk}/ringan/")
    page.route("**/ringan/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_label("Isi berita").press_sequentially(" Kalimat yang hampir hilang.")
    wait_until_kept(page, "hampir hilang")
    expect(page.get_by_text("tidak ada sambungan ke server")).to_be_visible()
    context = page.context
    page.close(run_before_unload=False)

    page = context.new_page()
    page.goto(f"/admin/pages/{story.pk}/edit/?form=lengkap")
    offer = page.get_by_role("region", name="Tulisan yang tersimpan")
    offer.get_by_text("Lihat isinya").click()
    expect(offer.locator("[data-preview]")).to_contain_text("hampir hilang.")
    offer.get_by_role("button", name="Pulihkan").click()
    page.wait_for_url("**/ringan/")
    assert "hampir hilang" in page.get_by_label("Isi berita").input_value()
    assert "hampir hilang" in latest()


def test_what_a_check_finds_is_put_right_in_the_text(sisi, window, complaints):
    story = make_draft(make_section("Daerah"), "Negoisasi dimulai", texts=["Mereka akan bernegoisasi lagi."], by=sisi)
    page = window(width=360, height=740)
    log_in(page, "sisi", wanted=f"/admin/naskah/{story.pk}/ringan/")
    with next_save(page):
        page.get_by_role("button", name="bernegoisasi → bernegosiasi").click()
    with next_save(page):
        page.get_by_role("button", name="Negoisasi → Negosiasi").click()
    assert (latest().split(), complaints) == (["Negosiasi", "dimulai", "Mereka", "akan", "bernegosiasi", "lagi."], [])


def test_the_lean_form_is_for_everybody(sisi, window, complaints):
    story = make_draft(make_section("Daerah"), "Negoisasi dimulai", texts=["Mereka akan bernegoisasi lagi."], by=sisi)
    version = story.get_latest_revision_as_object()
    version.body.append(("quote", {"text": "Kami mengungsi.", "speaker": "Rina"}))
    version.save_revision(user=sisi)
    page = window()
    log_in(page, "sisi", wanted=f"/admin/naskah/{story.pk}/ringan/")
    expect(page.locator("[data-desk-checks] li").first).to_be_visible()
    found = look(page, "lean", within=".lean")
    page.goto("/admin/tulis/ringan/")
    found += look(page, "begin", within=".lean")
    assert (found, complaints) == ([], [])
