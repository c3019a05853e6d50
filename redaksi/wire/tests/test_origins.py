from datetime import timedelta
from itertools import pairwise

import pytest

from redaksi.staff.groups import Role
from redaksi.stories.copy import StoryCopy
from redaksi.stories.tests.builders import make_section, make_user
from redaksi.wire import feeds, incoming, origins
from redaksi.wire.models import Feed, Incoming, Origin
from redaksi.wire.tests.feeding import NOW, item, make_feed, make_item, rss
from redaksi.wire.tests.servers import answer_with, fetcher, server

pytestmark = pytest.mark.django_db

FIRE = "Api membakar gudang beras di pelabuhan lama pada Minggu malam dan baru padam menjelang pagi."
DEAD = "Kepala dinas mengatakan tiga orang tewas dan sebelas lainnya dirawat di rumah sakit daerah."
CORRECTED = "Kepala dinas mengatakan dua orang tewas dan sebelas lainnya dirawat di rumah sakit daerah."
REST = ["Warga mengungsi ke balai desa sejak malam.", "Penyebab kebakaran masih diselidiki oleh polisi setempat."]


def page(*paragraphs, headline="Kebakaran di pelabuhan", around=""):
    text = "".join(f"<p>{each}</p>" for each in paragraphs)
    return f"""<!doctype html><html lang="id"><head><title>{headline}</title></head><body><nav>{around}</nav><article>
    <h1>{headline}</h1>{text}</article><aside>{around}</aside></body></html>""".encode()


class Page:
    """The page that a story of ours was taken from; `answer` says what it answers from now on."""

    def __init__(self, url):
        self.body, self.headers = page(FIRE, DEAD, *REST), {}
        self.editor = make_user("sari", Role.CHIEF_EDITOR)
        self.feed = make_feed(section=make_section(), usage_terms="CC BY")
        taken = make_item(self.feed, copy=StoryCopy("Kebakaran di pelabuhan", identifier="1"), url=f"{url}/1", identifier="1")
        self.story = incoming.take(taken, self.editor)
        self.begun = self.origin.watched_until - origins.WATCHED

    @property
    def origin(self):
        return Origin.objects.get()

    def look(self, body=None, **headers):
        """At the time that is next."""
        self.body, self.headers = self.body if body is None else body, headers
        return origins.watch_due(self.origin.next_at, fetcher())

    def told(self):
        return self.origin.change, self.origin.change_note.splitlines()


@pytest.fixture
def source(paper):
    held = []
    with server(lambda handler: answer_with(handler, held[0].body, **held[0].headers)) as (url, _asked):
        held.append(Page(url))
        yield held[0]


def test_a_page_that_stays_as_it_is_tells_nothing(source):
    assert [source.look(ETag='"a"'), source.look(b"", status=304), source.look(page(FIRE, DEAD, *REST))] == [1, 1, 1]
    assert source.told() == ("", [])
    assert list(origins.unseen_changes()) == []


def test_a_correction_at_the_source_is_told_with_what_changed(source):
    source.look()
    source.look(page(FIRE, CORRECTED, *REST, headline="Kebakaran di pelabuhan lama"))
    assert source.told() == (
        "corrected",
        [
            "Judul: “Kebakaran di pelabuhan” → “Kebakaran di pelabuhan lama”",
            "− Kepala dinas mengatakan tiga orang tewas dan sebelas lainnya …",
            "+ Kepala dinas mengatakan dua orang tewas dan sebelas lainnya …",
        ],
    )
    assert [origin.story.pk for origin in origins.unseen_changes()] == [source.story.pk]


def test_what_stands_around_an_article_is_no_change(source):
    source.look()
    source.look(page(FIRE, DEAD, *REST, around="<a href='/promo'>Diskon besar hari ini di toko kami</a>"))
    assert source.told() == ("", [])


def test_what_somebody_has_seen_is_told_again_only_when_it_changes_again(source):
    source.look()
    source.look(page(FIRE, CORRECTED, *REST))
    origins.mark_seen(source.origin, source.editor)
    source.look(page(FIRE, CORRECTED, *REST))
    assert list(origins.unseen_changes()) == []
    source.look(page(FIRE, CORRECTED, *REST, "Polisi menahan seorang penjaga gudang."))
    assert source.told() == ("corrected", ["+ Polisi menahan seorang penjaga gudang."])
    assert len(origins.unseen_changes()) == 1


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_not_there_twice_in_a_row_was_withdrawn(source, status):
    source.look()
    source.look(b"", status=status)
    assert source.told() == ("", [])
    source.look(b"", status=status)
    assert source.told() == ("withdrawn", ["Halamannya tidak ada lagi."])
    assert (source.origin.next_at, source.origin.text) == (None, "")


def test_a_page_that_was_away_once_was_not_withdrawn(source):
    for status in (200, 404, 200, 404, 500, 404):
        source.look(page(FIRE, DEAD, *REST), status=status)
    assert source.told() == ("", [])


def test_a_server_in_trouble_or_a_page_without_text_changes_nothing(source):
    source.look(ETag='"a"')
    source.look(b"", status=503)
    source.look(b"<!doctype html><html><head><title>Masuk</title></head><body></body></html>", ETag='"b"')
    assert source.told() == ("", [])
    assert source.origin.trouble
    assert source.origin.etag == ""
    source.look(page(FIRE, CORRECTED, *REST))
    assert source.origin.change == "corrected"


def test_a_page_is_looked_at_less_and_less_and_no_more_after_a_month(source):
    at = []
    while source.origin.next_at and len(at) < 99:
        at.append(source.origin.next_at - source.begun)
        source.look()
    pauses = [round((later - earlier) / timedelta(hours=1.05)) for earlier, later in pairwise(at)]
    assert (at[0], [len([pause for pause in pauses if pause == hours]) for hours in (1, 6)]) == (timedelta(), [6, 3])
    assert set(pauses[9:]) <= {23, 24, 25}
    assert timedelta(days=30) <= at[-1] <= timedelta(days=31.2)
    assert source.origin.text == ""


def test_private_places_are_not_looked_at(source):
    origins.watch_due(source.origin.next_at)
    assert source.origin.trouble == "127.0.0.1 bukan tempat umum di internet"


def test_an_item_corrected_in_its_feed_is_told(paper):
    told = [item(text=f"{FIRE} {DEAD}")]
    with server(lambda handler: answer_with(handler, rss(*told))) as (url, _asked):
        feed = make_feed(f"{url}/rss", section=make_section())
        feeds.poll(feed, NOW, fetcher())
        incoming.take(Incoming.objects.get(), make_user("sari", Role.REPORTER))
        told[0] = item("Kebakaran besar di pelabuhan", text=f"{FIRE} {CORRECTED}")
        feeds.poll(Feed.objects.get(), NOW + timedelta(hours=1), fetcher())
        origin = Origin.objects.get()
        assert (origin.change, origin.change_note.splitlines()[0]) == (
            "corrected",
            "Judul: “Kebakaran di pelabuhan” → “Kebakaran besar di pelabuhan”",
        )
        assert Incoming.objects.get().state == "taken"
        told[0] = '<d:deleted-entry xmlns:d="http://purl.org/atompub/tombstones/1.0" ref="1" when="2026-11-01T10:00:00Z"/>'
        feeds.poll(Feed.objects.get(), NOW + timedelta(hours=2), fetcher())
    origin.refresh_from_db()
    assert (origin.change, origin.change_note.splitlines()[-1]) == ("withdrawn", "Sumbernya mencabut berita ini.")
    assert Incoming.objects.get().state == "taken"
