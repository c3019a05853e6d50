"""A story that was masked is forgotten by the wire, too, and those who hold it are told without a word of it."""

import json

import pytest
from django.core import serializers
from django.db import transaction

from redaksi.staff.groups import Role
from redaksi.stories import actions
from redaksi.stories.copy import BlockCopy, StoryCopy
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import make_section, make_story, make_user, publish_at_once
from redaksi.wire import feeds, incoming
from redaksi.wire.models import Incoming, IncomingState, Origin
from redaksi.wire.tests.feeding import NOW, item, make_feed, make_item, rss
from redaksi.wire.tests.partnering import ask, make_partner, onward, withdraw
from redaksi.wire.tests.servers import answer_with, fetcher, server

pytestmark = pytest.mark.django_db
NAME = "budiarto"
TOLD = StoryCopy("Budiarto dirawat", body=[BlockCopy("text", "<p>Ibu Budiarto menunggu.</p>")], identifier="1")
IN_FEED = item("Budiarto dirawat", text="Budiarto masih dirawat.")


@pytest.fixture(autouse=True)
def told(monkeypatch):
    monkeypatch.setattr(transaction, "on_commit", lambda call, using=None, robust=False: call())


@pytest.fixture
def chief(paper):
    return make_user("pemred", Role.CHIEF_EDITOR)


@pytest.fixture
def protect(chief):
    def now(story, is_for_good=False):
        actions.protect(story, chief, "child")
        if is_for_good:
            actions.erase_protected(story, chief)

    return now


def all_that_is_written():
    return serializers.serialize("json", [*Incoming.objects.all(), *Origin.objects.all()]).lower()


def taken_from(feed, chief):
    """A story that was taken from a feed, published and withdrawn, with a second item that told the same."""
    first = make_item(feed, copy=TOLD, identifier="1", url="https://kantor.id/budiarto-dirawat", lead="Ibu Budiarto")
    make_item(feed, "Budiarto pulang", told_first=first, identifier="2")
    story = incoming.take(first, chief)
    make_item(feed, "Budiarto lagi", told_first=first, identifier="3")
    Origin.objects.update(text="Budiarto dirawat.", change_note="+ Budiarto", trouble="budiarto: 500", next_at=NOW)
    make_item(feed, "Berita lain", identifier="4")
    return withdraw(publish_at_once(Story.objects.get(pk=story.pk)))


def test_nothing_of_its_words_is_left_with_its_origin_and_its_items(chief, protect):
    story = taken_from(make_feed(section=make_section()), chief)
    assert NAME in all_that_is_written()
    protect(story)
    assert NAME not in all_that_is_written()
    kept = Incoming.objects.order_by("identifier").values_list("headline", "state")
    masked, aside = "Berita yang dicabut", IncomingState.DISMISSED
    assert list(kept) == [(masked, "taken"), (masked, aside), (masked, aside), ("Berita lain", "waiting")]
    assert [(origin.next_at, origin.name) for origin in Origin.objects.all()] == [(None, "Kantor Berita")]


def test_a_feed_that_still_tells_it_does_not_bring_it_back(chief, protect):
    with server(lambda handler: answer_with(handler, rss(IN_FEED), **{"Content-Type": "application/rss+xml"})) as (url, _asked):
        protect(taken_from(make_feed(url, section=make_section()), chief))
        assert [(polled.receipt.new, polled.receipt.changed) for polled in feeds.poll_due(NOW, fetcher())] == [(0, 0)]
    assert NAME not in all_that_is_written()


def of_partner(story, protect, is_for_good=False):
    """What a partner that holds it is told of the withdrawal, and then of its protection."""
    _partner, token = make_partner()
    first = ask(token)
    withdraw(story)
    gone = ask(token, onward(first))
    protect(Story.objects.get(pk=story.pk), is_for_good)
    (item,) = ask(token, onward(gone)).json()
    return first.json()[0]["uri"], item


def test_partners_that_hold_it_are_told_by_the_address_they_know_and_without_a_word(chief, protect):
    story = make_story(make_section("Dunia"), "Budiarto dirawat", slug="budiarto-dirawat", dek="Ibu Budiarto")
    uri, item = of_partner(story, protect)
    assert (item["uri"], item["pubStatus"], item["headlines"][0]["value"]) == (uri, "canceled", "Berita yang dicabut")
    words = json.dumps({name: value for name, value in item.items() if name not in ("uri", "altIds")})
    assert (NAME in words.lower(), "Hapus semua salinannya" in words) == (False, True)
    _stranger, token = make_partner("Yang lain")
    assert ask(token, "2000-01-01").json() == []


def test_once_it_is_erased_not_even_the_address_is_known(settings, chief, protect):
    story = make_story(make_section("Dunia"), "Budiarto dirawat", slug="budiarto-dirawat")
    _uri, item = of_partner(story, protect, is_for_good=True)
    assert item["uri"] == settings.SITE_URL + Story.objects.get(pk=story.pk).address
    assert NAME not in json.dumps(item).lower()
