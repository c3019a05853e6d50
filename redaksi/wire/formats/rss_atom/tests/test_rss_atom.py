import json
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from html import escape
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from redaksi.stories.copy import BlockCopy, BylineCopy, PhotoCopy, SourceCopy, StoryCopy, TopicCopy
from redaksi.wire.formats import Certainty
from redaksi.wire.formats.rss_atom import recognizes, write
from redaksi.wire.formats.rss_atom.read import read_feed
from redaksi.wire.formats.rss_atom.write import CARRIED, Head
from redaksi.wire.item import House, Item, Unreadable
from redaksi.wire.tests import material

HOUSE = House(ZoneInfo("Asia/Jakarta"), datetime(2026, 11, 1, tzinfo=UTC), frozenset({"daerah"}))
FEEDS = material.FOLDER / "feeds"


def read(feed):
    found = read_feed(feed.encode() if isinstance(feed, str) else feed, "umpan.xml", HOUSE)
    return [item for item in found if isinstance(item, Item)]


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>Kantor Berita Contoh</title><link>https://contoh.id/</link><language>id-ID</language><copyright>CC BY 4.0</copyright>
<item><title>Jembatan &amp; sungai</title><link>https://contoh.id/1</link><guid isPermaLink="false">contoh-1</guid>
<dc:creator>Rina Sari</dc:creator><pubDate>Mon, 23 Feb 2026 15:06:00 +0700</pubDate>
<category>Daerah</category><category>Jembatan</category><description>Warga memperbaiki jembatan sendiri.</description>
<content:encoded>&lt;p&gt;Satu.&lt;/p&gt;&lt;h2&gt;Dua&lt;/h2&gt;&lt;ul&gt;&lt;li&gt;a&lt;/li&gt;&lt;/ul&gt;</content:encoded>
<media:content url="/foto/1.jpg" medium="image"/><media:credit>Antara</media:credit></item></channel></rss>"""


def test_an_entry_is_placed_where_a_story_has_it():
    (item,) = read(RSS)
    copy = item.copy
    assert item.medium == "Kantor Berita Contoh"
    assert copy == StoryCopy(
        "Jembatan & sungai",
        section="Daerah",
        dek="Warga memperbaiki jembatan sendiri.",
        body=[
            BlockCopy("text", "<p>Satu.</p>"),
            BlockCopy("heading", {"text": "Dua", "level": 2}),
            BlockCopy("list", {"is_numbered": False, "items": ["<p>a</p>"]}),
        ],
        lead_photo=PhotoCopy("https://contoh.id/foto/1.jpg", credit="Antara"),
        bylines=[BylineCopy("Rina Sari")],
        topics=[TopicCopy("Jembatan")],
        sources=[SourceCopy("Kantor Berita Contoh", "medium", "https://contoh.id/1")],
        ed_note=copy.ed_note,
        published_at=datetime(2026, 2, 23, 8, 6, tzinfo=UTC),
        identifier="contoh-1",
    )
    assert copy.published_at.utcoffset() == timedelta(hours=7)
    assert "CC BY 4.0" in copy.ed_note


def test_an_entry_without_words_is_told():
    (refusal,) = read_feed(b"<rss><channel><title>t</title><item><link>https://a.id</link></item></channel></rss>", "u", HOUSE)
    assert refusal.name == "u#1"


def test_an_entry_without_a_title_is_called_by_its_first_words():
    (item,) = read("<rss><channel><item><description>Jembatan putus lagi.</description></item></channel></rss>")
    assert item.copy.headline == "Jembatan putus lagi."
    assert item.unplaced


def test_a_malformed_feed_gives_what_can_be_read_of_it():
    (item,) = read(RSS.replace("</item></channel></rss>", "").replace("&amp; sungai", "& sungai"))
    assert item.copy.headline == "Jembatan & sungai"


JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Contoh",
    "authors": [{"name": "Redaksi Contoh"}],
    "items": [
        {"id": 7, "url": "https://contoh.id/7", "content_text": "Satu.\nDua.", "date_published": "2026-02-23T15:06:00+07:00"},
        {"id": "8", "title": "Suara", "content_html": "<p>x</p>", "attachments": [{"url": "https://contoh.id/a.mp3"}], "x": 1},
        "bukan butir",
        {"id": "9"},
    ],
}


def test_a_json_feed_is_read_as_its_standard_has_it():
    first, second = read(json.dumps(JSON))
    assert (first.copy.identifier, first.copy.headline) == ("7", "Satu. Dua.")
    assert first.copy.body == [BlockCopy("text", "<p>Satu.</p><p>Dua.</p>")]
    assert first.copy.bylines == [BylineCopy("Redaksi Contoh")]
    assert second.copy.body[-1] == BlockCopy("embed", {"url": "https://contoh.id/a.mp3", "caption": ""})


def test_a_written_json_feed_keeps_to_version_1_1():
    copy = StoryCopy("Judul", body=[BlockCopy("text", "<p>a</p>")], identifier="https://contoh.id/1")
    feed = json.loads(write([copy, StoryCopy("Tanpa isi", identifier="2")], Head("Contoh"), "json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(feed["title"], str)
    assert "author" not in feed
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert "content_html" in item or "content_text" in item
        assert all(set(author) & {"name", "url", "avatar"} for author in item.get("authors", []))
        assert not any(name.startswith("_") and not isinstance(value, dict) for name, value in item.items())


BOMB = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "' + "x" * 1000 + '">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
) + "]><rss><channel><title>t</title><item><title>&m;</title><description>&m;</description></item></channel></rss>"  # fmt: skip
STOLEN = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>t</title>
<item><title>a &x; b</title></item></channel></rss>"""


