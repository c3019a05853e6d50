import json
import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
from django.core.cache import cache
from wagtail.blocks import StreamValue

from redaksi.stories import renditions
from redaksi.stories.models import Paper, Source, Story, StorySource
from redaksi.stories.tests.builders import make_contributor, make_photo, make_section, make_story, make_storyline, make_topic

pytestmark = pytest.mark.django_db

MORNING = datetime(2022, 2, 26, 2, 14, tzinfo=UTC)  # 09.14 WIB
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'"


@pytest.fixture
def dunia(paper):
    cache.clear()  # Wagtail remembers renditions there, those of other tests' photographs, too
    return make_section("Dunia")


def page_of(client, story):
    answer = client.get(story.address)
    assert answer.status_code == 200
    return answer.text


def body_of(*blocks):
    raw = [{"type": kind, "value": value, "id": str(number)} for number, (kind, value) in enumerate(blocks)]
    return StreamValue(Story.body.field.stream_block, raw, is_lazy=True)


def test_it_carries_all_that_the_seed_page_carries(client, dunia):
    photo = make_photo(credit="iStockphoto", caption="Kremlin di Moskow.")
    story = make_story(
        dunia,
        "Putin Siap Kirim Perwakilan Rusia",
        at=MORNING,
        kicker="Perundingan Minsk",
        dek="Ringkasan berita.",
        dateline="Minsk",
        lead_photo=photo,
        contributors=[make_contributor("Sisi"), make_contributor("Wahyu", desk="wk")],
        topics=[make_topic("Belarus")],
        storyline=make_storyline("Perundingan Minsk"),
        texts=["Pertemuan digelar pada Kamis (24/2).", "Paragraf kedua."],
    )
    StorySource.objects.create(story=story, source=Source.objects.create(name="Interfax", kind="medium"), note="siaran")
    page = page_of(client, story)
    for shown in (
        '<h1 class="story__headline">Putin Siap Kirim Perwakilan Rusia</h1>',
        "Perundingan Minsk",
        "Ringkasan berita.",
        '<a rel="author" href="/penulis/sisi/">Sisi</a> dan <a rel="author" href="/penulis/wahyu/">Wahyu</a>',
        '<time datetime="2022-02-26T09:14+07:00">Sabtu, 26 Februari 2022 09.14 WIB</time>',
        "1 menit baca",
        "Kremlin di Moskow.",
        "Foto: iStockphoto",
        '<p><span class="dateline">Minsk</span> — Pertemuan digelar pada <time datetime="2022-02-24">Kamis (24/2)</time>.</p>',
        "(wk/Sisi/Wahyu)",
        "Interfax: siaran",
        '<a class="topics__link" rel="tag" href="/topik/belarus/">Belarus</a>',
        "/rangkaian/perundingan-minsk/",
        "Berita Terkait",
        "Rekomendasi Artikel",
    ):
        assert shown in page, shown
    assert page.count("dateline") == 1 + page.count('"dateline":')


def test_the_zone_is_the_papers_own(client, dunia, settings):
    settings.TIME_ZONE = "Asia/Jayapura"
    assert "Sabtu, 26 Februari 2022 11.14 WIT<" in page_of(client, make_story(dunia, at=MORNING))


def test_a_day_that_is_all_one_knows_is_printed_without_an_hour(client, dunia):
    story = make_story(dunia, at=MORNING)
    midnight = datetime(2022, 2, 23, 17, tzinfo=UTC)  # 24 February at 00.00 WIB
    Story.objects.filter(pk=story.pk).update(is_published_at_approximate=True, published_at=midnight)
    page = page_of(client, story)
    assert '<time datetime="2022-02-24">Kamis, 24 Februari 2022</time>' in page
    assert "00.00" not in page


