"""What people paste and upload, in a real browser: kept readable, cleaned, and the story opens again afterwards."""

import re
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import expect

from redaksi.staff.groups import Role
from redaksi.staff.models import User
from redaksi.stories.models import Photo, Story
from redaksi.stories.tests.builders import make_draft, make_section, make_user
from tests.test_advice_journey import wait_until_edits_are_watched
from tests.test_journeys import complaints, log_in, window
from tests.test_typing_journey import next_save

__all__ = ["complaints", "window"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORD = (Path(__file__).parent / "pasted" / "word.html").read_text()
WORD_AS_TEXT = "Banjir rendam tiga desa di Demak\r\n1.\tDesa Sayung"
WORD_AS_LINES = [
    "Banjir rendam tiga desa di Demak",
    "DEMAK — “Air naik sejak subuh,” kata Rina Wulandari, warga Desa Sayung."
    " Ia menyebut 1.250\N{NO-BREAK SPACE}orang mengungsi.",
    "Menurut BMKG, hujan turun lebat selama enam jam[1].",
    "1) Desa Sayung",
    "2) Desa Bedono",
    "– Dapur umum di balai desa",
    "Desa | Pengungsi",
    "Sayung 7 | 350",
    "مرحبا 🌊 👨‍👩‍👧",
    "Selesai.",
    "[1] Data stasiun Semarang.",
]
MARKED = {"DEMAK": "<b>DEMAK</b>", "BMKG": '<a href="https://bmkg.go.id/">BMKG</a>', "Bedono": "<i>Bedono</i>"}
MARKED |= {"Desa | Pengungsi": "<b>Desa</b> | <b>Pengungsi</b>", "\N{NO-BREAK SPACE}": " "}
PAGE = """<html><head><style>p{margin:0}</style></head><body><p style="color:red"><b><span style="font:x">Banjir</span></b>
melanda</p><p><a href="https://bmkg.go.id/" onclick="alert(1)">BMKG</a> memberi peringatan.<script>alert(1)</script></p>
<p><img src="file:///C:/tmp/x.png" onerror="alert(1)"><a href="javascript:alert(1)">Selesai.</a></p></body></html>"""
WHATSAPP = "[24/11/26 08.15.02] Rina: Banjir di Demak 🌊\n[24/11/26 08.16.10] Rina: *Tiga* warga mengungsi 👨‍👩‍👧 ‏مرحبا‏"
PASTE = """([editor, kinds]) => {
    const data = new DataTransfer();
    for (const [kind, text] of Object.entries(kinds)) data.setData(kind, text);
    editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
PICTURE = """async (editor) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 40 });
    canvas.getContext("2d").fillRect(0, 0, 40, 40);
    const file = new File([await new Promise(done => canvas.toBlob(done))], "x.png", { type: "image/png" });
    const data = new DataTransfer();
    data.items.add(file);
    data.setData("text/html", `<p>Sebelum <img src="${canvas.toDataURL()}"> sesudah.</p>`);
    editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def text_of(story) -> str:
    version = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    return re.sub(r' data-block-key="[^"]*"', "", "".join(block.value.source for block in version.body))


def test_whatever_is_pasted_is_cleaned_and_the_story_opens_again(paper, window):
    make_user("bagus", Role.CHIEF_EDITOR)
    story = make_draft(make_section("Dunia"), "Banjir di Demak", texts=["Awal."])
    address = f"/admin/pages/{story.pk}/edit/"
    page = window()
    log_in(page, "bagus", wanted=address)
    wait_until_edits_are_watched(page)
    editor = page.locator("[data-draftail-editor-wrapper] [contenteditable=true]").first

    def paste(kinds) -> str:
        editor.click()
        page.keyboard.press("Control+End")
        page.keyboard.press("Enter")
        with next_save(page):
            if kinds is PICTURE:
                editor.evaluate(PICTURE)
            else:
                page.evaluate(PASTE, [editor.element_handle(), kinds])
        page.reload()
        expect(editor).to_be_visible()
        wait_until_edits_are_watched(page)
        return text_of(story)

    copied = paste({"text/html": PAGE, "text/plain": "Banjir melanda"})
    begin, rest = "<p>Awal.</p><p><b>Banjir</b> melanda</p>", "<p>Selesai.</p>"
    assert copied == f'{begin}<p><a href="https://bmkg.go.id/">BMKG</a> memberi peringatan.</p>{rest}'
    chat = paste({"text/plain": WHATSAPP})
    assert [kept for kept in ("Banjir di Demak 🌊", "Tiga warga mengungsi 👨‍👩‍👧", "مرحبا") if kept not in chat] == []
    assert [noise for noise in ("Rina", "08.15", "*") if noise in chat] == []
    picture = paste(PICTURE)
    assert ("sesudah." in picture, "img" in picture, "data:" in picture) == (True, False, False)
    long = paste({"text/plain": "Kalimat panjang sekali. " * 8_400})
    assert len(long) > 200_000
    page.goto(address)
    expect(editor).to_contain_text("Kalimat panjang sekali.")


