"""A promise to a source: before its time nothing of a story leaves by any way out; a story that is held leaves by none."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from redaksi.archive import related
from redaksi.audience.breaking import sending as breaking
from redaksi.audience.models import Issue, Letter, PushSending, SendingState
from redaksi.audience.tests.test_breaking import ask as ask_for_news
from redaksi.audience.tests.test_breaking import service
from redaksi.front.letters import composing
from redaksi.front.tests.test_letters import subscribe
from redaksi.press.cards import shelf
from redaksi.press.cards.tasks import draw_card
from redaksi.press.kiosk.files import Files
from redaksi.stories import actions, renditions
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

__all__ = ["service"]

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


def test_no_share_card_is_drawn_and_no_neighbour_names_it_before_its_time(told, index, time_machine):
    section, fields, _addresses = told
    fields = fields | {"texts": ["Penyelundupan besar di pelabuhan dibongkar polisi pelabuhan."]}
    neighbour = make_story(section, "Polisi pelabuhan membongkar penyelundupan", **fields)
    until = timezone.now() + timedelta(hours=2)
    story = draft(section, HEADLINE, embargoed_until=until, **fields)
    publish_at_once(story, at=until + timedelta(seconds=1))
    index.step()
    assert (draw_card.func(story.pk), shelf.card_of(Story.objects.get(pk=story.pk))) == (False, None)
    assert related.stories_near(Story.objects.get(pk=neighbour.pk)) == []
    time_machine.move_to(until + timedelta(seconds=2))
    assert actions.publish_due() == []
    index.step()
    assert draw_card.func(story.pk)
    assert [near.story.pk for near in related.stories_near(Story.objects.get(pk=neighbour.pk))] == [story.pk]


def test_the_name_of_a_photos_file_does_not_say_where_it_lies(paper):
    one, other = make_photo(), make_photo()
    places = [photo.file.name.rpartition("/") for photo in (one, other)]
    assert places[0][0] != places[1][0]
    assert [len(place[0].rpartition("/")[2]) for place in places] == [36, 36]


def test_no_reader_is_told_where_its_photo_lies_and_its_original_is_nobodys_before_or_after(told, index, time_machine):
    section, fields, addresses = told
    photo, until = fields["lead_photo"], timezone.now() + timedelta(hours=2)
    body = [("text", "<p>Api.</p>"), ("photo", {"photo": photo, "caption": ""})]
    story = draft(section, HEADLINE, embargoed_until=until, body=body, **fields)
    publish_at_once(story, at=until + timedelta(seconds=1))
    index.step()
    assert renditions.develop_fully.func(photo.pk) == len(renditions.ALL_SPECS)

    def tellers() -> list[str]:
        pages = {each: Client().get(each, follow=True).content.decode() for each in [*addresses, story.address or story.url]}
        return [each for each, page in pages.items() if str(photo.uid) in page]

    assert tellers() == []
    assert handed_out(photo, guesses_at(photo)) == []
    time_machine.move_to(until + timedelta(seconds=2))
    assert actions.publish_due() == []
    index.step()
    story = Story.objects.get()
    assert {"/", "/uji/", "/feed/", story.address} <= set(tellers())
    assert handed_out(photo, guesses_at(photo)) == []
    shown = photo.renditions.first().file.name
    assert Client().get(f"/media/{shown}").status_code == 200


def guesses_at(photo) -> list[str]:
    """What somebody could ask for who knows the photo's number, its title and its file's name, and even its folder."""
    name, renamed = Path(photo.file.name).name, Path(photo.renditions.first().file.name).name
    folders = ["", f"{photo.pk}/", f"{photo.uid}/", "../", f"../originals/{photo.uid}/", f"%2e%2e/originals/{photo.uid}/"]
    places = [f"/media/renditions/{folder}" for folder in folders]
    places += [f"/media/originals/{photo.uid}/", "/media/originals/", "/media/", "/media/original_images/", "/media/images/"]
    own = {f"/media/{each.file.name}" for each in photo.renditions.all()}
    asked = [*places, *(f"{place}{file}" for place in places for file in (name, renamed))]
    return [f"/media/{photo.file.name}", *(each for each in asked if each not in own)]


def handed_out(photo, addresses) -> list[str]:
    """By the pressroom, or by the kiosk before it."""
    kiosk = Files("/media/renditions/", Path(settings.MEDIA_ROOT) / "renditions", is_lasting=True)
    found = [each for each in addresses if Client().get(each).status_code not in (400, 404)]
    environs = [{"PATH_INFO": each} for each in addresses if each.startswith(kiosk.prefix)]
    return found + [each["PATH_INFO"] for each in environs if kiosk.answer(each, "")]


def test_no_letter_and_no_browser_is_told_of_it_before_its_time(told, service, time_machine):
    section, fields, _addresses = told
    letter = Letter.objects.create(name="Pagi", description="Tiap pagi.", hour=0)
    subscribe(letter)
    ask_for_news(service)
    until = timezone.now() + timedelta(hours=2)
    story = draft(section, HEADLINE, embargoed_until=until, **fields)
    publish_at_once(story, at=until + timedelta(seconds=1))
    neighbour = make_story(section, "Kapal bersandar")
    assert [card.pk for card in composing.candidates(letter)] == [neighbour.pk]
    with pytest.raises(ValueError, match="No story is picked"):
        composing.send_picked(letter, [story.pk], "Rahasiabesar", "")
    assert (composing.compose_due(), Issue.objects.filter(text__contains="Rahasia").count()) == (1, 0)
    breaking.tell(story)
    assert (breaking.send_due(), service.told) == (0, [])
    assert list(PushSending.objects.values_list("state", flat=True)) == [SendingState.FAILED]
    time_machine.move_to(until + timedelta(seconds=2))
    assert actions.publish_due() == []
    assert [card.pk for card in composing.candidates(letter)] == [story.pk]


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