def test_a_later_version_of_the_same_day_tells_its_hour(client, dunia):
    story = make_story(dunia, at=MORNING)
    Story.objects.filter(pk=story.pk).update(last_published_at=MORNING + timedelta(hours=3))
    assert 'Diperbarui <time datetime="2022-02-26T12:14+07:00">12.14 WIB</time>' in page_of(client, story)


def test_a_credit_whose_picture_never_came_says_so(client, dunia):
    page = page_of(client, make_story(dunia, lead_credit="iStockphoto"))
    assert "Foto: iStockphoto (gambar tidak ikut bersama naskah)" in page


def test_the_photograph_comes_in_sizes_with_room_kept_for_it(client, dunia):
    photo = make_photo()
    renditions.develop_fully.func(photo.pk)
    page = page_of(client, make_story(dunia, lead_photo=photo))
    in_avif = r'<picture><source type="image/avif" srcset="([^"]*)" sizes="[^"]+">(<img class="picture[^>]*>)</picture>'
    light, img = re.search(in_avif, page).groups()
    assert [one.split()[1] for one in light.split(", ")] == ["360w", "640w"]
    for attribute in ('width="', 'height="', 'srcset="', 'sizes="', 'alt="Kapal bersandar"', 'fetchpriority="high"', ".webp"):
        assert attribute in img
    assert re.search(r'<meta property="og:image" content="http[^"]+\.jpg">', page)


def test_a_photograph_whose_file_is_lost_leaves_its_words(client, dunia):
    photo = make_photo(credit="Antara/Rina")
    photo.file.storage.delete(photo.file.name)
    photo.renditions.all().delete()
    assert renditions.develop.func(photo.pk) == 0
    page = page_of(client, make_story(dunia, lead_photo=photo))
    assert "Foto: Antara/Rina" in page
    assert "<img" not in page.split("Berita Terkait")[0]


def test_every_block_of_a_body_is_set_as_what_it_is(client, dunia):
    other = make_story(dunia, "Berita lain")
    peskov = make_topic("Dmitry Peskov", kind="person")
    body = body_of(
        ("heading", {"text": "Dua nada", "level": "3"}),
        ("text", '<p>Lihat <a href="https://contoh.test/">ini</a> dan <b>itu</b>.</p>'),
        ("quote", {"text": "Kami siap.", "speaker": "Dmitry Peskov", "speaker_role": "juru bicara", "person": peskov.pk}),
        ("photo", {"photo": make_photo(credit="Foto Dua").pk, "caption": "Keterangan dua."}),
        ("gallery", {"title": "Galeri", "photos": [{"photo": make_photo(credit="Foto Tiga").pk, "caption": ""}]}),
        ("factbox", {"title": "Duduk perkara", "text": "<p>Latar.</p>"}),
        ("table", {"caption": "Putaran", "table": {"data": [["Tanggal", "Hasil"], ["28 Februari", None]]}}),
        ("list", {"is_numbered": True, "items": ["<p>Satu</p>", "Dua"]}),
        ("embed", {"url": "https://video.test/x", "caption": "Rekaman"}),
        ("related", {"story": other.pk, "item": ""}),
    )
    page = page_of(client, make_story(dunia, body=body))
    for shown in (
        "<h3>Dua nada</h3>",
        '<a href="https://contoh.test/" rel="external noopener">ini</a>',
        '<blockquote class="quote__text"><p>Kami siap.</p></blockquote>',
        '<cite class="quote__speaker"><a href="/topik/dmitry-peskov/">Dmitry Peskov</a></cite>',
        '<span class="quote__role">, juru bicara</span>',
        "Keterangan dua.",
        "Foto: Foto Tiga",
        "Duduk perkara",
        '<th scope="col">Tanggal</th>',
        "<td></td>",
        "<ol><li><p>Satu</p></li><li>Dua</li></ol>",
        "Rekaman",
        "Baca Juga",
    ):
        assert shown in page, shown


