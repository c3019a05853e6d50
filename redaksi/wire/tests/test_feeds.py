import json
from datetime import timedelta

import pytest
from django.conf import settings

from redaksi.stories import clean
from redaksi.wire import bulletin, feeds, incoming
from redaksi.wire.fetching import papers_fetcher
from redaksi.wire.models import Feed, Incoming
from redaksi.wire.reading import our_house
from redaksi.wire.receiving import Receipt, Receiving
from redaksi.wire.tests.feeding import NOW, item, make_feed, rss
from redaksi.wire.tests.servers import answer_with, fetcher, server

pytestmark = pytest.mark.django_db


class Wire:
    """One feed on a server of its own, asked again and again; `says` is its answer, `asked` what it was sent."""

    def __init__(self, url, asked):
        self.asked = asked
        self.says, self.headers = b"", {}
        self.feed = make_feed(f"{url}/rss")
        self.time = NOW

    def tell(self, *items, **headers):
        return self.answer(rss(*items), **headers)

    def answer(self, body, **headers):
        self.says, self.headers = body, headers
        self.feed.refresh_from_db()
        self.time += timedelta(hours=1)
        return feeds.poll(self.feed, self.time, fetcher())

    def marks(self):
        self.feed.refresh_from_db()
        return self.feed


@pytest.fixture
def wire(paper):
    held = []
    with server(lambda handler: answer_with(handler, held[0].says, **held[0].headers)) as (url, asked):
        held.append(Wire(url, asked))
        yield held[0]


def headlines(**fields):
    return sorted(Incoming.objects.filter(**fields).values_list("headline", flat=True))


def test_what_a_feed_tells_waits_at_the_desk(wire):
    polled = wire.tell(item(), item("Harga beras naik", "2", "https://kantor.id/2", "Beras mahal."))
    assert (polled.trouble, polled.receipt) == ("", Receipt(new=2))
    assert sorted(Incoming.objects.values_list("headline", "lead", "url", "state")) == [
        ("Harga beras naik", "Beras mahal.", "https://kantor.id/2", "waiting"),
        ("Kebakaran di pelabuhan", "Api membakar gudang.", "https://kantor.id/1", "waiting"),
    ]


def test_the_same_again_is_nothing_new(wire):
    wire.tell(item(), ETag='"a"')
    assert wire.tell(item(), ETag='"b"').receipt == Receipt()
    assert (Incoming.objects.count(), wire.marks().etag) == (1, '"b"')
    assert wire.asked[1][1]["If-None-Match"] == '"a"'


def test_a_feed_that_says_unchanged_is_no_news(wire):
    wire.tell(item(), ETag='"a"')
    before = wire.marks().answered_at
    polled = wire.answer(b"", status=304)
    assert (polled.receipt, polled.trouble, wire.marks().etag) == (Receipt(), "", '"a"')
    assert wire.feed.answered_at == before
    assert wire.feed.looked_at == wire.time


def test_an_item_that_changed_while_it_waits_is_renewed(wire):
    wire.tell(item())
    assert wire.tell(item("Kebakaran besar di pelabuhan")).receipt == Receipt(changed=1)
    waits = Incoming.objects.get()
    assert (waits.headline, waits.state, waits.changed_at) == ("Kebakaran besar di pelabuhan", "waiting", wire.time)


def test_an_item_that_drops_out_of_the_feed_is_nothing(wire):
    wire.tell(item())
    wire.tell(item("Harga beras naik", "2", "https://kantor.id/2"))
    assert headlines(state="waiting") == ["Harga beras naik", "Kebakaran di pelabuhan"]


def test_a_feed_that_names_its_items_anew_each_time_does_not_flood(wire):
    for number in range(3):
        wire.tell(item(guid=f"a{number}"), item("Harga beras naik", f"b{number}", "https://kantor.id/2"))
    assert headlines() == ["Harga beras naik", "Kebakaran di pelabuhan"]


def test_another_item_under_the_same_address_is_another(wire):
    wire.tell(item("Gempa di Palu", "1", "https://kantor.id/terkini", "Gempa 5,0 mengguncang Palu."))
    wire.tell(item("Gempa di Bantul", "2", "https://kantor.id/terkini", "Getaran terasa sampai Solo."))
    assert headlines() == ["Gempa di Bantul", "Gempa di Palu"]


