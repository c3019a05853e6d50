"""The gate: each mistake that machines would take amiss is named, and what is right is passed."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from redaksi.press import gate, structured_data
from redaksi.press.gate import articles, feeds, moments, sitemaps
from redaksi.press.gate.inspection import Inspection
from redaksi.press.gate.pages import Page
from redaksi.press.gate.site import NotOurs, whole_address
from redaksi.press.sitemaps import xml
from redaksi.press.sitemaps.xml import Entry, News
from redaksi.press.tests.material import FOLDER
from redaksi.staff.groups import Role
from redaksi.stories import actions, renditions
from redaksi.stories.models import Paper, Story, WithdrawalGround
from redaksi.stories.tests.builders import make_contributor, make_draft, make_photo, make_section, make_story, make_user

SITE = "https://koran.test"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE
    settings.ALLOWED_HOSTS = ["koran.test"]


@pytest.fixture
def harian(paper):
    harian = Paper.load()
    harian.name, harian.email = "Harian Uji", "redaksi@koran.test"
    harian.save()
    return harian


# Dates --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("written", "is_one"),
    [
        ("2026-06-01", True),
        ("2026-06-01T09:14:00+07:00", True),
        ("2026-06-01T02:14Z", True),
        ("2026-06-01T09:14:00", False),
        ("2026-13-01", False),
        ("1 Juni 2026", False),
        ("", False),
    ],
)
def test_a_date_needs_its_zone_where_it_has_an_hour(written, is_one):
    assert (moments.w3c(written) is not None) is is_one


# Sitemaps -----------------------------------------------------------------------------------------------------------
def wrong_in(entries):
    return list(sitemaps.mistakes(xml.of_entries(entries).encode()))


def news(**fields):
    given = {"publication": "Harian Uji", "language": "id", "published": timezone.now().isoformat(), "title": "Kapal"}
    return News(**{**given, **fields})


def test_a_right_sitemap_passes():
    entries = [Entry(f"{SITE}/a/", timezone.now(), f"{SITE}/a.jpg", news()), Entry(f"{SITE}/b/")]
    assert wrong_in(entries) == []
    assert list(sitemaps.mistakes(xml.of_index(entries).encode())) == []


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (Entry("https://lain.test/a/"), "bukan alamat situs ini: https://lain.test/a/"),
        (Entry("/a/"), "bukan alamat situs ini: /a/"),
        (Entry(f"{SITE}/a/", datetime(2999, 1, 1, tzinfo=UTC)), "tanggal yang belum tiba: 2999-01-01T00:00:00+00:00"),
        (Entry(f"{SITE}/a/", datetime(2020, 1, 1)), "bukan tanggal dengan zonanya: 2020-01-01T00:00:00"),
        (Entry(f"{SITE}/a/", image="/a.jpg"), "gambar tanpa alamat lengkap: /a.jpg"),
        (Entry(f"{SITE}/a/", news=news(title="")), "berita tanpa judul atau nama media"),
        (Entry(f"{SITE}/a/", news=news(publication="Uji (cetak)")), "nama media dengan tanda kurung: Uji (cetak)"),
        (Entry(f"{SITE}/a/", news=news(language="indonesia")), "bukan bahasa dengan dua atau tiga huruf: indonesia"),
        (
            Entry(f"{SITE}/a/", news=news(published="2026-06-01T09:14")),
            "“Kapal”: bukan tanggal dengan zonanya: 2026-06-01T09:14",
        ),
        (Entry(f"{SITE}/a/", news=news(published="2026-06-01T09:14:00Z")), "“Kapal” lebih dari 48 jam"),
    ],
)
def test_each_mistake_of_a_sitemap_is_named(entry, said):
    assert wrong_in([entry]) == [said]


def test_too_many_and_twice_the_same():
    assert wrong_in([Entry(f"{SITE}/a/")] * 2) == [f"disebut dua kali: {SITE}/a/"]
    assert wrong_in([Entry(f"{SITE}/{number}/", news=news()) for number in range(1001)]) == [
        "1001 berita; Google menerima 1.000 per berkas"
    ]
    assert wrong_in([Entry(f"{SITE}/{number}/") for number in range(50_001)])[0].startswith("50001 alamat")


@given(st.binary(max_size=200))
def test_nothing_that_is_offered_as_a_document_breaks_the_gate(body):
    assert list(sitemaps.mistakes(body))
    for kind in ("application/rss+xml", "application/atom+xml", "application/feed+json"):
        assert list(feeds.mistakes(f"{SITE}/feed/", kind, body))
    list(Page(f"{SITE}/", body).mistakes())


# Feeds --------------------------------------------------------------------------------------------------------------
def wrong_in_json(**fields):
    item = {"id": "1", "content_text": "x", "date_published": "2026-06-01T09:14:00+07:00"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Uji", "items": [{**item, **fields.pop("item", {})}]}
    return list(feeds.mistakes(f"{SITE}/feed/json/", "application/feed+json", json.dumps({**feed, **fields}).encode()))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, []),
        ({"title": ""}, ["tanpa versi atau judul"]),
        ({"items": "x"}, ["tidak ada daftar butir"]),
        ({"feed_url": f"{SITE}/lain/"}, [f"mengaku berada di tempat lain: {SITE}/lain/"]),
        ({"next_url": f"{SITE}/feed/json/"}, ["menunjuk dirinya sendiri sebagai lanjutan"]),
        ({"item": {"content_text": ""}}, ["butir tanpa teks: –"]),
        ({"item": {"id": ""}}, ["butir tanpa pengenal"]),
        ({"item": {"date_modified": "kemarin"}}, ["bukan tanggal dengan zonanya: kemarin"]),
        ({"item": {"authors": [{"url": "x"}]}}, ["penulis tanpa nama"]),
    ],
)
def test_the_rules_of_json_feed(fields, said):
    assert wrong_in_json(**fields) == said


RSS = (
    '<rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom"><channel><title>U</title><link>https://koran.test/</link>'
    '<description>D</description><a:link rel="self" href="https://koran.test/feed/"/>'
    "<item><title>K</title><link>https://koran.test/k/</link><guid>1</guid><pubDate>{date}</pubDate></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, []),
        ({"Mon, 01 Jun 2026 02:14:00 GMT": "2026"}, ["bukan tanggal dengan zonanya: 2026"]),
        ({'version="2.0"': 'version="0.9"'}, ["bukan versi 2.0"]),
        ({"<description>D</description>": ""}, ["tanpa description"]),
        ({"https://koran.test/feed/": "/feed/"}, ["tidak menyebut sekali di mana ia berada"]),
        ({"<guid>1</guid>": ""}, ["butir tanpa pengenal"]),
        ({"<link>https://koran.test/k/</link>": "<link>/k/</link>"}, ["butir tanpa alamat lengkap: K"]),
    ],
)
def test_the_rules_of_rss(change, said):
    text = RSS.format(date="Mon, 01 Jun 2026 02:14:00 GMT")
    for before, after in change.items():
        text = text.replace(before, after)
    assert list(feeds.mistakes(f"{SITE}/feed/", "application/rss+xml", text.encode())) == said


def test_feeds_of_others_are_read_without_a_fall():
    folder = FOLDER / "feeds"
    if not folder.is_dir():
        pytest.skip("there are no feeds of others beside the project")
    for path in [path for path in sorted(folder.rglob("*.xml")) if path.stat().st_size < 100_000][:300]:
        list(feeds.mistakes(f"{SITE}/feed/", "application/rss+xml", path.read_bytes()))


# Articles -----------------------------------------------------------------------------------------------------------
def article(**fields):
    picture = {"url": f"{SITE}/a.jpg"}
    sizes = [(1200, 675), (1200, 900), (1200, 1200)]
    given = {
        "@type": "NewsArticle",
        "headline": "Kapal",
        "publisher": {"name": "WowKeren"},
        "author": [{"@type": "Person", "name": "Sisi", "url": f"{SITE}/penulis/sisi/"}],
        "datePublished": "2026-06-01T09:14:00+07:00",
        "dateModified": "2026-06-01T10:14:00+07:00",
        "image": [{**picture, "width": width, "height": height} for width, height in sizes],
    }
    return {**given, **fields}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, []),
        ({"image": []}, []),
        ({"@type": "BlogPosting"}, ["BlogPosting bukan jenis berita"]),
        ({"author": []}, ["tanpa penulis"]),
        ({"author": [{"@type": "Person", "name": "Sisi"}]}, ["tidak ada tautan tentang penulis “Sisi”"]),
        ({"datePublished": "2026-06-01T09:14:00"}, ["bukan tanggal dengan zonanya: 2026-06-01T09:14:00"]),
        ({"datePublished": "", "dateModified": ""}, ["tanpa tanggal tayang"]),
        ({"dateModified": "2026-05-01T09:14:00Z"}, ["diubah sebelum tayang: 2026-05-01T09:14:00Z"]),
    ],
)
def test_the_rules_of_structured_data(fields, said):
    assert list(articles.mistakes(article(**fields))) == said


@pytest.mark.parametrize(
    "name", ["(wk/Sisi)", "Oleh Sisi", "Sisi / WowKeren", "Sisi, Redaktur | Uji", "WowKeren", "sisi@koran.test", ""]
)
def test_an_authors_name_is_a_name_alone(name):
    assert list(articles.of_name(name, "WowKeren")) == [f"nama penulis bukan hanya nama: “{name}”"]


def test_two_people_are_two_authors():
    assert list(articles.of_name("Sisi dan Rani", "")) == ["beberapa penulis dalam satu nama: “Sisi dan Rani”"]
    assert [list(articles.of_name(name, "Uji")) for name in ("Sisi", "Dandi Andika", "Ki Hajar Dewantara, S.Pd.")] == [
        [],
        [],
        [],
    ]


def test_pictures_are_large_and_have_three_shapes():
    small = [{"url": "/a.jpg", "width": 200, "height": 112}]
    assert list(articles.of_pictures(small)) == [
        "gambar tanpa alamat lengkap: /a.jpg",
        "gambar 200 × 112; paling sedikit 50.000 piksel",
        "tidak ada gambar 4:3, 1:1",
        "gambar terbesar lebarnya 200 piksel; Discover meminta 1.200",
    ]


# Pages and the whole site -------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_page_of_ours_passes(harian):
    photo = make_photo()
    photo.get_renditions(*renditions.SHARED_SPECS)
    story = make_story(make_section("Dunia"), dek="Ringkasan.", contributors=[make_contributor()], lead_photo=photo)
    found = [finding.message for finding in Inspection().of([story.address]) if "/static/" not in finding.message]
    assert found == ["gambar terbesar lebarnya 640 piksel; Discover meminta 1.200"]  # as the test's photo is


def test_each_mistake_of_a_page_is_named():
    data = json.dumps({"@context": "https://schema.org", "@graph": [article(publisher={})]})
    page = Page(
        f"{SITE}/x/",
        f'<title>x</title><h1>a</h1><h1>b</h1><link rel="canonical" href="/x/"><meta property="og:type" content="article">'
        f'<meta name="author" content="Rani"><script type="application/ld+json">{data}</script>'
        f'<script type="application/ld+json">{{</script>'.encode(),
    )
    assert list(page.mistakes()) == [
        ("html", "tidak tepat satu judul pertama (h1)"),
        ("html", "mesin pencari hanya boleh memuat gambar kecil: tanpa max-image-preview:large"),
        ("html", "bukan satu alamat kanonis yang lengkap"),
        ("json-ld", "tanpa penerbit"),
        ("json-ld", "penulis “Rani” tampak, tetapi tidak disebut dalam data"),
        ("json-ld", "bukan JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        ("open-graph", "tanpa og:title"),
        ("open-graph", "tanpa og:url"),
        ("open-graph", "tanpa og:image"),
        ("open-graph", "tanpa twitter:card"),
    ]


def test_links_of_our_own_site_are_followed_and_no_others():
    others = '<a href="https://lain.test/">l</a><a href="mailto:a@b.id">m</a>'
    page = Page(f"{SITE}/a/", f'<a href="../b/#c">b</a>{others}<img src="/d.png">'.encode())
    assert page.links() == {f"{SITE}/b/", f"{SITE}/d.png"}


@pytest.mark.django_db
def test_the_whole_site_passes_and_a_broken_link_does_not(harian):
    section = make_section("Dunia")
    make_story(section, contributors=[make_contributor()], dek="Ringkasan.")
    inspection = Inspection()
    found = {(finding.rule, finding.message) for finding in inspection.of_all(10)}
    assert {(rule, message) for rule, message in found if rule != "open-graph" and "static" not in message} == set()
    assert inspection.checked > 15
    story = make_story(section, "Rusak", body=[("text", '<p><a href="/2020/01/tidak-ada-99/">lihat</a></p>')])
    broken = [finding for finding in Inspection().of([story.address]) if "tidak-ada" in finding.message]
    assert [(finding.where, finding.rule) for finding in broken] == [(f"{SITE}{story.address}", "links")]


@pytest.mark.django_db
def test_what_is_not_there_is_a_finding_and_another_site_an_error(harian):
    (finding,) = Inspection().of(["/tidak-ada/"])
    assert (finding.where, finding.rule, finding.message) == (f"{SITE}/tidak-ada/", "status", "menjawab 404")
    with pytest.raises(NotOurs):
        list(Inspection().of(["https://lain.test/"]))
    assert whole_address("feed/") == f"{SITE}/feed/"
    with pytest.raises(NotOurs):
        whole_address("https://koran.test.lain.test/")


# Before it goes out -------------------------------------------------------------------------------------------------
def told_of(story):
    return [(finding.where, finding.message) for finding in gate.findings(story)]


@pytest.mark.django_db
def test_a_story_that_has_all_is_passed(harian):
    photo = make_photo()
    photo.width, photo.height = 1600, 900
    story = make_draft(make_section("Dunia"), contributors=[make_contributor()], dek="Ringkasan.", lead_photo=photo)
    assert told_of(story) == []


@pytest.mark.django_db
def test_an_editor_is_told_what_can_still_be_mended(harian):
    story = make_draft(make_section("Dunia"), "Kapal bersandar | Harian Uji", contributors=[make_contributor("Oleh Sisi")])
    assert told_of(story) == [
        ("title", "Judul menyebut nama media; Google News menghendaki judulnya saja."),
        ("dek", "Tidak ada teras judul: mesin pencari dan umpan tidak punya ringkasan."),
        ("bylines", "nama penulis bukan hanya nama: “Oleh Sisi”"),
        ("lead_photo", "Tidak ada foto utama: Discover dan pratinjau tautan menampilkan berita tanpa foto."),
    ]
    unsigned = make_draft(make_section("Ekonomi"), "K" * 111, dek="x", lead_photo=make_photo())
    assert told_of(unsigned) == [
        ("title", "Judul terdiri atas 111 karakter; mesin pencari menampilkan sekitar 110."),
        ("bylines", "Tidak ada nama penulis: mesin mengira media ini sendiri yang menulisnya."),
        ("lead_photo", "gambar terbesar lebarnya 640 piksel; Discover meminta 1.200"),
    ]


@pytest.mark.django_db
def test_links_to_what_readers_cannot_see_are_named(harian):
    section = make_section("Dunia")
    seen, gone = make_story(section, "Ada"), make_story(section, "Dicabut")
    actions.withdraw(gone, make_user("pemred", Role.CHIEF_EDITOR), WithdrawalGround.EDITORIAL_ERROR, "Keliru")
    draft = make_draft(section, "Rancangan")
    text = "".join(
        [
            f'<p><a href="{seen.address}">a</a> <a href="{SITE}{gone.address}">b</a> <a href="https://lain.test/2020/01/x-1/">c</a>',
            f' <a linktype="page" id="{seen.pk}">d</a> <a id="{draft.pk}" linktype="page">e</a></p>',
        ]
    )
    story = make_draft(section, body=[("text", text)])
    assert [message for where, message in told_of(story) if where == "body"] == [
        "Naskah menautkan 1 halaman yang tidak dapat dilihat pembaca.",
        f"Naskah menautkan berita yang tidak dapat dilihat pembaca: {SITE}{gone.address}",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 30])
def test_it_asks_as_often_for_thirty_links_as_for_one(harian, django_assert_num_queries, count):
    section = make_section("Dunia")
    numbers = range(1, count + 1)
    links = "".join(f'<p><a href="/2020/01/x-{one}/">x</a><a linktype="page" id="{one}">y</a></p>' for one in numbers)
    draft = make_draft(section, body=[("text", links)], contributors=[make_contributor()], lead_photo=make_photo())
    story = Story.objects.get(pk=draft.pk)
    with django_assert_num_queries(6):
        gate.findings(story)


@pytest.mark.django_db
def test_the_structured_data_of_ours_keeps_its_own_rules(harian):
    story = make_story(make_section("Dunia"), contributors=[make_contributor()], at=timezone.now() - timedelta(hours=2))
    assert list(articles.mistakes(structured_data.article(story, harian))) == []
