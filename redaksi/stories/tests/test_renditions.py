"""Photographs' sizes: made by the worker, all or the first only, within a budget; silent about where they were taken."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.images import ImageFile
from django.db import DatabaseError
from PIL import Image

from redaksi.stories import rendition_budget, renditions
from redaksi.stories.models import Photo
from redaksi.stories.signals import photo_developed
from redaksi.stories.tests.builders import make_photo

pytestmark = pytest.mark.django_db
GPS, MADE_BY = 0x8825, 0x013B


def specs_of(photo):
    return set(photo.renditions.values_list("filter_spec", flat=True))


def sizes_of(photo):
    return Photo.objects.get(pk=photo.pk).sizes_wanted_at


def test_a_photograph_of_the_desk_gets_every_size_at_once(paper, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        photo = make_photo()
    assert specs_of(photo) == set(renditions.ALL_SPECS)


def test_one_that_came_with_an_archive_gets_the_first_only(paper, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        photo = make_photo(sizes_wanted_at=None)
    assert specs_of(photo) == {renditions.FIRST_SPEC}


def test_what_is_wanted_is_asked_for_once_and_made_by_the_worker(paper):
    photo = make_photo(sizes_wanted_at=None)
    renditions.want(photo.pk)
    assert specs_of(photo) == set()
    renditions.ask_for_wanted()
    assert specs_of(photo) == set(renditions.ALL_SPECS)
    asked_at = sizes_of(photo)
    renditions.want(photo.pk)
    renditions.ask_for_wanted()
    assert sizes_of(photo) == asked_at


def test_what_cannot_be_asked_for_now_is_no_error_and_asked_for_again(paper, monkeypatch):
    photo = make_photo(sizes_wanted_at=None)

    def is_full(*_numbers):
        raise DatabaseError("disk full")

    with monkeypatch.context() as while_full:
        while_full.setattr(renditions.develop.__class__, "enqueue", is_full)
        renditions.want(photo.pk)
        renditions.ask_for_wanted()
    assert sizes_of(photo) is None
    renditions.want(photo.pk)
    renditions.ask_for_wanted()
    assert sizes_of(photo) is not None


def test_another_focus_makes_other_sizes(paper, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        photo = make_photo()
    with django_capture_on_commit_callbacks(execute=True):
        photo.focal_point_x, photo.focal_point_y, photo.focal_point_width, photo.focal_point_height = 20, 20, 10, 10
        photo.save()
    focussed = photo.renditions.exclude(focal_point_key="").values_list("filter_spec", flat=True)
    assert set(focussed) >= {*renditions.WIDE_SPECS, *renditions.WIDE_LIGHT_SPECS}


def test_a_file_that_cannot_be_read_is_told_once_and_stops_nothing(paper, caplog):
    photo = make_photo(sizes_wanted_at=None)
    photo.file.storage.delete(photo.file.name)
    assert renditions.develop.func(photo.pk) == 0
    assert [record.message for record in caplog.records] == [f"The file of photo {photo.pk} cannot be read"]


@pytest.mark.parametrize("mode", ["RGB", "CMYK", "L"])
def test_no_size_says_where_or_by_whom_it_was_taken(paper, mode):
    exif = Image.Exif()
    exif[MADE_BY] = "Rina Sari"
    exif.get_ifd(GPS).update({1: "S", 2: (6.0, 10.0, 30.0), 3: "E", 4: (106.0, 49.0, 30.0)})
    out = BytesIO()
    Image.new(mode, (1300, 1250)).save(out, "JPEG", exif=exif, xmp=b"<x:xmpmeta>Rina Sari</x:xmpmeta>", comment="Rina Sari")
    photo = Photo(title="Kapal", file=ImageFile(out, name="kapal.jpg"))
    photo.save()
    assert renditions.develop_fully.func(photo.pk) == len(renditions.ALL_SPECS)
    renditions.make_icons.func(photo.pk)
    for each in photo.renditions.all():
        with Image.open(each.file.path) as made:
            assert (dict(made.getexif()), {"exif", "xmp", "comment"} & made.info.keys()) == ({}, set()), each.filter_spec
        assert b"Rina" not in Path(each.file.path).read_bytes()
    formats = {each.file.name.rsplit(".", 1)[1] for each in photo.renditions.all()}
    assert formats == {"avif", "webp", "jpg", "png"}


def test_the_budget_takes_further_sizes_from_what_was_wanted_longest_ago(paper, settings, django_capture_on_commit_callbacks):
    photos = [make_photo() for _number in range(3)]
    for photo in photos:
        renditions.develop_fully.func(photo.pk)
    told = []
    photo_developed.connect(told_of := lambda photo_id, **_rest: told.append(photo_id))
    first, *others = [sum(rendition.file.size for rendition in photo.renditions.all()) for photo in photos]
    settings.RENDITIONS_MAX_MB = (0.95 * first + sum(others)) / rendition_budget.BYTES_IN_MB
    with django_capture_on_commit_callbacks(execute=True):
        assert rendition_budget.keep() == 1
    photo_developed.disconnect(told_of)
    assert [specs_of(photo) == set(renditions.ALL_SPECS) for photo in photos] == [False, True, True]
    assert (specs_of(photos[0]), sizes_of(photos[0]), told) == ({renditions.FIRST_SPEC}, None, [photos[0].pk])
    assert rendition_budget.keep() == 0


def test_within_the_budget_nothing_goes(paper):
    photo = make_photo()
    renditions.develop_fully.func(photo.pk)
    assert rendition_budget.keep() == 0
    assert specs_of(photo) == set(renditions.ALL_SPECS)


def test_first_sizes_that_are_too_many_by_themselves_are_told(paper, settings, caplog):
    photo = make_photo(sizes_wanted_at=None)
    renditions.develop.func(photo.pk)
    settings.RENDITIONS_MAX_MB = 0
    assert rendition_budget.keep() == 0
    (told,) = caplog.records
    assert told.message == "The first sizes of all photographs alone take more than RENDITIONS_MAX_MB = 0"
