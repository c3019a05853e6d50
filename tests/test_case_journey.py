"""From a reader's form to the paper: a reply that is printed at its story, a complaint that is answered; in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from redaksi.staff.groups import Role
from redaksi.stories import actions
from redaksi.stories.models import Case
from redaksi.stories.tests.builders import image_bytes, make_section, make_story, make_user
from tests.test_journeys import complaints, log_in, window

__all__ = ["complaints", "window"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def faults_of(page, context=None):
    return [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in Axe().run(page, context=context).response["violations"]]


@pytest.fixture
def story(paper, settings, tmp_path):
    settings.PAPERS_FOLDER = str(tmp_path / "papers")
    make_user("bagus", Role.CHIEF_EDITOR)
    return make_story(make_section("Dunia"), "Gudang terbakar")


def test_a_reply_goes_from_the_form_to_its_place_at_the_story(story, window, complaints):
    reader = window(width=360, height=740)
    reader.goto(story.address)
    reader.locator(".report").get_by_role("link", name="Hak jawab").click()
    reader.get_by_role("button", name="Kirim").click()
    expect(reader.get_by_role("alert")).to_contain_text("Belum terkirim.")
    assert faults_of(reader) == []
    complaints.clear()  # a form that is refused answers 422, and the browser's console says so
    reader.get_by_role("textbox", name="Jawaban Anda, atau yang benar").fill("Gudang itu kosong.")
    reader.get_by_role("textbox", name="Nama Anda").fill("Laras Ayu")
    reader.get_by_role("textbox", name="Surel").fill("laras@contoh.test")
    card = {"name": "ktp.jpg", "mimeType": "image/jpeg", "buffer": image_bytes()}
    reader.locator("input[type=file]").set_input_files(card)
    reader.get_by_role("checkbox").check()
    reader.get_by_role("button", name="Kirim").click()
    expect(reader.get_by_role("status")).to_contain_text("Sudah kami terima.")
    follow = reader.url.partition("?")[0]

    desk = window()
    log_in(desk, "bagus", f"/admin/perkara/{Case.objects.get().pk}/")
    desk.get_by_role("button", name="Terima dan siapkan hak jawab").click()
    desk.get_by_role("link", name="Hak jawab yang sedang disiapkan").click()
    expect(desk.locator("#id_title")).to_have_value("Hak jawab atas “Gudang terbakar”")
    answer = Case.objects.get().answer_story
    actions.publish(answer, by=answer.owner)

    reader.goto(follow)
    expect(reader.locator("main")).to_contain_text("Hak jawab dimuat")
    another = window()  # the first one's browser keeps a page for ten seconds
    another.goto(story.address)
    another.locator(".reply-notice").get_by_role("link", name="Hak jawab atas “Gudang terbakar”").click()
    expect(another.locator(".reply-notice")).to_contain_text("Ini hak jawab atas berita kami Gudang terbakar")
    assert Case.objects.get().paper.deleted_at is not None
    assert complaints == []


def test_a_complaint_goes_from_the_story_to_its_answer(story, window, complaints):
    reader = window()
    reader.goto(story.address)
    reader.get_by_role("link", name="Laporkan berita ini").click()
    reader.get_by_label("Apa yang keliru").fill("Keterangan foto salah.")
    reader.get_by_role("button", name="Kirim").click()
    follow = reader.url.partition("?")[0]

    desk = window(width=360, height=740)
    log_in(desk, "bagus", "/admin/")
    desk.get_by_role("link", name=Case.objects.get().number).click()
    form = desk.locator("form", has=desk.get_by_role("button", name="Putuskan dan selesaikan"))
    form.get_by_label("Hasil").select_option("answered")
    form.get_by_label("Dasar keputusan").select_option("no-fault")
    form.get_by_label("Jawaban kepada pengirim").fill("Fotonya benar.")
    assert faults_of(desk, ".desk-page") == []
    form.get_by_role("button", name="Putuskan dan selesaikan").click()
    expect(desk.locator(".desk-acts")).to_contain_text("Diputuskan")

    reader.goto(follow)
    expect(reader.locator("main")).to_contain_text("Fotonya benar.")
    assert complaints == []
