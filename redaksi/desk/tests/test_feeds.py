"""The sources of incoming news, from the side of those who set them up."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from redaksi.wire import feeds
from redaksi.wire.models import Feed
from redaksi.wire.tests import servers
from redaksi.wire.tests.feeding import item, make_feed, make_item, rss

pytestmark = pytest.mark.django_db
LIST = "/admin/snippets/wire/feed/"
ADD = f"{LIST}add/"


@pytest.fixture
def keeper(admin):
    """Somebody who sets up feeds."""
    admin.user_permissions.set(Permission.objects.filter(content_type__app_label="wire", codename__endswith="_feed"))
    return admin


@pytest.fixture
def fetching_at_home(monkeypatch):
    """The paper's fetcher may go to this machine."""
    monkeypatch.setattr(feeds, "papers_fetcher", servers.fetcher)


def trial(feed) -> str:
    return reverse("try_feed", args=[feed.pk])


def served(body: bytes, status: int = 200):
    return servers.server(lambda handler: servers.answer_with(handler, body, status))


def test_a_new_source_is_tried_before_it_is_switched_on(dunia, keeper, at_desk, fetching_at_home):
    browser = at_desk(keeper)
    told = {"name": "Kantor Berita", "section": dunia.pk, "usage_terms": "CC BY 4.0", "every_minutes": 15}
    with served(rss(item("Pelabuhan terbakar"), item("Harga beras turun", guid="2"))) as (address, _seen):
        answer = browser.post(ADD, {**told, "url": f"{address}/rss"}, follow=True)
        feed = Feed.objects.get()
        assert answer.redirect_chain[-1][0] == trial(feed)
        assert (feed.is_on, feed.section) == (False, dunia)
        page = browser.post(trial(feed)).content.decode()
    assert [text in page for text in ("2 berita terbaca", "Pelabuhan terbakar", "Harga beras turun")] == [True] * 3
    assert feed.items.count() == 0
    answer = browser.post(trial(feed), {"switch-on": "1"}, follow=True)
    assert answer.redirect_chain[-1][0] == LIST
    assert Feed.objects.get().is_on


def test_trouble_is_told_in_plain_words_and_switches_nothing_on(keeper, at_desk, fetching_at_home):
    with served(b"", status=404) as (address, _seen):
        feed = make_feed(f"{address}/rss", is_on=False)
        answer = at_desk(keeper).post(trial(feed))
    page = answer.content.decode()
    assert answer.context["trial"].trouble.capitalize() in page
    assert "switch-on" not in page
    assert not Feed.objects.get().is_on


def test_a_page_that_names_a_feed_gives_its_address(keeper, at_desk, fetching_at_home):
    named = b'<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head><body>Halaman</body></html>'

    def answer(handler):
        servers.answer_with(handler, rss(item()) if handler.path == "/rss" else named)

    with servers.server(answer) as (address, _seen):
        feed = make_feed(address, is_on=False)
        browser = at_desk(keeper)
        page = browser.post(trial(feed)).content.decode()
        assert f'name="use" value="{address}/rss"' in page
        page = browser.post(trial(feed), {"use": f"{address}/rss"}).content.decode()
    assert "1 berita terbaca" in page
    assert Feed.objects.get().url == f"{address}/rss"


@pytest.mark.parametrize("given", ["javascript:alert(1)", "", "https://kantor.id/rss"])
def test_no_feed_moves_to_what_is_no_address_or_is_anothers(given, keeper, at_desk, fetching_at_home):
    make_feed("https://kantor.id/rss")
    with served(b"", status=404) as (address, _seen):
        feed = make_feed(address, is_on=False)
        answer = at_desk(keeper).post(trial(feed), {"use": given})
    assert answer.status_code == 200
    assert Feed.objects.get(pk=feed.pk).url == address


def test_the_list_says_how_each_feed_fares(keeper, at_desk):
    make_feed(trouble="tidak ada halaman seperti itu", failures=2)
    make_feed("https://lain.id/rss", name="Mati", is_on=False)
    make_feed("https://tutup.id/rss", name="Tutup", is_gone=True)
    page = at_desk(keeper).get(LIST).content.decode()
    for text in ("menyala", "mati", "sudah tutup", '<p class="desk-trouble">tidak ada halaman seperti itu</p>'):
        assert text in page


@pytest.mark.parametrize("number", [3, 19])
def test_the_list_asks_the_database_the_same_however_many_feeds(number, keeper, at_desk, django_assert_num_queries):
    for n in range(number):
        make_feed(f"https://kantor.id/rss{n}")
    browser = at_desk(keeper)
    browser.get(LIST)
    with django_assert_num_queries(11):
        page = browser.get(LIST).content.decode()
    assert page.count('desk-state--waiting">menyala') == number


def test_a_feed_that_has_brought_something_is_not_deleted(keeper, at_desk):
    feed = make_feed()
    make_item(feed)
    empty = make_feed("https://lain.id/rss")
    browser = at_desk(keeper)
    browser.post(f"{LIST}delete/{feed.pk}/")
    browser.post(f"{LIST}delete/{empty.pk}/")
    assert list(Feed.objects.all()) == [feed]


def test_nobody_else_sets_up_feeds(reporter, editor, at_desk):
    feed = make_feed(is_on=False)
    for person in (reporter, editor):
        browser = at_desk(person)
        for url in (LIST, ADD, f"{LIST}edit/{feed.pk}/", trial(feed)):
            assert browser.get(url).status_code == 302
        browser.post(trial(feed), {"switch-on": "1"})
    assert not Feed.objects.get().is_on


def test_a_feed_that_keeps_failing_is_on_the_start_page_of_whoever_can_change_that(keeper, reporter, at_desk):
    make_feed("https://satu.id/rss", name="Sekali gagal", failures=2, trouble="lambat")
    make_feed("https://dua.id/rss", name="Sering gagal", failures=3, trouble="tidak ada yang menjawab")
    make_feed("https://tiga.id/rss", name="Tutup", is_gone=True)
    make_feed("https://empat.id/rss", name="Dimatikan", failures=9, is_on=False)
    page = at_desk(keeper).get("/admin/").content.decode()
    panel = page.partition('id="feeds-in-trouble"')[2].partition("</section>")[0]
    told = ("Sekali gagal", "Sering gagal", "gagal 3 kali", "tidak ada yang menjawab", "Tutup", "sudah tutup", "Dimatikan")
    assert [text in panel for text in told] == [False, True, True, True, True, True, False]
    assert "feeds-in-trouble" not in at_desk(reporter).get("/admin/").content.decode()


def test_the_start_page_names_ten_failing_feeds_and_says_that_there_are_more(keeper, at_desk):
    for n in range(11):
        make_feed(f"https://kantor.id/rss{n}", failures=5, next_at=timezone.now() + timedelta(hours=1))
    panel = at_desk(keeper).get("/admin/").content.decode().partition('id="feeds-in-trouble"')[2].partition("</section>")[0]
    assert panel.count("gagal 5 kali") == 10
    assert "Masih ada lagi; ini yang teratas." in panel
