import gzip
import hashlib
import socket
import time
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest

from redaksi.wire.fetching import Politeness, papers_fetcher
from redaksi.wire.places import Refused, Unreached, checked, is_public, public_address
from redaksi.wire.polling import LONGEST, Watch, is_due, look, pause_after
from redaksi.wire.tests.servers import HOST, answer_with, fetcher, server

NOW = datetime(2026, 11, 1, tzinfo=UTC)
PHOTO = bytes(number * number % 251 for number in range(300_000))


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1"),  # noqa: S104
        *("::1", "fe80::1", "fc00::1", "fec0::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"),
        *("255.255.255.255", "240.0.0.1", "192.0.2.1", "::", "ff02::1"),
    ],
)
def test_no_address_of_ours_or_of_nobody_is_public(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_of_the_open_internet_are_public(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "ftp://a.id/x", "gopher://a.id", "//a.id", "http://", "http://[", "http://a.id:99999/", ""),
        *("http://user:word@a.id/", "http://a.id/\r\nX: y", "http://a.id/a b", "javascript:alert(1)", "data:text/html,x"),
    ],
)
def test_what_is_no_plain_address_on_the_web_is_refused(url):
    with pytest.raises(Refused):
        checked(url)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433", "0x7f.1", "::1", "127.0.0.1.", "localhost."])
