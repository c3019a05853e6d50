import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from redaksi.stories.models import Attachment, Photo
from redaksi.stories.tests.builders import image_bytes

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def bomb() -> bytes:
    """A picture of 30,000 by 30,000 points in a few bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def archive(name: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(name, "<document/>")
    return out.getvalue()


def upload_photo(browser, name, content):
    fields = {"title": "Kapal", "file": SimpleUploadedFile(name, content), "digital_source_type": "digitalCapture"}
    return browser.post(reverse("wagtailimages:add"), fields)


def upload_attachment(browser, name, content):
    return browser.post(reverse("wagtaildocs:add"), {"title": "Putusan", "file": SimpleUploadedFile(name, content)})


def test_a_photo_comes_in_without_its_credit(photo_desk, at_desk):
    upload_photo(at_desk(photo_desk), "kapal.jpg", image_bytes())
    assert Photo.objects.get().lacks == ["credit", "description"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("kapal.jpg", b"Ini bukan foto, ini catatan.", "bukan merupakan berkas gambar"),
        ("kapal.svg", SVG, ""),
        ("kapal.jpg", SVG, ""),
        ("kapal.jpg", image_bytes(format="PNG"), ""),
        ("kapal.png", bomb(), "terlalu banyak pikselnya"),
        ("kapal.php", image_bytes(), ""),
    ],
    ids=["text", "svg", "svg-named-jpg", "png-named-jpg", "bomb", "program"],
)
def test_what_is_no_photo_is_refused_with_the_reason(name, content, told, photo_desk, at_desk):
    answer = upload_photo(at_desk(photo_desk), name, content)
    errors = answer.context["form"].errors
    assert list(errors) == ["file"]
    assert told in str(errors["file"])
    assert not Photo.objects.exists()


def test_many_photos_at_once_are_checked_one_by_one(photo_desk, at_desk):
    headers = {"x-requested-with": "XMLHttpRequest"}
    way = reverse("wagtailimages:add_multiple")
    for name, content, is_taken in (("a.jpg", image_bytes(), True), ("b.jpg", SVG, False), ("c.png", bomb(), False)):
        answer = at_desk(photo_desk).post(way, {"files[]": SimpleUploadedFile(name, content)}, headers=headers)
        assert answer.json()["success"] is is_taken
    assert Photo.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("putusan.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
        ("data.csv", b"rubrik,jumlah\nDunia,3\n"),
        ("catatan.txt", b""),
        ("surat.docx", archive("word/document.xml")),
        ("bahan.zip", archive("a.txt")),
    ],
    ids=["pdf", "csv", "txt", "docx", "zip"],
)
def test_an_attachment_is_taken_where_it_is_what_its_name_says(name, content, chief, at_desk):
    upload_attachment(at_desk(chief), name, content or b"Catatan rapat.")
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("putusan.pdf", b"MZ\x90\0 program"),
        ("putusan.pdf", SVG),
        ("catatan.txt", b"\0\1\2\3"),
        ("catatan.txt", b"  <!DOCTYPE html><script>alert(1)</script>"),
        ("surat.docx", b"%PDF-1.7\n"),
        ("halaman.html", b"<p>"),
        ("gambar.svg", SVG),
    ],
    ids=["program", "svg-named-pdf", "binary-named-txt", "html-named-txt", "pdf-named-docx", "html", "svg"],
)
def test_an_attachment_in_disguise_is_refused(name, content, chief, at_desk):
    answer = upload_attachment(at_desk(chief), name, content)
    assert list(answer.context["form"].errors) == ["file"]
    assert not Attachment.objects.exists()
