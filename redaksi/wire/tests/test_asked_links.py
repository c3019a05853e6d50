from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.wire import asked_links
from redaksi.wire.fetching import Bounds, Fetcher
from redaksi.wire.models import AskedLink
from redaksi.wire.tests.servers import answer_with, fetcher, server

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def answer(handler):
    """By its path: `/404` answers 404; `/shy` knows no HEAD."""
    name = handler.path.strip("/")
    if name == "shy":
        return answer_with(handler, b"ada", 405 if handler.command == "HEAD" else 200)
    return answer_with(handler, b"", int(name))


def ask(urls, now=NOW):
    return asked_links.ask(urls, fetcher(), now)


def test_what_is_not_there_is_dead_and_what_keeps_machines_out_is_not():
    with server(answer) as (url, _seen):
        links = [f"{url}/{name}" for name in ("200", "403", "404", "410", "503", "shy")]
        assert ask(links) == 6
        assert list(asked_links.dead(links)) == [f"{url}/404", f"{url}/410"]
        assert asked_links.dead([f"{url}/404#bawah"])[f"{url}/404#bawah"].trouble == "server menjawab 404"


def test_a_page_is_asked_once_a_week_whatever_place_on_it_is_meant():
    with server(answer) as (url, seen):
        links = [f"{url}/200#atas", f"{url}/200#bawah", f"{url}/200"]
        assert [ask(links), ask(links, NOW + timedelta(days=6)), ask(links, NOW + timedelta(days=7))] == [1, 0, 1]
        assert [path for path, _headers in seen] == ["/200", "/200"]


def test_a_dead_link_that_comes_back_is_dead_no_more():
    states = iter([404, 404, 200])
    with server(lambda handler: answer_with(handler, status=next(states))) as (url, _seen):
        ask([url])
        assert [ask([url], NOW + timedelta(minutes=59)), ask([url], NOW + timedelta(hours=1))] == [0, 1]
        assert asked_links.dead([url]) == {}


def test_silence_has_to_be_heard_twice():
    with server(answer) as (url, _seen):
        pass
    ask([url])
    assert asked_links.dead([url]) == {}
    ask([url], NOW + timedelta(hours=1))
    assert list(asked_links.dead([url])) == [url]


def test_private_places_are_not_asked_and_nothing_is_said_of_them():
    with server(answer) as (url, seen):
        asked_links.ask([f"{url}/404"], Fetcher(Bounds()), NOW)
        assert (seen, asked_links.dead([f"{url}/404"])) == ([], {})
        assert AskedLink.objects.get().trouble == "127.0.0.1 bukan tempat umum di internet"


def test_hostile_addresses_stop_no_other():
    hostile = ["http://[", "https://a:b@contoh.id/", "http://" + "a" * 5000, "http://\x00", "http://..", "javascript:alert(1)"]
    with server(answer) as (url, _seen):
        ask([*hostile, f"{url}/404"])
        assert list(asked_links.dead([*hostile, f"{url}/404"])) == [f"{url}/404"]


def test_answers_are_forgotten_after_a_week():
    AskedLink.objects.create(url="https://lama.test/", asked_at=NOW - timedelta(days=7, seconds=1), status=404)
    AskedLink.objects.create(url="https://baru.test/", asked_at=NOW - timedelta(days=6), status=404)
    asked_links.forget(NOW)
    assert [row.url for row in AskedLink.objects.all()] == ["https://baru.test/"]
