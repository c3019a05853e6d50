from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redaksi.stories.copy import BlockCopy, BylineCopy, PhotoCopy, StoryCopy, TopicCopy
from redaksi.wire import evaluation
from redaksi.wire.formats import Certainty
from redaksi.wire.formats.page_html import recognizes, write
from redaksi.wire.formats.page_html.document import tree_of
from redaksi.wire.formats.page_html.headline import without_names
from redaksi.wire.formats.page_html.json_ld import article_in
from redaksi.wire.formats.page_html.moments import moment_of
from redaksi.wire.formats.page_html.read import read_page
from redaksi.wire.item import House, Unreadable
from redaksi.wire.tests import material

JAKARTA = ZoneInfo("Asia/Jakarta")
HOUSE = House(JAKARTA, datetime(2026, 11, 1, tzinfo=UTC))
GOLD = material.FOLDER

FIRST = (
    "Warga Desa Sukamaju memperbaiki jembatan gantung yang putus karena banjir pada awal pekan ini, dengan bambu dan kawat "
    "yang mereka kumpulkan sendiri."
)
SECOND = (
    "Jembatan itu satu-satunya jalan anak-anak ke sekolah; selama tiga hari mereka menyeberang dengan rakit, dijaga oleh "
    "guru dan orang tua di kedua tepi sungai."
)
THIRD = "Pemerintah kabupaten berjanji membangun jembatan beton tahun depan, setelah anggaran perubahan disetujui dewan."
SAID = '"Kami tidak mau menunggu sampai ada yang hanyut," kata Sumiati, warga desa itu.'


def page(body, head="", title="Warga Memperbaiki Jembatan yang Putus", around=""):
    return f"""<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{title} - Harian Contoh</title>
    <meta property="og:site_name" content="Harian Contoh"><link rel="canonical" href="https://contoh.id/berita/1/jembatan">
    {head}</head><body><nav><a href="/">Beranda</a> <a href="/d">Daerah</a></nav><h1>{title}</h1>{around}
    <div class="isi">{body}</div>
    <div class="kotak"><a href="/2">Berita lain yang tidak ada hubungannya sama sekali</a></div></body></html>"""