@pytest.mark.parametrize(
    "feed",
    [
        BOMB,
        STOLEN,
        "<!DOCTYPE rss [" + "".join(f'<!ENTITY a{n} "x">' for n in range(5000)) + "]><rss/>",
        "<rss><channel>" + "<item>" * 20_000,
        "<rss>" + "<a>" * 50_000,
        "<rss><channel><item><description>" + "&lt;div&gt;" * 50_000,
        "{" + '"a":[' * 100_000,
        '{"version":"https://jsonfeed.org/version/1","items":{}}',
        '{"items":[{"id":[],"title":{},"authors":5,"attachments":[1],"tags":[{}],"date_published":"20222-01-01"}]}',
        "",
        "<rss",
    ],
    ids=["bomb", "external", "entities", "items", "deep", "markup", "json", "json-items", "json-kinds", "empty", "cut"],
)
def test_hostile_feeds_are_read_or_refused_in_good_time(feed):
    began = time.monotonic()
    try:
        items = read(feed)
    except Unreadable:
        items = []
    assert time.monotonic() - began < 20
    assert "root:" not in str(items)
    assert len(str(items)) < 2_000_000


def test_a_feed_of_fifty_megabytes_is_refused(tmp_path):
    from redaksi.wire.formats.rss_atom import read as read_file
    from redaksi.wire.opened import opened

    path = tmp_path / "besar.xml"
    path.write_bytes(b"<rss>" + b" " * 50_000_000)
    with opened(path, path.name) as file, pytest.raises(Unreadable):
        list(read_file(file, HOUSE))


def test_scripts_in_every_field_are_words_or_gone():
    evil = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;a href='javascript:alert(1)' onclick='x'&gt;k&lt;/a&gt;"
    feed = f"""<rss><channel><title>{evil}</title><item><title>{evil}</title><link>javascript:alert(1)</link>
    <author>{evil}</author><category>{evil}</category><description>{evil} Kata.</description>
    <enclosure url="javascript:alert(1)" type="image/png"/></item></channel></rss>"""
    (item,) = read(feed)
    copy = item.copy
    assert "javascript:" not in str(copy.body) + str(copy.lead_photo) + "".join(source.url for source in copy.sources)
    assert "<script" not in str(copy.body)


@pytest.mark.parametrize(
    ("head", "certainty"),
    [
        (RSS.encode()[:200], Certainty.SURE),
        (RSS.encode("utf-16")[:400], Certainty.SURE),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", Certainty.SURE),
        (b"<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", Certainty.SURE),
        (b"<channel href='x'>", Certainty.LIKELY),
        (json.dumps(JSON).encode(), Certainty.SURE),
        (b'{"version": "1.0", "title": "t", "home_page_url": "x"}', Certainty.LIKELY),
        (b"<rss xmlns:wp='http://wordpress.org/export/1.2/'>", Certainty.NO),
        (b"<!doctype html><html>", Certainty.NO),
        (b'{"a": 1}', Certainty.NO),
    ],
)
def test_a_feed_is_known_by_its_beginning(head, certainty):
    assert recognizes(head, "x") == certainty


def files():
    return sorted(path for path in FEEDS.glob("*/dev/**/*") if path.is_file() and path.suffix in (".xml", ".json", ".gz", ".z"))


