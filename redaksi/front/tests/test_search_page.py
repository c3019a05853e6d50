from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from defusedxml import ElementTree
from django.core.cache import cache
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from redaksi.archive.question import parse
from redaksi.front import callers
from redaksi.front.asked import Asked, typed
from redaksi.front.tests import editions
from redaksi.stories import actions
from redaksi.stories.models import WithdrawalGround
from redaksi.stories.tests.builders import (
    make_contributor,
    make_draft,
    make_section,
    make_story,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db

HOSTILE = [
    *("", " ", "\0", "'; DROP TABLE", '"', '"beras', "%_%", "مرحبا \u202e olleh", "((((", "\\", "-", "-impor", "penulis:\0x"),
    *("z" * 10_000, '"' * 10_000, "x:y -" * 2000, '"><script>alert(1)</script>', "sejak:9999-99-99 sampai:x", "tahun:0000"),
]


@pytest.fixture
def dunia(paper):
    return make_section("Dunia")


@pytest.fixture
def rice(dunia, index):
    """Three published stories about rice, and what nobody may find."""
    ekonomi, rina, bulog = make_section("Ekonomi"), make_contributor("Rina Wijaya"), make_topic("Bulog")
    make_story(
        ekonomi, "Harga beras naik", at=datetime(2025, 6, 1, tzinfo=UTC), contributors=[rina], dek="Petani <menahan> jual."
    )
    make_story(dunia, "Harga beras dunia", at=datetime(2024, 6, 1, tzinfo=UTC), topics=[bulog])
    make_story(dunia, "Harga beras India", at=datetime(2024, 7, 1, tzinfo=UTC), contributors=[make_contributor("Sisi")])
    make_draft(dunia, "Harga beras rahasia")
    embargoed, withdrawn = make_story(dunia, "Harga beras embargo"), make_story(dunia, "Harga beras dicabut")
    embargoed.embargoed_until = timezone.now() + timedelta(days=1)
    embargoed.save()
    actions.withdraw(withdrawn, make_user(is_superuser=True), WithdrawalGround.DECENCY, "Nama korban disebut.")
    index.step()


def found_at(client, address):
    return headlines_in_marked(client.get(address))


def headlines_in_marked(page):
    starts = page.text.split('story-card__headline"><a')[1:]
    return [part.split(">", 1)[1].split("</a>")[0].replace("<mark>", "").replace("</mark>", "") for part in starts]


def links_of(page, kind):
    """The labels and addresses of the links of one kind."""
    parts = [part.split("</a>")[0] for part in page.text.split(f'class="{kind}"')[1:]]
    return {strip_tags(part.partition(">")[2]): part.split('href="')[1].split('"')[0].replace("&amp;", "&") for part in parts}


def strip_tags(html):
    inside, text = False, ""
    for letter in html:
        inside = letter == "<" or (inside and letter != ">")
        text += "" if inside or letter == ">" else letter
    return " ".join(text.split())


# What readers see ---------------------------------------------------------------------------------------------------
def test_only_what_is_published_is_found_and_the_words_are_marked(rice, client):
    page = client.get("/cari/?q=beras+petani")
    assert headlines_in_marked(page) == ["Harga beras naik"]
    assert "Harga <mark>beras</mark> naik" in page.text
    assert "<mark>Petani</mark> &lt;menahan&gt; jual." in page.text
    assert sorted(found_at(client, "/cari/?q=beras")) == ["Harga beras India", "Harga beras dunia", "Harga beras naik"]
    assert "noindex" in page.text
    assert page["Cache-Control"] == "private, max-age=0"


def test_the_newest_come_first_where_that_is_chosen(rice, client):
    page = client.get("/cari/?q=beras")
    assert links_of(page, "results__order") == {"Paling cocok": "/cari/?q=beras", "Terbaru": "/cari/?q=beras&urut=terbaru"}
    newest = client.get("/cari/?q=beras&urut=terbaru")
    assert headlines_in_marked(newest) == ["Harga beras naik", "Harga beras India", "Harga beras dunia"]
    assert 'name="urut" value="terbaru"' in newest.text


def test_each_count_leads_to_as_many_stories(rice, client):
    offered = links_of(client.get("/cari/?q=beras"), "filters__link")
    assert offered == {
        "Dunia 2": "/cari/?q=beras&rubrik=dunia",
        "Ekonomi 1": "/cari/?q=beras&rubrik=ekonomi",
        "2025 1": "/cari/?q=beras&tahun=2025",
        "2024 2": "/cari/?q=beras&tahun=2024",
        "Rina Wijaya 1": "/cari/?q=beras&penulis=rina-wijaya",
        "Sisi 1": "/cari/?q=beras&penulis=sisi",
    }
    for label, address in offered.items():
        assert len(found_at(client, address)) == int(label.rpartition(" ")[2])


def test_what_narrows_is_shown_kept_and_can_be_taken_away(rice, client):
    page = client.get("/cari/?q=beras&rubrik=dunia&topik=bulog&sejak=2024-01&urut=terbaru&utm_source=x")
    assert headlines_in_marked(page) == ["Harga beras dunia"]
    assert links_of(page, "chosen__link") == {
        "Hapus: Dunia ×": "/cari/?q=beras&topik=bulog&sejak=2024-01-01&urut=terbaru",
        "Hapus: Bulog ×": "/cari/?q=beras&rubrik=dunia&sejak=2024-01-01&urut=terbaru",
        "Hapus: sejak 1 Jan 2024 ×": "/cari/?q=beras&rubrik=dunia&topik=bulog&urut=terbaru",
        "Hapus: semua saringan ×": "/cari/?q=beras&urut=terbaru",
    }
    hidden = [part.split('"')[0] for part in page.text.split('<input type="hidden" name="')[1:]]
    assert hidden == ["rubrik", "topik", "urut"]
    assert 'name="sejak" form="pencarian" value="2024-01-01"' in page.text


def test_a_list_can_be_asked_for_without_words(rice, client):
    assert found_at(client, "/cari/?rubrik=ekonomi") == ["Harga beras naik"]
    assert found_at(client, "/cari/?q=&sejak=2024-07-01&sampai=2024-07-01") == ["Harga beras India"]


def test_a_slip_of_the_pen_is_put_right_and_said(rice, client):
    page = client.get("/cari/?q=berass+naik")
    assert headlines_in_marked(page) == ["Harga beras naik"]
    assert "Tidak ada berita untuk “berass naik”. Berikut hasil untuk <strong>beras naik</strong>." in page.text


def test_where_nothing_is_found_each_try_finds_what_it_promises(rice, client):
    page = client.get("/cari/", {"q": 'beras gajah -"harga emas" sampai:2024'})
    assert "Tidak ada yang ditemukan untuk" in page.text
    tries = page.text.split('class="told__tries"')[1].split("</ul>")[0]
    assert strip_tags("<" + tries) == "tanpa gajah 2 berita"
    address = tries.split('href="')[1].split('"')[0].replace("&amp;", "&")
    assert sorted(found_at(client, address)) == ["Harga beras India", "Harga beras dunia"]
    assert dict(parse_qsl(urlsplit(address).query))["q"] == 'beras -"harga emas" sampai:2024-12-31'


def test_where_filters_find_nothing_it_is_told_what_is_there_without_them(rice, client):
    page = client.get("/cari/?q=beras&tahun=1999")
    assert "tanpa saringan" in page.text
    assert "3 berita" in page.text


def test_names_and_days_that_mean_nothing_are_told(rice, client):
    page = client.get("/cari/?q=beras+penulis:siapa+sejak:kemarin").text
    assert "Tidak ada rubrik, penulis, atau topik bernama “siapa”." in page
    assert "“kemarin” tidak terbaca sebagai tanggal" in page


def test_an_empty_page_says_how_to_search_and_a_question_without_words_what_it_lacks(paper, client):
    for address in ("/cari/", "/cari/?q=&sejak=&sampai=&urut=x"):
        page = client.get(address).text
        assert "Cara mencari" in page
        assert "Tidak ada yang ditemukan" not in page
    assert "Belum ada yang dicari" in client.get("/cari/?q=-impor").text


def test_without_an_index_the_page_says_so_and_stays_up(dunia, client):
    make_story(dunia, "Harga beras")
    page = client.get("/cari/?q=beras")
    assert page.status_code == 200
    assert "Pencarian sedang diperbaiki." in page.text
    assert "/arsip/" in page.text.split("Pencarian sedang diperbaiki.")[1].split("</main>")[0]
    assert "Cara mencari" not in page.text


@pytest.mark.parametrize("number", ["0", "-1", "2", "abc", str(10**9), "51", "1e3", ""])
def test_a_page_that_is_not_there_is_not_found(rice, client, number):
    assert client.get(f"/cari/?q=beras&hal={number}").status_code == 404
    answer = client.get(f"/cari/json/?q=beras&hal={number}")
    assert (answer.status_code, answer.json()) == (404, {"error": "Halaman ini tidak ada."})


@pytest.mark.parametrize("question", HOSTILE)
def test_any_question_and_any_filter_is_answered(rice, client, question):
    for name in ("q", "rubrik", "penulis", "topik", "tahun", "sejak", "urut"):
        for address in ("/cari/", "/cari/json/"):
            answer = client.get(address, {"q": "beras", name: question})
            assert answer.status_code == 200
            assert address == "/cari/json/" or "<script>alert" not in answer.text


def test_pages_keep_the_question_and_leave_out_what_is_empty(paper, index, client):
    editions.take_over(45)
    index.step()
    first = client.get("/cari/?q=berita&sejak=&urut=terbaru")
    assert 'rel="next" href="/cari/?q=berita&amp;urut=terbaru&amp;hal=2"' in first.text
    assert "45 berita" in first.text
    pages = [found_at(client, f"/cari/?q=berita&urut=terbaru&hal={number}") for number in (1, 2, 3)]
    assert [headline for page in pages for headline in page] == [f"Berita {number}" for number in range(44, -1, -1)]


@given(st.text(max_size=60) | st.from_regex(r'(-?(penulis:|rubrik:)?("[a-z ]{1,9}"|[a-z]{1,6}) ){1,5}', fullmatch=True))
def test_a_question_typed_again_is_the_same_question(text):
    asked = parse(text)
    again = parse(typed(asked))
    assert (again.words, again.phrases, again.without) == (asked.words, asked.phrases, asked.without)
    assert (again.names, again.since, again.until) == (asked.names, asked.since, asked.until)


def test_an_address_asks_what_it_was_made_of():
    parameters = {"q": 'harga "pasar induk"', "rubrik": "ekonomi", "tahun": "2025", "sejak": "2025-01-02", "urut": "terbaru"}
    asked = Asked.of(parameters)
    assert asked.parameters == parameters
    assert Asked.of(dict(parse_qsl(urlsplit(asked.address()).query))) == asked


# What programs get --------------------------------------------------------------------------------------------------
def test_programs_get_the_same_as_readers(rice, client):
    answer = client.get("/cari/json/?q=beras+petani")
    assert answer["Content-Type"] == "application/json"
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.has_header("Access-Control-Allow-Origin")
    told = answer.json()
    (result,) = told.pop("results")
    assert told == {
        "question": "beras petani",
        "meant": "",
        "unknown": [],
        "total": 1,
        "page": 1,
        "next": "",
        "counts": {
            "sections": [{"name": "Ekonomi", "slug": "ekonomi", "count": 1}],
            "years": [{"year": 2025, "count": 1}],
            "authors": [{"name": "Rina Wijaya", "slug": "rina-wijaya", "count": 1}],
        },
    }
    assert result.pop("url").startswith("http://127.0.0.1:8000/2025/06/harga-beras-naik-")
    assert result == {
        "headline": "Harga beras naik",
        "dek": "Petani <menahan> jual.",
        "section": "Ekonomi",
        "published_at": "2025-06-01T07:00+07:00",
        "authors": ["Rina Wijaya"],
        "passage": "<mark>Petani</mark> &lt;menahan&gt; jual.",
    }


def test_programs_are_led_to_the_next_page(paper, index, client):
    editions.take_over(30)
    index.step()
    first = client.get("/cari/json/?q=berita&rubrik=dunia&urut=terbaru").json()
    assert (first["total"], first["next"]) == (10, "")
    following = client.get("/cari/json/?q=berita").json()["next"]
    assert following == "http://127.0.0.1:8000/cari/json/?q=berita&hal=2"
    second = client.get(following.removeprefix("http://127.0.0.1:8000")).json()
    assert (len(second["results"]), second["page"], second["next"]) == (10, 2, "")


@pytest.mark.parametrize("count", [3, 300])
def test_programs_cost_the_same_queries_for_300_stories_as_for_3(paper, index, client, django_assert_num_queries, count):
    editions.take_over(count)
    index.step()
    client.get("/cari/json/?q=berita")
    with django_assert_num_queries(6):  # stories, renditions, texts, bylines; sections and authors that are counted
        client.get("/cari/json/?q=berita")


def test_who_asks_too_often_waits_and_others_do_not(paper, client, monkeypatch):
    cache.clear()
    monkeypatch.setattr(callers, "MOST", 2)
    assert [client.get("/cari/json/").status_code for _time in range(3)] == [200, 200, 429]
    answer = client.get("/cari/json/")
    assert answer.json() == {"error": "Terlalu banyak permintaan; coba lagi sebentar lagi."}
    assert 0 < int(answer["Retry-After"]) <= 60
    assert client.get("/cari/json/", REMOTE_ADDR="203.0.113.7").status_code == 200


def test_programs_are_told_to_come_back_while_there_is_no_index(dunia, client):
    answer = client.get("/cari/json/?q=beras")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert answer.json() == {"error": "Pencarian sedang diperbaiki."}


def test_browsers_can_add_the_papers_search(paper, client):
    assert 'rel="search" type="application/opensearchdescription+xml"' in client.get("/").text
    answer = client.get("/opensearch.xml")
    assert answer["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    namespace = "{http://a9.com/-/spec/opensearch/1.1/}"
    description = ElementTree.fromstring(answer.content)
    assert 0 < len(description.findtext(f"{namespace}ShortName")) <= 16
    page = description.find(f"{namespace}Url").get("template")
    assert page == "http://127.0.0.1:8000/cari/?q={searchTerms}"
    assert (
        client.get(page.replace("{searchTerms}", quote("harga beras")).removeprefix("http://127.0.0.1:8000")).status_code == 200
    )