def paragraphs(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def read(html):
    return read_page(html.encode() if isinstance(html, str) else html, "halaman.html", HOUSE)


def words(item):
    return evaluation.words_of(item)


def test_a_page_without_data_is_read_by_what_it_prints():
    item = read(page(paragraphs(FIRST, SECOND, THIRD), around="<div>Senin, 23 Februari 2026 | 15:06 WIB</div>"))
    assert item.copy.headline == "Warga Memperbaiki Jembatan yang Putus"
    assert item.copy.published_at == datetime(2026, 2, 23, 15, 6, tzinfo=JAKARTA)
    assert words(item).strip() == "\n".join([FIRST, SECOND, THIRD])
    assert item.medium == "Harian Contoh"
    assert item.copy.identifier == "https://contoh.id/berita/1/jembatan"


DATA = """<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},
{"@type":["NewsArticle"],"headline":"Warga Memperbaiki Jembatan yang Putus","datePublished":"2026-02-23T08:06:00Z",
"dateModified":"2026-02-23T16:00:00+07:00","author":[{"@type":"Person","name":"Rina Sari"}],"articleSection":"Daerah",
"editor":{"@type":"Person","name":"Budi"},"keywords":["jembatan","Sukamaju"],
"image":{"@type":"ImageObject","url":"/foto/1.jpg","creditText":"Antara"},"publisher":{"@type":"Organization",
"name":"Harian Contoh"},}]}</script>"""


def test_data_of_the_page_come_first_even_where_their_json_is_a_little_broken():
    copy = read(page(paragraphs(FIRST, SECOND, THIRD), DATA)).copy
    assert copy.published_at == datetime(2026, 2, 23, 8, 6, tzinfo=UTC)
    assert copy.updated_at == datetime(2026, 2, 23, 9, 0, tzinfo=UTC)
    assert copy.bylines == [BylineCopy("Rina Sari"), BylineCopy("Budi", "editor")]
    assert [topic.name for topic in copy.topics] == ["jembatan", "Sukamaju"]
    assert copy.section == "Daerah"
    assert copy.lead_photo == PhotoCopy("https://contoh.id/foto/1.jpg", credit="Antara")


def test_a_wall_clock_that_calls_itself_utc_is_corrected_by_the_printed_zone():
    head = '<meta itemprop="datePublished" content="2026-02-23 T15:06:20Z">'
    item = read(page(paragraphs(FIRST, SECOND, THIRD), head, around="<div>Senin, 23/02/2026 15:06 WIB</div>"))
    assert item.copy.published_at == datetime(2026, 2, 23, 15, 6, 20, tzinfo=JAKARTA)


FURNITURE = [
    "<p><strong>Baca juga:</strong> <a href='/3'>Hujan Lebat Sampai Akhir Pekan</a></p>",
    "<p>Simak juga: <a href='/3'>Hujan Lebat Sampai Akhir Pekan</a></p>",
    "<p>Editor: Budi Santoso</p>",
    "<p>Penulis: Rina Sari</p>",
    "<p>[Gambas:Video CNN]</p>",
    "<p>ADVERTISEMENT</p>",
    "<p>SCROLL TO CONTINUE WITH CONTENT</p>",
    "<p>Ikuti berita kami di Google News</p>",
    "<p>COPYRIGHT © Harian Contoh 2026</p>",
    "<ul><li><a href='/4'>Berita pertama yang lain sekali</a></li><li><a href='/5'>Berita kedua yang lain lagi</a></li></ul>",
    "<p>Artikel ini telah tayang di Contoh.id dengan judul Jembatan</p>",
    "<div class='share-buttons'><p>Bagikan cerita ini kepada teman dan keluarga Anda di mana saja mereka berada.</p></div>",
]


@pytest.mark.parametrize("furniture", FURNITURE)
def test_furniture_among_the_paragraphs_is_left_out_of_the_story(furniture):
    item = read(page(paragraphs(FIRST, SECOND) + furniture + paragraphs(THIRD)))
    assert words(item).strip() == "\n".join([FIRST, SECOND, THIRD])


@pytest.mark.parametrize(
    ("start", "place"),
    [
        ("JAKARTA, KOMPAS.com - ", "JAKARTA"),
        ("<strong>Jakarta (ANTARA)</strong> - ", "Jakarta"),
        ("<b>Liputan6.com, Jakarta</b> ", "Jakarta"),
        ("<strong>JAKARTA</strong> – ", "JAKARTA"),
        ("REPUBLIKA.CO.ID, JAKARTA -- ", "JAKARTA"),
    ],
)
def test_the_dateline_is_taken_from_the_first_paragraph(start, place):
    item = read(page(paragraphs(start + FIRST, SECOND, THIRD)))
    assert item.copy.dateline == place
    assert item.copy.body[0].value.startswith(f"<p>{FIRST}</p>")


@pytest.mark.parametrize(
    ("end", "names"),
    [
        ("<p>(wk/Sisi)</p>", ["Sisi"]),
        ("<p><b>(kpl/sry)</b></p>", ["kpl", "sry"]),
        ("<p><strong>DINI TEJA</strong></p>", ["Dini Teja"]),
    ],
)
def test_who_signed_below_the_text_stands_in_the_byline(end, names):
    item = read(page(paragraphs(FIRST, SECOND, THIRD) + end))
    assert [line.name for line in item.copy.bylines] == names
    assert words(item).strip() == "\n".join([FIRST, SECOND, THIRD])


def test_a_quotation_with_its_speaker_is_a_quote():
    item = read(page(paragraphs(FIRST, SAID, SECOND)))
    quote = next(block.value for block in item.copy.body if block.kind == "quote")
    assert (quote["speaker"], quote["text"]) == ("Sumiati", "Kami tidak mau menunggu sampai ada yang hanyut")


def test_headings_lists_tables_and_figures_are_kept():
    body = paragraphs(FIRST) + (
        "<h2>Yang dibutuhkan</h2><ul><li>Bambu petung</li><li>Kawat</li></ul>" + paragraphs(SECOND) +
        "<table><tr><th>Bahan</th><th>Banyaknya</th></tr><tr><td>Bambu</td><td>40</td></tr></table>"
        "<figure><img src='/b.jpg' alt='Jembatan'><figcaption>Jembatan itu</figcaption></figure>" + paragraphs(THIRD)
    )  # fmt: skip
    kinds = [block.kind for block in read(page(body)).copy.body]
    assert kinds == ["text", "heading", "list", "text", "table", "photo", "text"]


def test_text_parted_by_line_breaks_alone_is_paragraphs():
    item = read(page("<br><br>".join([FIRST, SECOND, THIRD])))
    assert item.copy.body == [BlockCopy("text", paragraphs(*(each for each in (FIRST, SECOND, THIRD))))]


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Judul Berita - ANTARA News", "Judul Berita"),
        ("Kapanlagi.com: Judul Berita", "Judul Berita"),
        ("Judul Berita | Republika Online", "Judul Berita"),
        ("Judul Berita - Harga Naik", "Judul Berita - Harga Naik"),
    ],
)
def test_the_mediums_name_is_no_part_of_the_headline(title, bare):
    assert without_names(title, ["ANTARA", "Republika Online", "https://www.kapanlagi.com/x"]) == bare


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2016-02-23 T16:00:20Z", datetime(2016, 2, 23, 16, 0, 20, tzinfo=UTC)),
        ("2016-02-23T16:00:20+0700", datetime(2016, 2, 23, 9, 0, 20, tzinfo=UTC)),
        ("2016/02/23 16:00:20", datetime(2016, 2, 23, 16, 0, 20, tzinfo=JAKARTA)),
        ("Tue, 23 Feb 2016 09:00:20 GMT", datetime(2016, 2, 23, 9, 0, 20, tzinfo=UTC)),
        ("Selasa, 23 Februari 2016 | 15:06 WIB", datetime(2016, 2, 23, 8, 6, tzinfo=UTC)),
        ("1456218020", datetime(2016, 2, 23, 9, 0, 20, tzinfo=UTC)),
    ],
)
def test_times_are_read_however_they_are_written(text, at):
    assert moment_of(text, HOUSE).at == at


