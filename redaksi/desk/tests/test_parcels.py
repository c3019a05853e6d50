"""Photos that come in pieces: they go on where they stopped, are judged as any photo, and belong to whoever sends them."""

import errno
import hashlib
import os
import time

import pytest
from django.urls import reverse

from redaksi.desk import parcels
from redaksi.desk.parcels import PIECE_BYTES, Parcel
from redaksi.desk.tests.test_uploads import SVG, bomb
from redaksi.stories.models import Photo
from redaksi.stories.tests.builders import image_bytes

pytestmark = pytest.mark.django_db


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def put(browser, content: bytes, at: int, piece: bytes):
    address = reverse("parcel", args=[digest_of(content)])
    return browser.put(f"{address}?at={at}", piece, content_type="application/octet-stream")


def send(browser, content: bytes, piece: int = 1000) -> None:
    for at in range(0, len(content), piece):
        assert put(browser, content, at, content[at : at + piece]).json() == {"received": min(at + piece, len(content))}


def hand_in(browser, content: bytes, name: str = "kapal.jpg"):
    told = {"arrived-file": digest_of(content), "named-file": name}
    return browser.post(reverse("wagtailimages:add"), {"title": "Kapal", "digital_source_type": "digitalCapture", **told})


def test_a_photo_that_came_in_pieces_is_a_photo(photo_desk, at_desk):
    content, browser = image_bytes(), at_desk(photo_desk)
    send(browser, content, piece=len(content) // 3)
    hand_in(browser, content)
    photo = Photo.objects.get()
    assert (photo.title, photo.uploaded_by_user, photo.file.open().read()) == ("Kapal", photo_desk, content)


def test_many_at_once_find_theirs_too(photo_desk, at_desk):
    content, browser = image_bytes(), at_desk(photo_desk)
    send(browser, content)
    told = {"arrived-files[]": digest_of(content), "named-files[]": "kapal.jpg", "title": "Kapal"}
    assert browser.post(reverse("wagtailimages:add_multiple"), told).json()["success"]
    assert [photo.title for photo in Photo.objects.all()] == ["Kapal"]


def test_after_a_break_it_says_how_far_it_got_and_goes_on_there(photo_desk, at_desk):
    content = os.urandom(5000)
    put(at_desk(photo_desk), content, 0, content[:2000])
    again = at_desk(photo_desk)
    assert again.get(reverse("parcel", args=[digest_of(content)])).json() == {"received": 2000}
    for wrong in (0, 1999, 2001, 4000):
        answer = put(again, content, wrong, content[wrong:])
        assert (answer.status_code, answer.json()) == (409, {"received": 2000})
    assert put(again, content, 2000, content[2000:]).json() == {"received": 5000}


def test_what_a_killed_process_had_written_of_a_piece_counts(photo_desk, at_desk):
    content, browser = image_bytes(), at_desk(photo_desk)
    put(browser, content, 0, content[:500])
    with Parcel(photo_desk.pk, digest_of(content)).path.open("ab") as file:
        file.write(content[500:777])
    assert put(browser, content, 500, content[500:]).json() == {"received": 777}
    put(browser, content, 777, content[777:])
    hand_in(browser, content)
    assert Photo.objects.get().file.open().read() == content


@pytest.mark.parametrize(
    "content", [b"Ini catatan.", SVG, bomb(), image_bytes(format="PNG")], ids=["text", "svg", "bomb", "png"]
)
def test_a_parcel_is_judged_as_any_photo(photo_desk, at_desk, content):
    browser = at_desk(photo_desk)
    send(browser, content, piece=PIECE_BYTES)
    assert list(hand_in(browser, content).context["form"].errors) == ["file"]
    assert not Photo.objects.exists()


def test_what_is_not_whole_says_so_and_begins_anew(photo_desk, at_desk):
    content, browser = image_bytes(), at_desk(photo_desk)
    put(browser, content, 0, b"x" * len(content))
    answer = hand_in(browser, content)
    assert answer.context["form"].errors == {"file": ["Foto ini tidak sampai dengan utuh. Pilih sekali lagi."]}
    assert Parcel(photo_desk.pk, digest_of(content)).received == 0


def test_a_parcel_is_its_senders_alone(photo_desk, reporter, editor, at_desk):
    content = image_bytes()
    send(at_desk(editor), content)
    address = reverse("parcel", args=[digest_of(content)])
    assert at_desk(photo_desk).get(address).json() == {"received": 0}
    assert list(hand_in(at_desk(photo_desk), content).context["form"].errors) == ["file"]
    assert not Photo.objects.exists()


def test_only_whoever_may_add_photos_sends_any(at_desk, client, admin):
    address = reverse("parcel", args=["0" * 64])
    assert client.get(address).status_code == 302
    admin.groups.clear()
    admin.user_permissions.clear()
    assert at_desk(admin).put(f"{address}?at=0", b"x").status_code == 302
    assert not Parcel(admin.pk, "0" * 64).path.exists()


def test_a_forged_piece_from_another_site_is_not_taken(photo_desk):
    from django.test import Client

    browser = Client(enforce_csrf_checks=True)
    browser.force_login(photo_desk)
    assert put(browser, b"x", 0, b"x").status_code == 403


@pytest.mark.parametrize("digest", ["..%2F..%2Fdatabase", "0" * 63, "0" * 65, "A" * 64, "0" * 63 + "/"])
def test_nothing_is_named_by_what_is_no_digest(photo_desk, at_desk, digest):
    assert at_desk(photo_desk).put(f"/admin/kiriman/{digest}/?at=0", b"x").status_code == 404


@pytest.mark.parametrize("at", ["", "-1", "x", "1e9", "²", "9" * 40])
def test_a_place_that_is_none_is_refused(photo_desk, at_desk, at):
    address = reverse("parcel", args=["0" * 64])
    assert at_desk(photo_desk).put(f"{address}?at={at}", b"x").status_code in (400, 413)


def test_nobody_sends_without_end(photo_desk, at_desk, settings):
    browser = at_desk(photo_desk)
    assert put(browser, b"", 0, bytes(parcels.LARGEST_PIECE_BYTES + 1)).status_code == 413
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 3000
    assert put(browser, b"", 0, bytes(3000)).status_code == 200
    assert put(browser, b"", 3000, b"x").status_code == 413
    assert Parcel(photo_desk.pk, digest_of(b"")).received == 3000


def test_of_one_sender_the_oldest_give_way(photo_desk, monkeypatch):
    monkeypatch.setattr(parcels, "MOST_OF_ONE_SENDER", 3)
    monkeypatch.setattr(parcels, "MOST_BYTES_OF_ONE_SENDER", 100)
    sent = [Parcel(photo_desk.pk, digest_of(bytes([number]))) for number in range(5)]
    for age, each in enumerate(sent[:4]):
        each.add(b"x" * 10, 0)
        os.utime(each.path, (age, age))
    assert [each.received for each in sent] == [0, 10, 10, 10, 0]
    sent[4].add(b"x" * 85, 0)
    assert [each.received for each in sent] == [0, 0, 0, 10, 85]


def test_a_full_disk_takes_no_half_piece(photo_desk, at_desk, monkeypatch):
    content, browser = os.urandom(3000), at_desk(photo_desk)
    put(browser, content, 0, content[:1000])
    write = os.write

    def half(file, piece):
        write(file, piece[:100])
        raise OSError(errno.ENOSPC, "No space left on device")

    for broken in (half, lambda file, piece: write(file, piece[:100])):
        monkeypatch.setattr("os.write", broken)
        answer = put(browser, content, 1000, content[1000:])
        assert (answer.status_code, answer.json()) == (507, {"received": 1000})
    monkeypatch.setattr("os.write", write)
    monkeypatch.setattr("redaksi.lib.disk.is_nearly_full", lambda folder: True)
    assert put(browser, content, 1000, content[1000:]).status_code == 507


def test_what_was_left_lying_for_a_day_goes(photo_desk, at_desk):
    old, fresh = Parcel(photo_desk.pk, digest_of(b"1")), Parcel(photo_desk.pk, digest_of(b"2"))
    for each in (old, fresh):
        each.add(b"x", 0)
    yesterday = time.time() - parcels.KEPT_SECONDS - 1
    os.utime(old.path, (yesterday, yesterday))
    assert (parcels.let_go(), old.received, fresh.received) == (1, 0, 1)


def test_nobodys_folder_yet_is_no_trouble():
    assert parcels.let_go() == 0
