"""A promise to a source: before its time nothing of a story leaves by any way out; a story that is held leaves by none."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from redaksi.stories import actions
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import (
    make_contributor,
    make_editor,
    make_photo,
    make_section,
    make_story,
    make_storyline,
    make_topic,
    publish_at_once,
)
from redaksi.stories.tests.builders import make_draft as draft
from redaksi.wire.tests.test_partners import ask, make_partner

pytestmark = pytest.mark.django_db

HEADLINE = "Rahasiabesar terbongkar di pelabuhan"
LISTS = ["/", "/uji/", "/arsip/", "/cari/?q=rahasiabesar", "/cari/json/?q=rahasiabesar", "/terpopuler/", "/koreksi/"]
MACHINES = ["/feed/", "/feed/atom/", "/feed/json/", "/sitemap.xml", "/sitemap-news.xml", "/sitemap-pages.xml", "/uji/feed/"]


@pytest.fixture
def told(paper):
    """What the story is made of, and every address that would show it."""
    topic, person, line = make_topic("Pelabuhan"), make_contributor("Sisi"), make_storyline("Rahasia pelabuhan")
    month = f"/sitemap-{timezone.localtime():%Y-%m}.xml"
    own = [f"/topik/{topic.slug}/", f"/penulis/{person.slug}/", f"/rangkaian/{line.slug}/", f"/topik/{topic.slug}/feed/", month]
    fields = {"contributors": [person], "topics": [topic], "storyline": line, "lead_photo": make_photo()}
    return make_section("Uji"), fields, [*LISTS, *MACHINES, *own]


def shown_at(addresses) -> list[str]:
    """Where its headline stands, whole or between marks."""
    reader = Client()
    pages = {each: reader.get(each, follow=True).content.decode().lower() for each in addresses}
    wanted = "rahasiabesar terbongkar"
    return [each for each, page in pages.items() if wanted in page or wanted in re.sub("<[^>]+>", "", page)]


def test_nothing_of_an_embargoed_story_leaves_by_any_way_before_its_time(told, index, time_machine):
    section, fields, addresses = told
    until = timezone.now() + timedelta(hours=2)
    story = draft(section, HEADLINE, embargoed_until=until, **fields)
    publish_at_once(story, at=until + timedelta(seconds=1))
    index.step()
    _partner, token = make_partner()
    assert (shown_at([*addresses, story.url]), b"Rahasia" in ask(token).content) == ([], False)
    assert Client().get(story.url).status_code == 404
    actions.publish_due()
    assert not Story.objects.published().exists()
    time_machine.move_to(until + timedelta(seconds=2))
    assert actions.publish_due() == []
    index.step()
    assert {"/", "/uji/", "/arsip/", "/cari/?q=rahasiabesar", "/feed/", "/topik/pelabuhan/"} <= set(shown_at(addresses))


def test_the_name_of_a_photos_file_does_not_say_where_it_lies(paper):
    one, other = make_photo(), make_photo()
    places = [photo.file.name.rpartition("/") for photo in (one, other)]
    assert places[0][0] != places[1][0]
    assert [len(place[0].rpartition("/")[2]) for place in places] == [36, 36]


def test_a_held_story_is_in_no_list_and_found_by_no_search_and_there_again_after_the_decision(told, index):
    section, fields, addresses = told
    story = make_story(section, HEADLINE, **fields)
    index.step()
    before = shown_at(addresses)
    actions.hold(story, by=make_editor(section, "rani"))
    index.step()
    assert (shown_at(addresses), Client().get(story.address).status_code) == ([], 503)
    chief = make_editor(section, "bagus")
    chief.is_superuser = True
    chief.save()
    actions.decide(Story.objects.get(), by=chief, outcome="back", note="Sudah dicek.")
    index.step()
    assert (shown_at(addresses), Client().get(story.address).status_code) == (before, 200)