def test_loopback_is_refused_however_it_is_written(host):
    with pytest.raises((Refused, Unreached)):
        public_address(host, 80)


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    found = [(2, 1, 6, "", (address, 80)) for address in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    with pytest.raises(Refused):
        public_address("berita.id", 80)


def test_a_name_is_resolved_once_and_the_connection_goes_to_the_address_that_was_checked(monkeypatch):
    """What DNS says the second time is not asked."""
    with server(lambda handler: answer_with(handler, b"isi")) as (url, seen):
        port = int(url.rpartition(":")[2])
        asked = []
        real = socket.getaddrinfo

        def resolve(host, *args, **kwargs):
            asked.append(host)
            return real(HOST, port, type=socket.SOCK_STREAM) if host == "berita.test" else real(host, *args, **kwargs)

        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        got = fetcher(allowed_hosts=frozenset({"berita.test"})).fetch(f"http://berita.test:{port}/a")
    assert got.body == b"isi"
    assert asked.count("berita.test") == 1
    assert seen[0][1]["Host"] == f"berita.test:{port}"


@pytest.mark.parametrize("target", ["http://localhost:1/geheim", "http://[", "file:///etc/passwd", "http://10.0.0.1/"])
def test_a_redirect_into_a_private_place_is_refused(target):
    redirect = {"status": 302, "Location": target}
    with server(lambda handler: answer_with(handler, **redirect)) as (url, _seen), pytest.raises(Refused):
        fetcher().fetch(url)


def test_redirects_are_followed_to_their_end_and_no_further():
    def answer(handler):
        is_end = handler.path == "/3"
        answer_with(handler, b"sampai") if is_end else answer_with(
            handler, status=301, Location=f"/{int(handler.path[1:]) + 1}"
        )

    with server(answer) as (url, seen):
        assert fetcher().fetch(f"{url}/0").body == b"sampai"
        with pytest.raises(Refused):
            fetcher().fetch(f"{url}/4")
    assert [path for path, _headers in seen[:4]] == ["/0", "/1", "/2", "/3"]


@pytest.mark.parametrize(("named", "is_reached"), [([], False), (["127.0.0.1"], True)])
def test_the_paper_reaches_into_a_private_place_only_where_the_installation_names_it(settings, named, is_reached):
    settings.FETCH_ALLOWED_HOSTS = named
    outcome = nullcontext() if is_reached else pytest.raises(Refused)
    with server(lambda handler: answer_with(handler, b"kabar")) as (address, seen), outcome:
        assert papers_fetcher().fetch(address).body == b"kabar"
    assert len(seen) == is_reached


def test_an_unchanged_feed_is_not_sent_again():
    def answer(handler):
        if handler.headers.get("If-None-Match") == '"a"':
            return answer_with(handler, status=304)
        return answer_with(handler, b"<rss/>", ETag='"a"', Last_Modified="Mon, 23 Feb 2026 08:00:00 GMT")

    with server(answer) as (url, seen):
        first = fetcher().fetch(url)
        again = fetcher().fetch(url, first.etag, first.last_modified)
    assert (first.body, again.body, again.is_unchanged) == (b"<rss/>", b"", True)
    assert seen[1][1]["If-Modified-Since"] == "Mon, 23 Feb 2026 08:00:00 GMT"


def test_what_is_packed_is_unpacked_and_a_bomb_is_refused_on_the_way():
    small, bomb = gzip.compress(b"isi" * 100), gzip.compress(b"\x00" * 50_000_000)
    with server(lambda h: answer_with(h, bomb if h.path == "/b" else small, Content_Encoding="gzip")) as (url, _seen):
        assert fetcher().fetch(url).body == b"isi" * 100
        with pytest.raises(Refused):
            fetcher(size=1_000_000).fetch(f"{url}/b")


def test_what_is_announced_as_too_large_or_grows_too_large_is_refused():
    def answer(handler):
        handler.send_response(200)
        if handler.path == "/told":
            handler.send_header("Content-Length", "99999999")
        handler.end_headers()
        for _number in range(100):
            handler.wfile.write(b"x" * 10_000)

    with server(answer) as (url, _seen):
        for path in ("/told", "/grown"):
            with pytest.raises((Refused, Unreached)):
                fetcher(size=100_000).fetch(url + path)


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_server_that_sends_a_byte_now_and_then_is_left_in_good_time(part):
    def answer(handler):
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n" if part == "headers" else b"HTTP/1.0 200 OK\r\n\r\n")
        for _number in range(100):
            time.sleep(0.1)
            handler.wfile.write(b"X")
            handler.wfile.flush()

    began = time.monotonic()
    with server(answer) as (url, _seen), pytest.raises(Unreached):
        fetcher(whole=1.0).fetch(url)
    assert time.monotonic() - began < 5


def test_nobody_there_is_told_in_a_line():
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    with pytest.raises(Unreached) as told:
        fetcher().fetch(f"http://{HOST}:{port}/")
    assert "\n" not in str(told.value)


def photo_server(handler, broken_at=None):
    start = 0
    if handler.headers.get("Range") and handler.headers.get("If-Range") == '"v1"':
        start = int(handler.headers["Range"].removeprefix("bytes=").rstrip("-"))
    handler.send_response(206 if start else 200)
    handler.send_header("Content-Length", str(len(PHOTO) - start))
    handler.send_header("ETag", '"v1"')
    if start:
        handler.send_header("Content-Range", f"bytes {start}-{len(PHOTO) - 1}/{len(PHOTO)}")
    handler.end_headers()
    handler.wfile.write(PHOTO[start : broken_at or None])
    if broken_at:
        handler.wfile.flush()
        handler.connection.shutdown(socket.SHUT_RDWR)


def test_a_download_that_broke_off_goes_on_where_it_was(tmp_path):
    path, tries = tmp_path / "foto.jpg", []

    def answer(handler):
        tries.append(1)
        photo_server(handler, broken_at=100_000 if len(tries) == 1 else None)

    with server(answer) as (url, seen):
        with pytest.raises(Unreached):
            fetcher().download(url, path)
        assert not path.exists()
        assert fetcher().download(url, path, hashlib.sha256(PHOTO).hexdigest()) == hashlib.sha256(PHOTO).hexdigest()
    assert path.read_bytes() == PHOTO
    assert seen[1][1]["Range"].startswith("bytes=")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["foto.jpg"]


def test_a_file_that_changed_meanwhile_is_fetched_from_its_beginning(tmp_path):
    path = tmp_path / "foto.jpg"
    (tmp_path / "foto.jpg.part").write_bytes(b"lama")
    (tmp_path / "foto.jpg.etag").write_text('"v0"')
    with server(photo_server) as (url, _seen):
        fetcher().download(url, path)
    assert path.read_bytes() == PHOTO


def test_a_file_with_another_checksum_does_not_come_in(tmp_path):
    with server(photo_server) as (url, _seen), pytest.raises(Refused):
        fetcher().download(url, tmp_path / "foto.jpg", "0" * 64)
    assert list(tmp_path.iterdir()) == []


def test_hosts_are_asked_one_after_the_other():
    slept, now = [], [0.0]
    polite = Politeness(pause=2.0, clock=lambda: now[0], sleep=slept.append)
    for host in ("a.id", "b.id", "a.id"):
        polite.wait_for(host)
    assert slept == [2.0]


def watch_after(status, watch=None, **headers):
    with server(lambda handler: answer_with(handler, b"<rss/>" if status == 200 else b"", status, **headers)) as (url, _seen):
        given = watch or Watch(url)
        return look(Watch(url, given.every, given.etag, given.last_modified, given.failures), fetcher(), NOW)


def test_a_changed_feed_is_news_and_is_looked_at_again_after_its_own_time():
    seen = watch_after(200, ETag='"b"')
    assert (seen.is_news, seen.watch.etag, seen.watch.failures) == (True, '"b"', 0)
    assert timedelta(minutes=15) <= seen.watch.next_at - NOW <= timedelta(minutes=17)
    assert not is_due(seen.watch, NOW)
    assert is_due(seen.watch, NOW + timedelta(minutes=20))


def test_an_unchanged_feed_is_no_news_and_keeps_its_marks():
    seen = watch_after(304, Watch("", etag='"a"', failures=3))
    assert (seen.is_news, seen.watch.etag, seen.watch.failures) == (False, '"a"', 0)


def test_a_server_in_trouble_is_left_alone_longer_each_time():
    pauses = [pause_after(timedelta(minutes=15), failures) for failures in range(30)]
    assert pauses == sorted(pauses)
    assert pauses[1] == timedelta(minutes=30)
    assert pauses[-1] == LONGEST
    assert watch_after(500).watch.failures == 1


@pytest.mark.parametrize("asked", ["7200", "Sun, 01 Nov 2026 02:00:00 GMT"])
def test_a_server_that_says_when_to_come_again_is_obeyed(asked):
    assert watch_after(503, Retry_After=asked).watch.next_at >= NOW + timedelta(hours=2)


@pytest.mark.parametrize("asked", ["", "-5", "besok", "9" * 400, "Sun, 01 Nov 9999 02:00:00 GMT"])
def test_nonsense_in_retry_after_stops_nothing_for_ever(asked):
    assert watch_after(429, Retry_After=asked).watch.next_at <= NOW + timedelta(days=8)


def test_a_feed_that_is_gone_is_not_asked_for_again():
    gone = watch_after(410).watch
    assert gone.is_gone
    assert not is_due(gone, NOW + timedelta(days=999))


def test_trouble_is_kept_in_a_line_and_raises_nothing():
    seen = look(Watch("http://localhost:1/"), fetcher(), NOW)
    assert seen.watch.trouble
    assert not seen.is_news