@pytest.mark.skipif(not FEEDS.exists(), reason=f"no feeds at {FEEDS}")
def test_every_feed_of_two_parsers_own_tests_is_read_or_refused():
    unreadable, items = 0, 0
    for path in files():
        try:
            items += len(read(path.read_bytes()))
        except Unreadable:
            unreadable += 1
    assert items > 300
    assert unreadable < len(files()) / 100


WORDS = st.sampled_from(
    ["Minsk", "24/2", "<b>", "&amp;", "&", "]]>", "<script>", '"', "'", "\\", "é", "“ya”", "–", "&lt;i&gt;"]
)


def is_as_it_was_meant(text):
    """What looks like UTF-8 that was taken for Latin-1, feedparser puts right."""
    try:
        return text.encode("latin-1").decode() == text
    except UnicodeError:
        return True


LINE = (
    st.lists(WORDS | st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8), min_size=1)
    .map(lambda words: " ".join(" ".join(words).split()))
    .filter(bool)
    .filter(is_as_it_was_meant)
)
PLAIN = st.lists(st.sampled_from(["Rina", "Sari", "O'Brien", "dan", "AT&T", "<x>", "é"]), min_size=1, max_size=3).map(" ".join)
MAYBE = LINE | st.just("")
PARAGRAPHS = st.lists(LINE.map(lambda text: f"<p>k{escape(text, quote=False)}k</p>"), min_size=1, max_size=3).map("".join)
BLOCKS = st.lists(
    st.one_of(
        PARAGRAPHS.map(lambda text: BlockCopy("text", text)),
        LINE.filter(lambda text: len(text) < 190).map(lambda text: BlockCopy("heading", {"text": f"k{text}k", "level": 2})),
        LINE.map(lambda text: BlockCopy("list", {"is_numbered": True, "items": [f"<p>k{escape(text, quote=False)}k</p>"] * 2})),
    ),
    min_size=1,
    max_size=4,
).map(lambda blocks: [b for i, b in enumerate(blocks) if not i or b.kind != blocks[i - 1].kind])
TIMES = st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1), timezones=st.sampled_from([UTC, timezone(timedelta(hours=7))]))
WHOLE = TIMES.map(lambda at: at.replace(microsecond=0))
STORIES = st.builds(
    StoryCopy,
    headline=LINE,
    dek=LINE.map(lambda text: f"q {text} q") | st.just(""),
    body=BLOCKS,
    lead_photo=st.none() | st.builds(PhotoCopy, st.sampled_from(["https://a.id/1.jpg?a=1&b=2"]), MAYBE, MAYBE, MAYBE),
    bylines=st.lists(PLAIN.map(BylineCopy), max_size=2, unique=True),
    topics=st.lists(LINE.map(TopicCopy), max_size=3, unique=True),
    published_at=WHOLE,
    identifier=st.sampled_from(["https://a.id/berita/1", "urn:x:1", "a & b"]),
    language=st.sampled_from(["id", "en"]),
)


@pytest.mark.parametrize("is_first", [True, False])
def test_what_describes_a_picture_is_the_pictures_caption_and_no_dek(is_first):
    caption = "<media:description>Jembatan itu.</media:description>"
    picture = f'<media:content url="/foto/1.jpg" medium="image">{caption}</media:content>'
    words = "<description>Warga memperbaikinya.</description><content:encoded>&lt;p&gt;Satu.&lt;/p&gt;</content:encoded>"
    entry = f"<item><title>Jembatan</title>{picture + words if is_first else words + picture}</item>"
    (item,) = read(f"{RSS.partition('<item>')[0]}{entry}</channel></rss>")
    assert (item.copy.dek, item.copy.body, item.copy.lead_photo.caption) == (
        "Warga memperbaikinya.",
        [BlockCopy("text", "<p>Satu.</p>")],
        "Jembatan itu.",
    )


@pytest.mark.parametrize("flavor", ["rss", "atom", "json"])
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(copy=STORIES, changed=st.none() | st.integers(1, 100))
def test_what_is_written_is_read_again(flavor, copy, changed):
    copy = replace(copy, updated_at=copy.published_at + timedelta(days=changed) if changed else None)
    assume(copy.dek != copy.headline and all(topic.name.casefold() != "daerah" for topic in copy.topics))
    (item,) = read(write([copy], Head("Harian Contoh"), flavor))
    assert {name: getattr(item.copy, name) for name in CARRIED} == {name: getattr(copy, name) for name in CARRIED}
