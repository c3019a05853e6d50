"""What people paste and upload, in a real browser: kept readable, cleaned, and the story opens again afterwards."""

import re

import pytest
from playwright.sync_api import expect

from redaksi.staff.groups import Role
from redaksi.stories.models import Photo, Story
from redaksi.stories.tests.builders import make_draft, make_section, make_user
from tests.test_advice_journey import wait_until_edits_are_watched
from tests.test_journeys import complaints, log_in, window
from tests.test_typing_journey import next_save

__all__ = ["complaints", "window"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head><body>
<!--StartFragment--><p class="MsoNormal" style="mso-margin-top-alt:auto"><b><span style="font:x">Banjir</span></b> melanda
<o:p></o:p></p><p class="MsoNormal"><a href="https://bmkg.go.id/">BMKG</a> memberi peringatan.<script>alert(1)</script></p>
<p class="MsoNormal"><img src="file:///C:/tmp/x.png">Selesai.</p><!--EndFragment--></body></html>"""
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
    story = make_draft(make_section("Dunia"), "Banjir di Demak", texts=["Awal. "])
    address = f"/admin/pages/{story.pk}/edit/"
    page = window()
    log_in(page, "bagus", wanted=address)
    wait_until_edits_are_watched(page)
    editor = page.locator("[data-draftail-editor-wrapper] [contenteditable=true]").first

    def paste(kinds) -> str:
        editor.click()
        page.keyboard.press("Control+End")
        with next_save(page):
            if kinds is PICTURE:
                editor.evaluate(PICTURE)
            else:
                page.evaluate(PASTE, [editor.element_handle(), kinds])
        page.reload()
        expect(editor).to_be_visible()
        wait_until_edits_are_watched(page)
        return text_of(story)

    word = paste({"text/html": WORD, "text/plain": "Banjir melanda"})
    assert re.search(r"<b>Banjir</b>\s+melanda", word)
    assert '<a href="https://bmkg.go.id/">BMKG</a> memberi peringatan.' in word
    assert [bad for bad in ("script", "alert", "style", "Mso", "img", "file:", "o:p") if bad in word] == []
    chat = paste({"text/plain": WHATSAPP})
    assert [kept for kept in ("Banjir di Demak 🌊", "Tiga warga mengungsi 👨‍👩‍👧", "مرحبا") if kept not in chat] == []
    assert [noise for noise in ("Rina", "08.15", "*") if noise in chat] == []
    picture = paste(PICTURE)
    assert ("sesudah." in picture, "img" in picture, "data:" in picture) == (True, False, False)
    long = paste({"text/plain": "Kalimat panjang sekali. " * 8_400})
    assert len(long) > 200_000
    page.goto(address)
    expect(editor).to_contain_text("Kalimat panjang sekali.")


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