def test_read_also_hides_a_story_that_readers_may_not_see(client, dunia):
    story = make_story(dunia, body=body_of(("text", "<p>Api padam.</p>"), ("related", {"story": None, "item": "belum-ada"})))
    assert "Baca Juga" not in page_of(client, story)


@pytest.mark.parametrize(("genre", "label"), [("opinion", "Opini"), ("analysis", "Analisis"), ("paid", "Advertorial")])
def test_what_is_not_news_says_what_it_is(client, dunia, genre, label):
    assert f'<span class="genre genre--{genre}">{label}</span>' in page_of(client, make_story(dunia, genre=genre))


def test_news_needs_no_label(client, dunia):
    assert 'class="genre' not in page_of(client, make_story(dunia))


def test_following_is_offered_only_where_it_is_set_up(client, dunia):
    story = make_story(dunia)
    assert "Google" not in page_of(client, story)
    Paper.objects.update_or_create(
        pk=Paper.load().pk, defaults={"google_news_url": "https://news.google.com/x", "is_preferred_source_shown": True}
    )
    page = page_of(client, story)
    assert "https://news.google.com/x" in page
    assert "https://www.google.com/preferences/source?q=" in page


def test_nothing_that_anybody_wrote_becomes_markup(client, dunia):
    photo = make_photo(credit=HOSTILE, alt=HOSTILE, caption=HOSTILE)
    story = make_story(
        dunia,
        HOSTILE,
        kicker=HOSTILE[:120],
        dek=HOSTILE,
        dateline=HOSTILE[:120],
        lead_photo=photo,
        lead_caption=HOSTILE,
        contributors=[make_contributor(HOSTILE)],
        topics=[make_topic(HOSTILE)],
        body=body_of(
            ("text", f"<p>{HOSTILE}</p>"),
            ("heading", {"text": HOSTILE, "level": 2}),
            ("quote", {"text": HOSTILE, "speaker": HOSTILE, "speaker_role": HOSTILE, "attribution": HOSTILE}),
            ("embed", {"url": "https://x.test/", "caption": HOSTILE}),
        ),
    )
    story = Story.objects.get(pk=story.pk)
    for address in (story.address, "/", "/dunia/", "/cari/?q=alert"):
        reader = TagReader()
        reader.feed(client.get(address).text)
        assert reader.scripts == reader.allowed_scripts, address
        assert not reader.handlers, address


class TagReader(HTMLParser):
    """Counts script elements, those that we put there, and attributes that would run or style something."""

    def __init__(self):
        super().__init__()
        self.scripts = self.allowed_scripts = 0
        self.handlers = []
        self.styles = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.handlers += [name for name in given if name.startswith("on")]
        self.styles += [tag for name in given if name == "style"] + ([tag] if tag == "style" else [])
        if tag == "script":
            self.scripts += 1
            self.allowed_scripts += "src" in given or given.get("type") == "application/ld+json"


def test_no_page_has_inline_scripts_or_styles(client, dunia):
    story = make_story(dunia, lead_photo=make_photo())
    for address in ("/", "/dunia/", story.address, "/cari/", "/redaksi/", "/koreksi/", "/pola/", "/tidak-ada/"):
        reader = TagReader()
        reader.feed(client.get(address).text)
        assert reader.scripts == reader.allowed_scripts, address
        assert (reader.handlers, reader.styles) == ([], []), address


def test_what_it_tells_crawlers_can_be_parsed(client, dunia):
    page = page_of(client, make_story(dunia, HOSTILE))
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert json.loads(data)["@graph"][0]["headline"] == HOSTILE


def test_pages_ask_no_other_host_for_anything(client, dunia):
    page = page_of(client, make_story(dunia, lead_photo=make_photo()))
    loaded = re.findall(r'<(?:script|img|link)[^>]*?(?:src|href)="([^"]+)"', page)
    assert [url for url in loaded if url.startswith(("http:", "https:", "//")) and "testserver" not in url] == [
        url for url in loaded if "127.0.0.1:8000" in url
    ]
