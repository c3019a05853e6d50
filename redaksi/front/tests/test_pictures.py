"""Photographs on pages: nobody waits for a size that is not made yet."""

import pytest

from redaksi.front import pictures
from redaksi.stories import renditions
from redaksi.stories.models import Photo
from redaksi.stories.tests.builders import make_photo, make_section, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker_rests(settings):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}


def pictured(client, photo):
    story = make_story(make_section("Dunia"), lead_photo=photo)
    return client.get(story.address).text


def specs(made):
    return [one.filter_spec for one in made]


def test_a_page_makes_no_picture_and_asks_for_it_once_its_reader_is_answered(client, paper, worker_rests):
    photo = make_photo(sizes_wanted_at=None)
    page = pictured(client, photo)
    assert ("Foto: Antara/Rina" in page, "<img" in page.split("Berita Terkait")[0]) == (True, False)
    assert photo.renditions.count() == 0
    assert Photo.objects.get(pk=photo.pk).sizes_wanted_at is not None


def test_the_first_size_stands_in_for_all(paper, worker_rests):
    photo = make_photo(sizes_wanted_at=None)
    renditions.develop.func(photo.pk)
    for shape in ("wide", "whole"):
        picture = pictures.picture_of(photo, shape)
        assert (specs(picture.made), picture.light) == ([renditions.FIRST_SPEC], [])


def test_light_sizes_are_offered_when_all_are_there(paper):
    photo = make_photo()
    photo.get_renditions(*renditions.WIDE_SPECS, renditions.WIDE_LIGHT_SPECS[0])
    assert "avif" not in pictures.img(photo, "100vw")
    renditions.develop_fully.func(photo.pk)
    assert pictures.img(Photo.objects.get(pk=photo.pk), "100vw").startswith('<picture><source type="image/avif" srcset="')


def test_a_card_shows_the_same_as_the_story(client, paper):
    photo = make_photo()
    renditions.develop_fully.func(photo.pk)
    make_story(make_section("Dunia"), lead_photo=photo)
    assert 'type="image/avif"' in client.get("/").text
