"""A photo over a line that breaks, in a real browser: it goes on where it stopped, from the same tab and from another one."""

import os
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from redaksi.desk.parcels import PIECE_BYTES
from redaksi.staff.groups import Role
from redaksi.stories.models import Photo
from redaksi.stories.tests.builders import make_user
from tests.test_journeys import complaints, log_in, window

__all__ = ["complaints", "window"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "banjir.jpg"
    Image.frombytes("RGB", (1000, 1000), os.urandom(1000 * 1000 * 3)).save(path, quality=92)
    assert 3 * PIECE_BYTES < path.stat().st_size < 1_200_000  # several pieces, and none of it made smaller
    return path


def places(page) -> list[int]:
    """Where the pieces begin that this page sends, from now on."""
    found: list[int] = []
    page.on("request", lambda asked: asked.method == "PUT" and found.append(int(asked.url.rpartition("=")[2])))
    return found


def break_after(page, pieces: int) -> None:
    taken = []

    def pass_some(route):
        taken.append(1)
        if route.request.method == "PUT" and len(taken) > pieces + 1:  # the first asks how far it got
            route.abort()
        else:
            route.continue_()

    page.route("**/admin/kiriman/**", pass_some)


def test_a_photo_goes_on_where_the_line_broke_and_in_another_tab_after_a_crash(paper, window, picture):
    make_user("foto", Role.PHOTO_DESK)
    page = window(width=360, height=740)
    log_in(page, "foto", wanted="/admin/images/add/")
    break_after(page, pieces=1)
    page.set_input_files("input[type=file]", picture)
    expect(page.get_by_text("Sambungan terputus")).to_be_visible()
    context = page.context
    page.close(run_before_unload=False)

    page = context.new_page()
    page.goto("/admin/images/add/")
    sent = places(page)
    break_after(page, pieces=1)
    page.set_input_files("input[type=file]", picture)
    page.fill("[name=title]", "Banjir")
    expect(page.get_by_text("Sambungan terputus")).to_be_visible()
    page.get_by_role("button", name=re.compile("Unggah")).last.click()
    page.unroute_all()
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_url("**/admin/images/")
    photo = Photo.objects.get()
    assert photo.file.open().read() == picture.read_bytes()
    assert (sent[0], 0 in sent) == (PIECE_BYTES, False)


def test_many_at_once_come_in_pieces_too(paper, window, complaints, picture):
    make_user("foto", Role.PHOTO_DESK)
    page = window()
    log_in(page, "foto", wanted="/admin/images/multiple/add/")
    sent = places(page)
    page.set_input_files("input[type=file]", picture)
    expect(page.locator("#upload-list form")).to_be_visible()
    assert Photo.objects.get().file.open().read() == picture.read_bytes()
    assert (sent[:2], complaints) == ([0, PIECE_BYTES], [])
