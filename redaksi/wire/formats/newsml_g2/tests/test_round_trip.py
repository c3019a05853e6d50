from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from redaksi.stories.copy import BlockCopy, PhotoCopy, StoryCopy
from redaksi.wire.formats.newsml_g2 import CARRIED, read, write
from redaksi.wire.item import House, Unreadable
from redaksi.wire.opened import opened
from redaksi.wire.status import Status
from redaksi.wire.tests import copies, material

XSD = material.FOLDER / "wire-formats/newsml-g2/xsd/NewsML-G2_2.35-spec-All-Power.xsd"
HOUSE = House(UTC, datetime(2026, 7, 1, tzinfo=UTC))
STORIES = copies.stories(
    copies.bodies(
        copies.TEXTS,
        copies.HEADINGS,
        copies.LISTS,
        copies.QUOTES,
        copies.FACTBOXES,
        copies.EMBEDS,
        copies.TABLES,
        copies.RELATED,
    ),
    published_at=copies.TIMES,
)


@cache
def schema():
    return etree.XMLSchema(etree.parse(XSD)) if XSD.exists() else None


def read_again(written, folder):
    path = folder / "item.xml"
    path.write_bytes(written)
    with opened(path, "item.xml") as file:
        return list(read(file, HOUSE))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture],
)
@given(copy=STORIES)
def test_what_is_written_is_read_again_and_valid(copy, tmp_path):
    written = write(copy)
    if schema():
        assert schema().validate(etree.fromstring(written)), schema().error_log
    (item,) = read_again(written, tmp_path)
    for name in CARRIED:
        assert getattr(item.copy, name) == getattr(copy, name), name
    assert item.unplaced == []


def test_a_photo_in_the_text_keeps_its_words(tmp_path):
    photo = PhotoCopy(
        "https://contoh.id/a.jpg", credit="Antara/Rina", caption="Kapal", alt="Kapal di dermaga", usage_terms="CC0"
    )
    (item,) = read_again(write(StoryCopy("x", body=[BlockCopy("photo", photo)], identifier="1")), tmp_path)
    assert item.copy.body == [BlockCopy("photo", PhotoCopy(photo.file, photo.credit, photo.caption, photo.alt))]


def test_what_has_no_time_of_its_own_gets_that_of_writing(tmp_path):
    now = datetime(2026, 7, 1, 8, tzinfo=UTC)
    (item,) = read_again(write(StoryCopy("x", dek="y", identifier="1"), now=now), tmp_path)
    assert item.copy.published_at == now


def test_a_later_version_says_when_both_were_made(tmp_path):
    first = datetime(2026, 7, 1, 8, tzinfo=UTC)
    copy = StoryCopy("x", dek="y", published_at=first, updated_at=first + timedelta(hours=2), identifier="1")
    (item,) = read_again(write(copy), tmp_path)
    assert (item.copy.published_at, item.copy.updated_at) == (copy.published_at, copy.updated_at)


def test_a_withdrawn_story_takes_its_text_back(tmp_path):
    copy = StoryCopy("Judul", dek="RAHASIA", body=[BlockCopy("text", "<p>RAHASIA</p>")], identifier="1")
    written = write(copy, status=Status.CANCELED)
    assert b"RAHASIA" not in written
    assert b"stat:canceled" in written
    if schema():
        assert schema().validate(etree.fromstring(written)), schema().error_log
    with pytest.raises(Unreadable, match="Judul"):
        read_again(written, tmp_path)


def test_what_is_withheld_stays_a_draft(tmp_path):
    copy = StoryCopy("Judul", dek="x", published_at=datetime(2026, 7, 1, tzinfo=UTC), identifier="1")
    (item,) = read_again(write(copy, status=Status.WITHHELD), tmp_path)
    assert item.copy.published_at is None
    assert item.unplaced
