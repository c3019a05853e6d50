"""Feeds: what they carry, that readers of feeds take it, and that who has it already costs next to nothing."""

import json
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from redaksi.press.feeds import lists
from redaksi.press.tests import editions
from redaksi.staff.groups import Role
from redaksi.stories import actions, renditions
from redaksi.stories.models import Paper, Source, StorySource, WithdrawalGround
from redaksi.stories.tests.builders import (
    make_contributor,
    make_photo,
    make_section,
    make_story,
    make_storyline,
    make_topic,
    make_user,
    publish_at_once,
)

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 6, 1, 2, 14, tzinfo=UTC)  # 09.14 WIB
FLAVORS = {"rss": "", "atom": "atom/", "json": "json/"}


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://koran.test"


@pytest.fixture
def harian(paper):
    harian = Paper.load()
    harian.name, harian.tagline = "Harian Uji", "Kabar dari mana saja"
    harian.save()
    return harian


@pytest.fixture
def full(harian):
    harian.has_full_feeds = True
    harian.save()
    return harian


def rss(client, address="/feed/"):
    parsed = feedparser.parse(client.get(address).content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def feed_of_json(client, address="/feed/json/"):
    return json.loads(client.get(address).content)


def a_story(section=None, **fields):
    given = {
        "at": MORNING,
        "dek": "Ringkasan & <tanda>.",
        "contributors": [make_contributor("Sisi"), make_contributor("Rani", desk="")],
        "topics": [make_topic("Belarus")],
        "storyline": make_storyline(),
    }
    return make_story(section or make_section("Dunia"), "Kapal & <awak>\x0b selamat", **{**given, **fields})


def another_story():
    return make_story(make_section("Ekonomi"), "Harga beras")


def test_a_story_says_the_same_in_all_three(harian, client):
    story = a_story()
    address = f"https://koran.test{story.address}"
    for entry in (rss(client).entries[0], rss(client, "/feed/atom/").entries[0]):
        assert (entry.id, entry.link) == (f"urn:uuid:{story.uid}", address)
        assert entry.title == "Kapal & <awak> selamat" or entry.title == "Kapal &amp; &lt;awak&gt; selamat"
        assert [author.name for author in entry.authors] == ["Sisi", "Rani"]
        assert [tag.term for tag in entry.tags] == ["Dunia", "Belarus"]
        assert entry.published_parsed[:5] == (2026, 6, 1, 2, 14)
        assert entry.summary == "Ringkasan &amp; &lt;tanda&gt;."
    (item,) = feed_of_json(client)["items"]
    assert item == {
        "id": f"urn:uuid:{story.uid}",
        "url": address,
        "title": "Kapal & <awak> selamat",
        "content_text": "Ringkasan & <tanda>.",
        "summary": "Ringkasan & <tanda>.",
        "date_published": "2026-06-01T09:14:00+07:00",
        "date_modified": timezone.localtime(story.last_published_at).isoformat(timespec="seconds"),
        "authors": [
            {"name": "Sisi", "url": "https://koran.test/penulis/sisi/"},
            {"name": "Rani", "url": "https://koran.test/penulis/rani/"},
        ],
        "tags": ["Dunia", "Belarus"],
        "language": "id",
    }


@pytest.mark.parametrize("flavor", FLAVORS)
def test_every_list_can_be_followed_and_says_where_it_is(harian, client, flavor):
    section = make_section("Dunia")
    story = a_story(section)
    another_story()
    things = [section, story.topics[0], story.contributors()[0], story.storyline]
    for followed in map(lists.of, things):
        answer = client.get(followed.address(flavor))
        assert answer["Content-Type"] == f"{lists.FLAVORS[flavor]}; charset=utf-8"
        if flavor == "json":
            feed = json.loads(answer.content)
            said = (feed["title"], feed["home_page_url"], feed["feed_url"], [item["id"] for item in feed["items"]])
        else:
            feed = feedparser.parse(answer.content)
            itself = [link.href for link in feed.feed.links if link.rel == "self"]
            said = (feed.feed.title, feed.feed.link, itself[0], [entry.id for entry in feed.entries])
        assert said == (
            f"{followed.title} | Harian Uji",
            f"https://koran.test{followed.home}",
            f"https://koran.test{followed.address(flavor)}",
            [f"urn:uuid:{story.uid}"],
        )


@pytest.mark.parametrize("address", ["/tidak-ada/feed/", "/topik/x/feed/", "/redaksi/feed/", "/koreksi/feed/"])
def test_what_is_no_list_has_no_feed(harian, client, address):
    assert client.get(address).status_code == 404


def test_what_is_no_plain_news_says_so(harian, client):
    section = make_section("Dunia")
    make_story(section, "Cara memilih sepatu", genre="paid")
    make_story(section, "Opini: Ralat bukan aib", genre="opinion")
    assert [entry.title for entry in rss(client).entries] == ["Opini: Ralat bukan aib", "Advertorial: Cara memilih sepatu"]
    assert [item["tags"][0] for item in feed_of_json(client)["items"]] == ["Opini", "Advertorial"]


def test_a_correction_is_the_same_item_updated(harian, client):
    story = a_story(at=timezone.now() - timedelta(hours=3))
    before = rss(client, "/feed/atom/").entries[0]
    draft = story.get_latest_revision_as_object()
    draft.headline = "Judul yang diralat"
    draft.save_revision()
    publish_at_once(draft)
    after = rss(client, "/feed/atom/").entries[0]
    assert (after.id, after.published, after.title) == (before.id, before.published, "Judul yang diralat")
    assert after.updated > after.published


def test_what_is_withdrawn_is_in_no_feed(harian, client):
    story = a_story()
    actions.withdraw(story, make_user("pemred", Role.CHIEF_EDITOR), WithdrawalGround.EDITORIAL_ERROR, "Keliru")
    assert (rss(client).entries, rss(client, "/feed/atom/").entries, feed_of_json(client)["items"]) == ([], [], [])


def test_at_most_fifty_and_the_newest_first(harian, client):
    stories = editions.take_over(60)
    newest = [f"urn:uuid:{story.uid}" for story in reversed(stories)]
    assert [item["id"] for item in feed_of_json(client)["items"]] == newest[:50]


def a_whole_text(photo, other):
    return [
        ("text", f'<p>Menurut <a linktype="page" id="{other.pk}">berita ini</a> dan <a href="/topik/belarus/">topik</a>.</p>'),
        ("heading", {"text": "Di < dermaga", "level": 3}),
        ("quote", {"text": "Kami selamat.", "speaker": "Rina", "speaker_role": "nakhoda"}),
        ("photo", {"photo": photo, "caption": "Kapal <i>"}),
        ("list", {"is_numbered": True, "items": ["<p>satu</p>", "<p>dua</p>"]}),
        ("table", {"caption": "Penumpang", "table": {"data": [["Kelas", "Jumlah"], ["1", None]]}}),
        ("factbox", {"title": "Latar", "text": "<p>Isi</p>"}),
        ("embed", {"url": "https://video.test/1", "caption": "Rekaman"}),
        ("related", {"story": other, "item": ""}),
    ]


def test_the_whole_text_where_the_paper_wants_it(full, client):
    photo = make_photo()
    photo.get_renditions(*renditions.ALL_SPECS)
    section = make_section("Dunia")
    other = make_story(section, "Berita lain", at=MORNING - timedelta(days=1))
    story = a_story(section, body=a_whole_text(photo, other), lead_photo=photo)
    StorySource.objects.create(story=story, source=Source.objects.create(name="Antara", url="https://antara.test/1"))
    made = photo.renditions.get(filter_spec=renditions.WHOLE_SPECS[-1])
    whole = (
        f'<p>Menurut <a href="https://koran.test{other.address}">berita ini</a>'
        ' dan <a href="https://koran.test/topik/belarus/">topik</a>.</p>\n'
        "<h3>Di &lt; dermaga</h3>\n"
        "<blockquote><p>Kami selamat.</p><p><cite>Rina, nakhoda</cite></p></blockquote>\n"
        f'<figure><img src="https://koran.test{made.url}" alt="Kapal bersandar" width="{made.width}" height="{made.height}">'
        "<figcaption>Kapal &lt;i&gt; (Antara/Rina)</figcaption></figure>\n"
        "<ol><li><p>satu</p></li><li><p>dua</p></li></ol>\n"
        '<table><caption>Penumpang</caption><thead><tr><th scope="col">Kelas</th><th scope="col">Jumlah</th></tr></thead>'
        "<tbody><tr><td>1</td><td></td></tr></tbody></table>\n"
        "<h3>Latar</h3><p>Isi</p>\n"
        '<p><a href="https://video.test/1">Rekaman</a></p>\n'
        f'<p>Baca Juga: <a href="https://koran.test{other.address}">Berita lain</a></p>\n'
        '<p>Sumber: <a href="https://antara.test/1">Antara</a></p>'
    )
    assert feed_of_json(client)["items"][0]["content_html"] == whole
    picture = feed_of_json(client)["items"][0]["image"]
    assert picture == f"https://koran.test{photo.renditions.get(filter_spec=renditions.SHARED_SPEC).url}"
    for address in ("/feed/", "/feed/atom/"):
        entry = rss(client, address).entries[0]
        assert "Kami selamat." in entry.content[0].value
        assert f"https://koran.test{other.address}" in entry.content[0].value
    media = rss(client).entries[0].media_content[0]
    assert (media["url"], media["medium"]) == (picture, "image")


@pytest.mark.parametrize(("genre", "rel"), [("paid", ' rel="sponsored"'), ("report", "")])
def test_links_out_of_an_advertorial_say_that_they_were_paid_for(full, client, genre, rel):
    body = [
        ("text", '<p><a href="https://toko.test/">Toko</a> dan <a href="/dunia/">rubrik</a>.</p>'),
        ("embed", {"url": "https://toko.test/video", "caption": "Video"}),
    ]
    story = make_story(make_section("Dunia"), genre=genre, body=body)
    StorySource.objects.create(story=story, source=Source.objects.create(name="Toko", url="https://koran.test.toko.test/"))
    whole = (
        f'<p><a href="https://toko.test/"{rel}>Toko</a> dan <a href="https://koran.test/dunia/">rubrik</a>.</p>\n'
        f'<p><a href="https://toko.test/video"{rel}>Video</a></p>\n'
        f'<p>Sumber: <a href="https://koran.test.toko.test/"{rel}>Toko</a></p>'
    )
    assert feed_of_json(client)["items"][0]["content_html"] == whole
    for address in ("/feed/", "/feed/atom/"):
        assert [entry.content[0].value.count('rel="sponsored"') for entry in rss(client, address).entries] == [3 if rel else 0]


QUERIES = {"/feed/": 5, "/dunia/feed/atom/": 6, "/topik/pelabuhan/feed/json/": 6, "/penulis/sisi/feed/": 6}


@pytest.mark.parametrize("count", [3, 300])
@pytest.mark.parametrize("address", QUERIES)
def test_a_feed_asks_as_often_for_300_stories_as_for_3(harian, client, django_assert_num_queries, address, count):
    editions.take_over(count)
    client.get(address)
    with django_assert_num_queries(QUERIES[address]):
        client.get(address)


@pytest.mark.parametrize("count", [3, 60])
def test_whole_texts_cost_three_queries_more(full, client, django_assert_num_queries, count):
    editions.take_over(count)
    client.get("/feed/")
    with django_assert_num_queries(QUERIES["/feed/"] + 3):
        client.get("/feed/")


@pytest.mark.parametrize("flavor", FLAVORS)
def test_who_has_it_already_gets_nothing_and_no_text_is_read(full, client, flavor):
    a_story()
    address = f"/feed/{FLAVORS[flavor]}"
    first = client.get(address)
    with CaptureQueriesContext(connection) as asked:
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert [query["sql"] for query in asked if '"stories_story"."body"' in query["sql"]] == []
    since = client.get(address, headers={"If-Modified-Since": first["Last-Modified"]})
    assert since.status_code == 304
    another_story()
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_hub_is_named_where_there_is_one(harian, client, settings):
    assert "hub" not in client.get("/feed/").content.decode()
    settings.WEBSUB_HUBS = ["https://hub.test/"]
    for address in ("/feed/", "/feed/atom/"):
        links = [(link.rel, link.href) for link in rss(client, address).feed.links]
        assert ("hub", "https://hub.test/") in links
        assert [rel for rel, _href in links].count("self") == 1
    assert client.get("/feed/json/")["Link"] == ('<https://hub.test/>; rel="hub", <https://koran.test/feed/json/>; rel="self"')


def test_pages_say_where_their_feeds_are(harian, client):
    story = a_story()
    said = client.get("/dunia/").content.decode()
    assert '<link rel="alternate" type="application/rss+xml" title="Dunia | Harian Uji (RSS)" href="/dunia/feed/">' in said
    assert '<link rel="alternate" type="application/feed+json" title="Harian Uji (JSON Feed)" href="/feed/json/">' in said
    for page in ("/", story.address, "/topik/belarus/", "/penulis/sisi/", "/rangkaian/perundingan-minsk/"):
        assert 'type="application/atom+xml"' in client.get(page).content.decode()


def test_a_feed_without_stories_is_a_feed(harian, client):
    assert rss(client).feed.title == "Harian Uji"
    assert feed_of_json(client)["items"] == []
    assert client.get("/feed/atom/")["ETag"] == client.get("/feed/atom/")["ETag"]