def test_a_whole_page_of_word_becomes_paragraphs_with_its_numbers_and_tables_line_by_line(paper, window, complaints):
    make_user("bagus", Role.CHIEF_EDITOR)
    story = make_draft(make_section("Dunia"), "Banjir di Demak", texts=["Awal."])
    page = window()
    log_in(page, "bagus", wanted=f"/admin/pages/{story.pk}/edit/")
    wait_until_edits_are_watched(page)
    editor = page.locator("[data-draftail-editor-wrapper] [contenteditable=true]").first
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    with next_save(page):
        page.evaluate(PASTE, [editor.element_handle(), {"text/html": WORD, "text/plain": WORD_AS_TEXT}])
    wanted = "".join(f"<p>{line}</p>" for line in ["Awal.", *WORD_AS_LINES])
    for words, marked in MARKED.items():
        wanted = wanted.replace(words, marked)
    assert text_of(story) == wanted
    page.reload()
    expect(editor).to_contain_text("Data stasiun Semarang.")
    assert complaints == []


def test_the_lean_form_takes_the_same_pastes_as_lines(paper, window, complaints):
    make_user("sisi", Role.REPORTER)
    story = make_draft(make_section("Dunia"), "Banjir di Demak", texts=["Awal."], by=User.objects.get(username="sisi"))
    page = window(width=360, height=740)
    log_in(page, "sisi", wanted=f"/admin/naskah/{story.pk}/ringan/")
    field = page.get_by_label("Isi berita")

    def paste(kinds) -> list[str]:
        field.click()
        page.keyboard.press("Control+A")
        with page.expect_response(lambda answer: answer.request.method == "POST" and "/ringan/" in answer.url):
            page.evaluate(PASTE, [field.element_handle(), kinds])
        page.reload()
        assert text_of(story) == "".join(f"<p>{escape(line)}</p>" for line in field.input_value().split("\n\n"))
        return field.input_value().split("\n\n")

    assert paste({"text/html": WORD, "text/plain": WORD_AS_TEXT}) == WORD_AS_LINES
    assert paste({"text/plain": WHATSAPP}) == ["Banjir di Demak 🌊", "Tiga warga mengungsi 👨‍👩‍👧 ‏مرحبا‏"]
    assert paste({"text/html": PAGE, "text/plain": "Banjir"}) == ["Banjir melanda", "BMKG memberi peringatan.", "Selesai."]
    assert paste({"text/plain": "<script>alert(1)</script> & “petik”"}) == ["<script>alert(1)</script> & “petik”"]
    long = ("Kalimat panjang sekali. " * 8_400).strip()
    assert paste({"text/plain": long}) == [long]
    field.click()
    field.evaluate(PICTURE)
    assert ("Sebelum sesudah." in field.input_value(), "data:" in field.input_value(), complaints) == (True, False, [])


def test_a_large_photo_is_made_small_before_it_is_sent(paper, window, complaints, tmp_path):
    import os

    from PIL import Image

    make_user("foto", Role.PHOTO_DESK)
    large = tmp_path / "besar.jpg"
    Image.frombytes("RGB", (4200, 2800), os.urandom(4200 * 2800 * 3)).save(large, quality=70)
    page = window(width=360, height=740)
    log_in(page, "foto", wanted="/admin/images/add/")
    page.set_input_files("input[type=file]", large)
    expect(page.locator("form[aria-busy]")).to_have_count(0)
    page.wait_for_function("size => document.querySelector('input[type=file]').files[0].size < size", arg=large.stat().st_size)
    page.fill("[name=title]", "Besar")
    page.get_by_role("button", name=re.compile("Unggah|Simpan")).last.click()
    page.wait_for_url("**/admin/images/")
    photo = Photo.objects.get()
    assert (photo.width, photo.height, complaints) == (3200, 2133, [])