@pytest.mark.parametrize(
    "text", ["20222-02-23T00:00:00Z", "2016-13-45", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "x"]
)
def test_times_that_are_none_are_none(text):
    assert moment_of(text, HOUSE) is None


@pytest.mark.parametrize(
    "hostile",
    [
        "<html><body>" + "<div>" * 100_000 + "x",
        "<html><body><p>" + "<b>" * 50_000,
        '<html><script type="application/ld+json">' + "[" * 200_000,
        "<html><head>" + '<meta property="og:title" content="x">' * 50_000 + "</head><body><h1>Judul</h1></body></html>",
        "<html><body>" + "<p>" + "a " * 200_000 + "</p>",
        "<!DOCTYPE html [<!ENTITY a 'b'>]><html><body><h1>&a;</h1><p>" + FIRST,
        "<html><body><h1>Judul</h1>" + "<a href='x'>y</a> " * 20_000,
    ],
    ids=["deep", "inline", "json", "meta", "words", "entity", "links"],
)
def test_hostile_pages_are_read_or_refused_and_never_more(hostile):
    try:
        item = read(hostile)
    except Unreadable:
        return
    assert "<script" not in str(item.copy.body)


def test_scripts_in_every_field_are_words_or_gone():
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    escaped = evil.replace("<", "&lt;").replace(">", "&gt;")
    head = f'<meta name="author" content="{escaped}"><meta property="article:section" content="{escaped}">'
    body = f'<p onclick="alert(1)">{FIRST}{evil}</p><p><a href="javascript:alert(1)">{SECOND}</a></p>{paragraphs(THIRD)}'
    copy = read(page(body, head)).copy
    assert not any(mark in str(copy.body) for mark in ("<script", "onerror", "onclick", "javascript:"))


@pytest.mark.parametrize("raw", [b"", b"   ", b"\x00\x01\x02" * 100, b"\x89PNG\r\n\x1a\n" + b"\x00" * 500])
def test_what_is_no_page_is_refused(raw):
    with pytest.raises(Unreadable):
        read(raw)


def test_a_page_in_an_old_encoding_is_read_as_it_says():
    html = '<html><head><meta charset="shift_jis"></head><body><h1>日本の新聞記事です</h1><p>本文。</p></body></html>'
    assert read(html.encode("shift_jis")).copy.headline == "日本の新聞記事です"


