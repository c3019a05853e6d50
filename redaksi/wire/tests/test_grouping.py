import json
from datetime import timedelta

import pytest

from redaksi.wire.grouping import Newsroom
from redaksi.wire.models import Incoming
from redaksi.wire.tests.feeding import NOW, make_feed, make_item
from redaksi.wire.tests.material import FOLDER

pytestmark = pytest.mark.django_db

LEAD = "Mantan pejabat Mahkamah Agung Zarof Ricar divonis 16 tahun penjara dalam kasus suap."
OTHER_LEAD = "Majelis hakim menghukum Zarof Ricar, mantan pejabat Mahkamah Agung, 16 tahun penjara karena suap."


@pytest.fixture
def two(db):
    return make_feed("https://a.id/rss"), make_feed("https://b.id/rss", name="Lain")


def first_told(item):
    return Newsroom.at(NOW).first_to_tell(item)


def later(feed, headline="Zarof Ricar Dihukum 16 Tahun Penjara", lead=OTHER_LEAD, **fields):
    return Incoming(feed=feed, headline=headline, lead=lead, **fields)


def test_what_two_feeds_tell_is_put_under_the_first(two):
    first = make_item(two[0], "Eks Pejabat MA Zarof Ricar Divonis 16 Tahun Penjara", lead=LEAD)
    assert first_told(later(two[1])) == first


def test_another_event_is_not(two):
    make_item(two[0], "Eks Pejabat MA Zarof Ricar Divonis 16 Tahun Penjara", lead=LEAD)
    other = later(two[1], "Ibunda Ronald Tannur Divonis 3 Tahun Penjara", "Hakim menyatakan ia terbukti menyuap tiga hakim.")
    assert first_told(other) is None


def test_items_of_one_feed_are_never_put_together(two):
    make_item(two[0], "Jadwal Sholat Jakarta Kamis 19 Juni 2025", lead="Jadwal sholat untuk Jakarta dan sekitarnya hari ini.")
    tomorrow = "Jadwal Sholat Jakarta Jumat 20 Juni 2025", "Jadwal sholat untuk Jakarta dan sekitarnya hari ini."
    assert first_told(later(two[0], *tomorrow)) is None


def test_one_page_in_two_feeds_is_one(two):
    first = make_item(two[0], "Zarof dihukum", url="https://a.id/zarof")
    assert first_told(later(two[1], "Judul lain sama sekali", "", url="https://a.id/zarof")) == first
    assert first_told(later(two[1], "Judul lain sama sekali", "", url="https://a.id/")) is None


def test_a_third_is_put_under_the_first_and_after_that_was_taken_under_what_waits(two):
    third = make_feed("https://c.id/rss")
    first = make_item(two[0], "Eks Pejabat MA Zarof Ricar Divonis 16 Tahun Penjara", lead=LEAD)
    second = make_item(two[1], "Zarof Ricar Dihukum 16 Tahun Penjara", lead=OTHER_LEAD, told_first=first)
    assert first_told(later(third)) == first
    Incoming.objects.filter(pk=first.pk).update(state="taken")
    assert first_told(later(third)) == second
    Incoming.objects.filter(pk=second.pk).update(state="dismissed")
    assert first_told(later(third)).pk in (first.pk, second.pk)


def test_what_was_told_three_days_ago_is_told_anew(two):
    make_item(two[0], "Zarof Ricar Dihukum 16 Tahun Penjara", lead=LEAD, received_at=NOW - timedelta(hours=49))
    assert first_told(later(two[1])) is None


def wikinews():
    """What the press wrote of one event, as Wikinews' editors put it together."""
    for event in json.loads((FOLDER / "clusters-wikinews-2004/dev.json").read_text()):
        yield from ((event["title"], each["title"], each["maintext"]) for each in event["sources"] if each["title"])


def searched_for():
    rows = map(json.loads, (FOLDER / "clusters-id-2019/articles.jsonl").read_text().splitlines())
    yield from ((row["topic"], row["title"], row["text"]) for row in rows)


@pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no clusters at {FOLDER}")
@pytest.mark.parametrize(("cluster", "found"), [(wikinews, 8), (searched_for, 4)])
def test_nothing_is_put_under_what_others_know_to_be_another_event(cluster, found):
    newsroom, events, together = Newsroom(), {}, []
    for feed, (event, headline, text) in enumerate(cluster()):
        item = Incoming(feed_id=feed, headline=headline[:255], lead=" ".join(text.split())[:600])
        item.told_first = newsroom.first_to_tell(item)
        newsroom.add(item)
        events[id(item)] = event
        if item.told_first:
            together.append((event, events[id(item.told_first)]))
    assert [pair for pair in together if pair[0] != pair[1]] == []
    assert len(together) == found