def test_items_without_name_address_or_date_come_in_once(wire):
    for _number in range(2):
        wire.tell(item(guid="", link=""), item("Harga beras naik", "", "", "Beras mahal."))
    assert sorted(Incoming.objects.values_list("headline", "published_at")) == [
        ("Harga beras naik", None),
        ("Kebakaran di pelabuhan", None),
    ]


def test_a_clock_that_is_off_dates_nothing_in_the_future(wire):
    wire.tell(item(extra="<pubDate>Sun, 01 Nov 2099 08:00:00 GMT</pubDate>"))
    assert Incoming.objects.get().published_at is None


def test_what_was_published_long_ago_is_no_news(wire):
    wire.tell(item(extra="<pubDate>Thu, 01 Oct 2026 08:00:00 GMT</pubDate>"), item("Baru", "2", "https://kantor.id/2"))
    assert headlines() == ["Baru"]


def test_one_feed_does_not_speak_for_another(wire):
    other = make_feed("https://lain.id/rss")
    theirs = Incoming.objects.create(feed=other, identifier="1", digest="x", headline="Milik lain", copy={})
    wire.tell(item())
    wire.answer(_atom('<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="1"/>'))
    theirs.refresh_from_db()
    assert (theirs.headline, theirs.state) == ("Milik lain", "waiting")
    assert headlines(state="withdrawn") == ["Kebakaran di pelabuhan"]


def _atom(*entries):
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>K</title><id>k</id>{"".join(entries)}</feed>'.encode()


def test_a_deleted_entry_is_withdrawn_once_and_comes_back_when_it_is_told_again(wire):
    entry = '<entry><id>tag:k,2026:1</id><title>Salah kutip</title><link href="https://kantor.id/1"/></entry>'
    grave = "<d:deleted-entry xmlns:d='http://purl.org/atompub/tombstones/1.0' when='2026-11-01T09:00:00Z' ref='tag:k,2026:1'/>"
    wire.answer(_atom(entry))
    assert [wire.answer(_atom(grave)).receipt.withdrawn for _number in range(2)] == [1, 0]
    assert headlines(state="withdrawn") == ["Salah kutip"]
    wire.answer(_atom(entry))
    assert headlines(state="waiting") == ["Salah kutip"]


def ninjs(status, is_list=False):
    given = {"uri": "https://agen.id/7", "pubStatus": status, "headlines": [{"value": "Menteri mundur"}], "type": "text"}
    given |= {"standard": {"name": "ninjs", "version": "3.1"}, "firstCreated": "2026-11-01T07:00:00Z"}
    return json.dumps([given] if is_list else given).encode()


@pytest.mark.parametrize("is_list", [True, False])
def test_a_canceled_item_of_ninjs_is_withdrawn(wire, is_list):
    assert wire.answer(ninjs("usable", is_list)).receipt == Receipt(new=1)
    assert wire.answer(ninjs("canceled", is_list)).receipt == Receipt(withdrawn=1)
    assert headlines(state="withdrawn") == ["Menteri mundur"]


def test_what_its_sender_withholds_says_so_to_the_desk(wire):
    wire.answer(ninjs("withheld"))
    (note,) = incoming.copy_of(Incoming.objects.get()).ed_note.splitlines()
    assert note == "ditahan oleh pengirimnya: tetap draf sampai dilepas"


def test_hostile_markup_is_clean_before_anybody_sees_it(wire):
    hostile = '<p onclick="x()">Api <script>curi()</script><a href="javascript:x()">di sini</a></p>'
    long = f"<![CDATA[{hostile}<p>{'kata ' * 80}</p>]]>"
    wire.tell(item("Api", text=long, link="javascript:x()"))
    waits = Incoming.objects.get()
    texts = [block.value for block in incoming.copy_of(waits).body]
    assert texts == [clean.rich_text(text) for text in texts]
    kept = json.dumps(waits.copy["story"]["body"]) + waits.lead
    assert [word for word in ("script", "onclick", "curi") if word in kept] == []
    assert (waits.headline, waits.url) == ("Api", "")