@pytest.mark.parametrize(
    ("head", "name", "certainty"),
    [
        (b"<!DOCTYPE html><html>", "a.html", Certainty.SURE),
        (b"\xef\xbb\xbf\n<html lang=id>", "a", Certainty.SURE),
        (b"<!-- saved from url --><!doctype HTML>", "a", Certainty.SURE),
        (b"<div><p>x</p></div>", "a.htm", Certainty.LIKELY),
        (b"<rss version='2.0'><channel><link>x</link>", "a.html", Certainty.NO),
        (b"Judul berita", "a.html", Certainty.NO),
    ],
)
def test_a_page_is_known_by_its_beginning(head, name, certainty):
    assert recognizes(head, name) == certainty


def test_several_articles_on_one_page_leave_the_one_that_is_told_most_of():
    both = '[{"@type":"NewsArticle","headline":"a"},{"@type":"NewsArticle","headline":"b","author":"c"}]'
    html = f'<html><script type="application/ld+json">{both}</script></html>'
    assert article_in(tree_of(html))["headline"] == "b"


WORDS = st.sampled_from(["Minsk", "24/2", "<b>", "&amp;", "&", "</script>", '"', "'", "\\", "é", "“ya”", "<!--", "]]>"])
LINE = (
    st.lists(WORDS | st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8), min_size=1)
    .map(lambda given: " ".join(" ".join(given).split()))
    .filter(bool)
)
MAYBE = LINE | st.just("")
PARAGRAPHS = st.lists(LINE.map(lambda text: f"<p>k{_escaped(text)}k</p>"), min_size=1, max_size=3).map("".join)
BLOCKS = st.lists(
    st.one_of(
        PARAGRAPHS.map(lambda text: BlockCopy("text", text)),
        LINE.map(lambda text: BlockCopy("heading", {"text": f"k{text}k", "level": 2})),
        PARAGRAPHS.map(
            lambda text: BlockCopy("list", {"is_numbered": False, "items": [f"{each}</p>" for each in text.split("</p>")[:-1]]})
        ),
    ),
    max_size=4,
).map(lambda given: [b for i, b in enumerate(given) if not i or b.kind != given[i - 1].kind])
TIMES = st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1), timezones=st.sampled_from([UTC, timezone(timedelta(hours=7))]))
STORIES = st.builds(
    StoryCopy,
    headline=LINE,
    **dict.fromkeys(("kicker", "dek", "section", "dateline", "identifier"), MAYBE),
    body=BLOCKS,
    lead_photo=st.none() | st.builds(PhotoCopy, LINE, MAYBE, MAYBE, MAYBE, MAYBE, st.just("digitalCapture"), MAYBE),
    bylines=st.lists(st.builds(BylineCopy, LINE, st.sampled_from(["reporter", "editor"]), MAYBE), max_size=2),
    topics=st.lists(st.builds(TopicCopy, LINE, st.sampled_from(["subject", "place"])), max_size=2),
    genre=st.sampled_from(["report", "opinion", "paid"]),
    language=st.sampled_from(["id", "en"]),
    published_at=st.none() | TIMES,
    updated_at=st.none() | TIMES,
)


def _escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STORIES)
def test_what_is_written_is_read_again(copy):
    item = read(write(copy))
    assert item.copy == copy
    assert item.unplaced == []


def test_pages_of_indonesian_media_are_read_as_somebody_wrote_them_down():
    folder = GOLD / "id-html-gold/dev"
    if not folder.exists():
        pytest.skip(f"no pages at {folder}")
    measured = evaluation.evaluate(evaluation.indonesian_pages(folder), HOUSE)
    told = "\n".join(measured.lines())
    assert measured.share("headline_is_right") == 1, told
    assert measured.share("date_is_right") == 1, told
    assert measured.share("f1") >= 0.97, told


def test_pages_of_the_world_are_read_no_worse_than_by_trafilatura_alone():
    folder = GOLD / "html-gold-scrapinghub/dev"
    if not folder.exists():
        pytest.skip(f"no pages at {folder}")
    measured = evaluation.evaluate(evaluation.world_pages(folder), HOUSE)
    assert measured.share("f1") >= 0.95, "\n".join(measured.lines())
