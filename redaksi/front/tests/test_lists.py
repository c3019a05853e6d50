from datetime import UTC, datetime

import pytest

from redaksi.front.pages import LAST, Leaf
from redaksi.front.tests import editions
from redaksi.stories.models import MastheadLine, Paper
from redaksi.stories.tests.builders import make_contributor, make_section, make_story, make_storyline, make_topic

pytestmark = pytest.mark.django_db


def headlines_in(page):
    return [line.split(">")[1].split("<")[0] for line in page.text.split('story-card__headline"><a')[1:]]


def test_a_section_is_paged_newest_first(paper, client):
    editions.take_over(90)
    first, second = client.get("/dunia/"), client.get("/dunia/?hal=2")
    assert headlines_in(first) == [f"Berita {number}" for number in range(87, 27, -3)]
    assert headlines_in(second) == [f"Berita {number}" for number in range(27, -1, -3)]
    assert 'rel="next" href="/dunia/?hal=2"' in first.text
    assert 'rel="prev"' not in first.text
    assert 'rel="prev" href="/dunia/"' in second.text
    assert 'rel="next"' not in second.text


@pytest.mark.parametrize("number", ["0", "-1", "2", "x", "1e3", "٣", str(LAST + 1), "9" * 400])
def test_a_page_that_is_not_there_is_not_found(paper, client, number):
    make_story(make_section("Dunia"))
    assert client.get(f"/dunia/?hal={number}").status_code == 404


def test_where_the_pages_end_the_archive_goes_on():
    assert Leaf([1], number=LAST, has_more=True).ends_early
    assert Leaf([1], number=LAST, has_more=True).after is None


def test_a_storyline_is_told_from_its_beginning(paper, client):
    dunia, line = make_section("Dunia"), make_storyline("Perundingan Minsk")
    make_story(dunia, "Babak kedua", at=datetime(2022, 3, 3, tzinfo=UTC), storyline=line)
    make_story(dunia, "Babak pertama", at=datetime(2022, 2, 28, tzinfo=UTC), storyline=line)
    assert headlines_in(client.get(line.get_absolute_url())) == ["Babak pertama", "Babak kedua"]


def test_a_topic_and_a_contributor_list_their_stories_once_each(paper, client):
    dunia, sisi, minsk = make_section("Dunia"), make_contributor("Sisi", bio="Menulis perang."), make_topic("Minsk")
    make_story(dunia, "Pertama", contributors=[sisi], topics=[minsk])
    make_story(dunia, "Kedua", contributors=[sisi], topics=[minsk])
    make_story(dunia, "Bukan")
    assert headlines_in(client.get(minsk.get_absolute_url())) == ["Kedua", "Pertama"]
    page = client.get(sisi.get_absolute_url())
    assert headlines_in(page) == ["Kedua", "Pertama"]
    assert "Menulis perang." in page.text


def test_a_day_begins_at_the_papers_own_midnight(paper, client):
    dunia = make_section("Dunia")
    make_story(dunia, "Kemarin malam", at=datetime(2022, 2, 25, 16, 59, tzinfo=UTC))
    make_story(dunia, "Dini hari", at=datetime(2022, 2, 25, 17, 0, tzinfo=UTC))
    make_story(dunia, "Pekan depan", at=datetime(2022, 3, 4, 3, 0, tzinfo=UTC))
    page = client.get("/arsip/2022/02/26/")
    assert headlines_in(page) == ["Dini hari"]
    assert "/arsip/2022/02/25/" in page.text
    assert "/arsip/2022/03/04/" in page.text


@pytest.mark.parametrize("day", ["2022/02/30", "0000/01/01", "9999/12/31", "2022/13/01", "2021/01/01"])
def test_a_day_without_stories_or_outside_the_calendar_is_not_found(paper, client, day):
    make_story(make_section("Dunia"))
    assert client.get(f"/arsip/{day}/").status_code == 404


@pytest.mark.parametrize("question", ["", "z" * 10_000, '"><script>alert(1)</script>', "\0", "مرحبا", "%00", "%F0%28"])
def test_search_answers_whatever_is_asked(paper, client, question):
    answer = client.get("/cari/", {"q": question})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_search_pages_keep_the_question(paper, index, client):
    editions.take_over(30)
    index.step()
    page = client.get("/cari/?q=berita")
    assert len(headlines_in(page)) == 20
    assert 'rel="next" href="/cari/?q=berita&amp;hal=2"' in page.text
    assert len(headlines_in(client.get("/cari/?q=berita&hal=2"))) == 10


def test_the_masthead_names_who_answers_for_the_paper(paper, client):
    own = Paper.load()
    own.responsible_person, own.address = "Sekar Maharani", "Jalan Contoh 1"
    own.save()
    MastheadLine.objects.create(paper=own, position="Pemimpin Redaksi", names="Sekar Maharani")
    page = client.get("/redaksi/").text
    for told in ("Pemimpin Redaksi", "Sekar Maharani", "Jalan Contoh 1", "/koreksi/"):
        assert told in page