def test_characters_that_no_database_takes_are_left_out(wire):
    body = {"version": "https://jsonfeed.org/version/1.1", "title": "K"}
    nasty = "Api\u0000 \ud800 di pelabuhan \u202e"
    wire.answer(json.dumps(body | {"items": [{"id": nasty, "title": nasty, "content_html": f"<p>{nasty}</p>"}]}).encode())
    assert headlines() == ["Api di pelabuhan"]


def test_a_large_item_and_very_many_come_in_bounded(wire):
    polled = wire.tell(
        item(text="kata " * 200_000), *(item(f"Berita {n}", f"n{n}", f"https://k.id/{n}") for n in range(10_000))
    )
    assert (polled.trouble, polled.receipt) == ("", Receipt(new=1000))
    assert len(Incoming.objects.get(identifier="1").lead) <= 600


def dated(day):
    return item(f"Hari {day}", f"h{day}", "", extra=f"<pubDate>{day:02} Oct 2026 08:00:00 GMT</pubDate>" if day else "")


@pytest.mark.parametrize(
    ("days", "kept"),
    [
        ([*range(1, 12)], ["9", "10", "11"]),
        ([*range(11, 0, -1)], ["11", "10", "9"]),
        ([5, 0, 7, 6, 8], ["0", "7", "8"]),
    ],
)
def test_of_more_items_than_are_taken_the_newest_are_in_the_feeds_own_order(paper, monkeypatch, days, kept):
    monkeypatch.setattr(bulletin, "MOST_ITEMS", 3)
    told = bulletin.read(rss(*map(dated, days)), "https://kantor.id/rss", our_house())
    assert [each.headline.removeprefix("Hari ") for each in told.items] == kept


def test_of_items_without_a_day_those_at_the_top_are_taken(paper, monkeypatch):
    monkeypatch.setattr(bulletin, "MOST_ITEMS", 3)
    undated = [item(f"Berita {number}", f"n{number}", "") for number in range(9)]
    told = bulletin.read(rss(*undated), "https://kantor.id/rss", our_house())
    assert [each.identifier for each in told.items] == ["n0", "n1", "n2"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"<!doctype html><html><head><title>Beranda</title></head></html>", "halaman web, bukan umpan berita"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10, "bukan umpan yang dapat dibaca"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": 3}', "bukan umpan yang dapat dibaca"),
        (b"{" * 100_000, "JSON Feed yang bukan JSON yang sah"),
    ],
)
def test_what_is_no_feed_is_told_and_asked_for_whole_again(wire, body, told):
    wire.tell(item(), ETag='"a"')
    polled = wire.answer(body, ETag='"b"')
    marks = wire.marks()
    assert (polled.trouble, marks.trouble) == (told, told)
    assert (marks.failures, marks.etag) == (1, '"a"')
    assert marks.next_at > wire.time + timedelta(minutes=29)
    assert wire.tell(item(), ETag='"c"').trouble == ""
    assert (wire.marks().failures, wire.feed.trouble) == (0, "")


def test_a_feed_in_trouble_stops_no_other(paper):
    def answer(handler):
        if handler.path == "/rusak":
            return handler.connection.close()
        return answer_with(handler, rss(item()), 500 if handler.path == "/galat" else 200)

    with server(answer) as (url, _asked):
        for path in ("/rusak", "/galat", "/baik"):
            make_feed(url + path, name=path)
        polled = feeds.poll_due(NOW, fetcher())
    assert [(each.feed.name, each.receipt.new, bool(each.trouble)) for each in polled] == [
        ("/rusak", 0, True),
        ("/galat", 0, True),
        ("/baik", 1, False),
    ]


def test_a_fault_of_ours_keeps_nothing_of_that_look_and_stops_no_other(wire, monkeypatch):
    """Killed between reading and writing, a look leaves neither items nor marks: the next one gets it all."""
    wire.tell(ETag='"a"')
    kept = Receiving.keep

    def die(self):
        kept(self)
        raise RuntimeError("listrik padam")

    monkeypatch.setattr(Receiving, "keep", die)
    assert wire.tell(item(), ETag='"b"').trouble
    assert (Incoming.objects.count(), wire.marks().etag, wire.feed.failures) == (0, '"a"', 1)
    monkeypatch.undo()
    assert wire.tell(item(), ETag='"b"').receipt == Receipt(new=1)


def test_what_came_for_a_feed_that_was_moved_meanwhile_is_left(wire, monkeypatch):
    """So is what somebody else polled in the same moment."""

    read = Receiving.__post_init__

    def read_and_move(self):
        read(self)
        Feed.objects.update(url="https://baru.id/rss")

    monkeypatch.setattr(Receiving, "__post_init__", read_and_move)
    assert wire.tell(item(), ETag='"b"').receipt == Receipt()
    assert (Incoming.objects.count(), wire.marks().etag) == (0, "")


def test_only_feeds_that_are_on_and_due_are_asked(paper):
    with server(lambda handler: answer_with(handler, rss(item()))) as (url, asked):
        for name, fields in {
            "mati": {"is_on": False},
            "hilang": {"is_gone": True},
            "nanti": {"next_at": NOW + timedelta(minutes=1)},
            "kini": {"next_at": NOW},
            "baru": {},
        }.items():
            make_feed(f"{url}/{name}", **fields)
        feeds.poll_due(NOW, fetcher())
    assert [path for path, _headers in asked] == ["/baru", "/kini"]


def test_a_feed_that_is_gone_for_good_is_asked_again_once_somebody_moves_it(wire):
    wire.answer(b"", status=410)
    assert (wire.marks().is_gone, list(feeds.due(NOW + timedelta(days=99)))) == (True, [])
    wire.feed.url += "?baru"
    wire.feed.save()
    assert list(feeds.due(NOW)) == [wire.feed]


def test_a_feed_switched_on_anew_begins_from_the_beginning(wire):
    wire.tell(item(), ETag='"a"')
    for is_on in (False, True):
        wire.feed.refresh_from_db()
        wire.feed.is_on = is_on
        wire.feed.save()
    assert (wire.marks().etag, wire.feed.next_at) == ("", None)


def test_a_feed_is_tried_out_before_it_is_followed_and_nothing_is_kept(paper):
    with server(lambda handler: answer_with(handler, rss(item(), "<item/>"))) as (url, _asked):
        looked = feeds.look_at(Feed(name="Baru", url=f"{url}/rss"), fetcher())
    assert (looked.format, looked.count, looked.trouble) == ("rss_atom", 1, "")
    assert [told.headline for told in looked.items] == ["Kebakaran di pelabuhan"]
    assert len(looked.refusals) == 1
    assert (Incoming.objects.count(), Feed.objects.count()) == (0, 0)


def test_a_page_tried_out_names_its_feeds(paper):
    page = b"""<!doctype html><html><head><title>Beranda</title>
    <link rel="alternate" type="application/rss+xml" href="/rss"><link rel="icon" href="/i.png">
    <link rel="alternate" type="application/atom+xml" href="javascript:x()"></head><body></body></html>"""
    with server(lambda handler: answer_with(handler, page)) as (url, _asked):
        looked = feeds.look_at(Feed(url=url), fetcher())
    assert (looked.format, looked.feeds_there) == ("", [f"{url}/rss"])
    assert looked.trouble


def test_private_places_are_not_looked_at(paper):
    assert feeds.look_at(Feed(url="http://127.0.0.1:1/rss")).trouble == "127.0.0.1 bukan tempat umum di internet"


def test_whoever_is_asked_sees_by_whom(paper):
    assert papers_fetcher()._agent == f"Redaksi (+{settings.SITE_URL})"


def test_a_round_costs_the_same_few_queries_for_one_item_and_for_three_hundred(wire, django_assert_num_queries):
    wire.tell(item())
    for start, count, queries in ((10, 1, 8), (1000, 300, 8)):
        wire.says = rss(*(item(f"Berita {n}", f"{n}", f"https://k.id/{n}") for n in range(start, start + count)))
        wire.feed.refresh_from_db()
        with django_assert_num_queries(queries):
            feeds.poll(wire.feed, wire.time + timedelta(hours=start), fetcher())
