"""The kiosk: what it says by itself, what it hands on, and what no request can make it do."""

import gzip
import sqlite3
import time

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.press.kiosk import rack as racks
from redaksi.press.kiosk.codings import best
from redaksi.press.kiosk.files import Files
from redaksi.press.kiosk.hot import Memory
from redaksi.press.store.disk import DiskShelf
from redaksi.press.tests.newsstand import CountingPressroom, asked_at_once, newsstand, page, plain, wait_until


@pytest.fixture
def shelf(tmp_path):
    return DiskShelf(tmp_path / "pages")


@pytest.fixture
def stand(shelf):
    return newsstand(shelf)


def test_a_page_is_made_once_and_handed_out_ever_after(stand):
    assert [stand.get().text for _time in range(5)] == [b"Banjir surut"] * 5
    assert stand.pressroom.made == ["/berita/"]


def test_it_comes_back_after_a_restart_without_being_made_again(shelf, stand):
    stand.get()
    again = newsstand(DiskShelf(shelf.folder))
    assert again.get().text == b"Banjir surut"
    assert again.pressroom.made == []


def test_a_stored_page_says_all_that_a_cache_has_to_know(stand):
    stand.get()
    said = stand.get()
    assert said.headers == {
        "content-type": "text/html; charset=utf-8",
        "cache-control": "public, max-age=10",
        "surrogate-key": "story:1",
        "etag": said.headers["etag"],
        "last-modified": said.headers["last-modified"],
        "vary": "Accept-Encoding",
        "content-length": "12",
    }


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("GZIP;q=0.5, br;q=0.1", "gzip"),
        ("br;q=0, *", "gzip"),
        ("*", "br"),
        ("x-gzip", "gzip"),
        ("identity", ""),
        ("", ""),
        ("gzip;q=0", ""),
        ("zstd, dcb, \x00nonsense;;;q=,", ""),
        ("br;q=abc", ""),
    ],
)
def test_the_text_is_packed_as_the_reader_takes_it(stand, accepted, coding):
    stand.get()
    said = stand.get(accept_encoding=accepted)
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[coding]
    assert (said.headers.get("content-encoding", ""), unpack(said.text)) == (coding, b"Banjir surut")
    assert said.headers["content-length"] == str(len(said.text))


@given(st.text())
def test_no_list_of_codings_is_too_odd(header):
    assert best(header) in ("br", "gzip", "")


def test_who_has_it_already_gets_no_text(stand):
    known = stand.get().headers
    tag = known["etag"]
    same = [tag, tag.removeprefix("W/"), f'"a", {tag} ,W/"b"', "*"]
    assert [stand.get(if_none_match=tags).status for tags in same] == [304] * 4
    assert [stand.get(if_none_match=tags).status for tags in ('"a"', "", "W/", '"a", "b"')] == [200] * 4
    said = stand.get(if_none_match=tag)
    assert (said.text, said.headers["etag"], said.headers["vary"]) == (b"", tag, "Accept-Encoding")
    assert "content-length" not in said.headers


def test_the_day_counts_where_no_tag_is_named(stand):
    modified = stand.get().headers["last-modified"]
    assert stand.get(if_modified_since=modified).status == 304
    assert stand.get(if_modified_since="Thu, 01 Jan 2099 00:00:00 GMT").status == 304
    assert stand.get(if_modified_since="Thu, 01 Jan 1998 00:00:00 GMT").status == 200
    assert stand.get(if_modified_since="yesterday").status == 200
    assert stand.get(if_modified_since=modified, if_none_match='"another"').status == 200


def test_head_says_the_same_without_the_text(stand):
    full = stand.get()
    head = stand.get(method="HEAD")
    assert (head.status, head.headers, head.text) == (200, full.headers, b"")


def test_a_part_of_a_page_is_the_whole_page(stand):
    assert stand.get(range="bytes=0-3").status == 200
    assert stand.get(range="bytes=0-3").text == b"Banjir surut"


def test_counters_in_the_address_make_no_other_page(stand):
    for query in ("utm_source=x", "fbclid=1&gclid=2", "utm_campaign=%00%ff", "hal=1"):
        assert stand.get(query=query).text == b"Banjir surut"
    assert stand.pressroom.made == ["/berita/"]


def test_a_page_of_a_list_is_another_page(stand):
    stand.get(query="hal=2")
    stand.get()
    assert stand.pressroom.made == ["/berita/?hal=2", "/berita/"]


def test_an_unknown_question_is_handed_on_where_the_page_is_not_known_and_ignored_where_it_is(stand):
    assert stand.get(query="p=17").text == b"passed on"
    stand.get()
    assert stand.get(query="p=17").text == b"Banjir surut"
    assert stand.pressroom.passed == [("GET", "/berita/", "p=17")]


def test_the_front_page_listens_to_questions(stand):
    stand.get("/")
    assert stand.get("/", query="p=17").text == b"passed on"


@pytest.mark.parametrize(
    "asked",
    [
        {"cookie": "a=1; sessionid=abc"},
        {"method": "POST"},
        {"method": "DELETE"},
        {"path": "/admin/"},
        {"path": "/akun/masuk/"},
        {"path": "/cari/", "query": "q=banjir"},
        {"path": "/documents/1/a.pdf"},
        {"path": "/sehat/"},
    ],
)
def test_what_is_somebodys_own_goes_to_the_pressroom(stand, asked):
    stand.get()
    assert stand.get(**asked).text == b"passed on"
    assert stand.pressroom.made == ["/berita/"]


def test_readers_cookies_change_nothing(stand):
    assert stand.get(cookie="_ga=GA1.2; mysetting=dark").text == b"Banjir surut"
    assert stand.pressroom.passed == []


@pytest.mark.parametrize(
    "answer",
    [
        page(headers=[("set-cookie", "a=1")]),
        page(status=404),
        page(status=301, headers=[("location", "/x/")]),
        plain("no keys", 200),
        page(status=500),
    ],
)
def test_what_may_not_be_kept_is_not(shelf, answer):
    stand = newsstand(shelf, CountingPressroom(lambda: answer))
    assert [stand.get().status for _time in range(2)] == [answer.status] * 2
    assert len(stand.pressroom.made) == 2
    assert shelf.read("/berita/") is None


def test_a_cookie_reaches_only_whom_it_was_set_for(shelf):
    stand = newsstand(shelf, CountingPressroom(lambda: page(headers=[("set-cookie", "a=1")]), seconds=0.2))
    answers = stand.at_once(8)
    with_cookie = [answer for answer in answers if "set-cookie" in answer.headers]
    assert len(with_cookie) == len(stand.pressroom.made)
    assert len(with_cookie) + len(stand.pressroom.passed) == 8


@pytest.mark.parametrize(
    "host", ["", "evil.example", "harian.id.evil.example", "harian.id@evil.example", "harian.id:x", "a b", "é"]
)
def test_a_host_that_is_not_ours_is_refused(stand, host):
    stand.get()
    assert stand.get(host=host).status == 400
    assert len(stand.pressroom.made) == 1


def test_hosts_are_read_as_django_reads_them(shelf):
    stand = newsstand(shelf, hosts=(".harian.id", "[::1]"))
    asked = ["harian.id", "www.harian.id:443", "HARIAN.ID.", "[::1]:8000", "xharian.id", "[::2]"]
    assert [stand.get(host=host).status for host in asked] == [200, 200, 200, 200, 400, 400]


@pytest.mark.parametrize("name", ["x_forwarded_host", "x_original_url", "x_rewrite_url", "x_forwarded_prefix", "forwarded"])
def test_no_header_of_a_reader_reaches_a_page_that_is_kept(stand, name):
    stand.get(**{name: "evil.example"})
    assert stand.get().text == b"Banjir surut"
    assert stand.pressroom.made == ["/berita/"]


@pytest.mark.parametrize("path", ["//", "/berita//", "/a/../berita/", "/./berita/", "/berita/\x00", "/\xff/", "/" + "a" * 5000])
def test_odd_paths_are_handed_on_and_never_kept(stand, shelf, path):
    stand.get()
    assert stand.get(path).text == b"passed on"
    assert shelf.index.totals()[0] == 1


@given(path=st.text(max_size=30), query=st.text(max_size=30), host=st.text(max_size=12))
def test_nothing_that_is_asked_breaks_it(shared_stand, path, query, host):
    assert shared_stand.get(f"/{path}", query, host=host).status in (200, 400)
    assert shared_stand.get("/berita/", query).status == 200


@pytest.fixture(scope="module")
def shared_stand(tmp_path_factory):
    return newsstand(DiskShelf(tmp_path_factory.mktemp("pages")))


def test_what_is_purged_is_gone_at_once(shelf, stand):
    stand.get()
    stand.pressroom.makes = lambda: page("Ralat")
    shelf.purge(["story:1"], [])
    assert stand.get().text == b"Ralat"


def test_what_shows_something_else_stays(shelf, stand):
    stand.get()
    shelf.purge(["story:2"], ["topic:1"])
    assert stand.get().text == b"Banjir surut"
    assert stand.pressroom.made == ["/berita/"]


def test_a_stale_page_is_handed_out_while_the_new_one_is_made(shelf, stand):
    stand.get()
    stand.pressroom.makes, stand.pressroom.seconds = lambda: page("Baru"), 0.05
    shelf.purge([], ["story:1"])
    assert stand.get().text == b"Banjir surut"
    wait_until(lambda: stand.get().text == b"Baru")
    assert stand.pressroom.made == ["/berita/"] * 2


def test_who_comes_later_sees_the_new_one_at_once(shelf, stand, monkeypatch):
    monkeypatch.setattr(racks, "GRACE_SECONDS", 0.0)
    stand.get()
    stand.pressroom.makes = lambda: page("Baru")
    shelf.purge([], ["story:1"])
    assert stand.get().text == b"Baru"


def test_a_page_that_is_no_more_is_taken_down(shelf, stand, monkeypatch):
    monkeypatch.setattr(racks, "GRACE_SECONDS", 0.0)
    stand.get()
    stand.pressroom.makes = lambda: plain("not here", 404)
    shelf.purge([], ["story:1"])
    assert [stand.get().status, stand.get().status] == [404, 404]
    assert shelf.read("/berita/") is None


def test_however_many_wait_it_is_made_once(shelf):
    stand = newsstand(shelf, CountingPressroom(seconds=0.3))
    answers = stand.at_once(100)
    assert {answer.text for answer in answers} == {b"Banjir surut"}
    assert stand.pressroom.made == ["/berita/"]


def test_who_comes_after_a_purge_never_gets_what_was_begun_before_it(shelf):
    """A withdrawal in the middle of the making: the second reader boards no flight of before."""
    texts = iter(["before", "after"])
    stand = newsstand(shelf, CountingPressroom(lambda: page(next(texts)), seconds=0.3))
    import threading

    first = []
    early = threading.Thread(target=lambda: first.append(stand.get().text))
    early.start()
    wait_until(lambda: stand.pressroom.made)
    shelf.purge(["story:1"], [])
    assert stand.get().text == b"after"
    early.join()
    assert stand.get().text == b"after"


def test_when_the_pressroom_is_away_every_stored_page_is_there(shelf, stand, monkeypatch):
    monkeypatch.setattr(racks, "GRACE_SECONDS", 0.0)
    stand.get("/a/")
    stand.get("/b/")
    shelf.purge([], ["story:1"])
    stand.pressroom.is_down = True
    assert [stand.get("/a/").status, stand.get("/b/", method="HEAD").status] == [200, 200]
    missing = stand.get("/c/")
    assert (missing.status, missing.headers["retry-after"], missing.headers["cache-control"]) == (503, "5", "no-store")
    assert b"basis data" in stand.get("/admin/").text
    assert b"database" in stand.get("/admin/").text


def test_a_pressroom_that_fails_takes_nothing_down(shelf, stand, monkeypatch):
    monkeypatch.setattr(racks, "GRACE_SECONDS", 0.0)
    stand.get()
    stand.pressroom.makes = lambda: plain("broken", 500)
    shelf.purge([], ["story:1"])
    assert [stand.get().text for _time in range(2)] == [b"Banjir surut"] * 2


def test_what_nobody_purged_is_made_anew_all_the_same(shelf, stand, monkeypatch):
    monkeypatch.setattr(racks, "RENEWED_AFTER_SECONDS", 0.0)
    before = stand.get().headers["last-modified"]
    stand.get()
    wait_until(lambda: len(stand.pressroom.made) > 1)
    assert stand.get().headers["last-modified"] == before


def test_a_store_that_cannot_be_read_leaves_what_is_at_hand(shelf, stand, monkeypatch):
    stand.get()
    shelf.purge(["story:9"], [])

    def broken(*_given):
        raise ConnectionResetError

    monkeypatch.setattr(shelf, "still_holds", broken)
    assert stand.get().text == b"Banjir surut"


@pytest.mark.parametrize(
    ("where", "error"),
    [
        ("redaksi.press.store.tree._lay", OSError(28, "No space left on device")),
        ("redaksi.press.store.index.Index.changing", sqlite3.OperationalError("database or disk is full")),
    ],
)
def test_a_full_disk_costs_no_reader_the_page(stand, monkeypatch, where, error):
    stand.get("/a/")

    def full(*_given, **_told):
        raise error

    monkeypatch.setattr(where, full)
    assert [stand.get(path).status for path in ("/a/", "/b/", "/b/")] == [200] * 3
    assert stand.get("/b/").text == b"Banjir surut"


def test_memory_is_bounded_and_keeps_what_is_read(shelf):
    stand = newsstand(shelf, memory=Memory(most_bytes=50_000))
    for number in range(40):
        stand.get(f"/{number}/")
        stand.get("/0/")
    assert len(stand.rack.memory.pages) <= 12
    assert "/0/" in stand.rack.memory.pages


def test_behind_tls_only_a_named_proxy_is_believed(shelf):
    stand = newsstand(shelf, site="https://harian.id")
    stand.get(by="127.0.0.1", x_forwarded_proto="https")
    stand.get(by="127.0.0.1", x_forwarded_proto="https")
    assert stand.pressroom.made == ["/berita/"]
    assert stand.get(by="10.9.9.9", x_forwarded_proto="https").text == b"passed on"
    assert stand.get(by="127.0.0.1").text == b"passed on"


def test_files_come_straight_from_their_folder(tmp_path, shelf):
    (tmp_path / "front").mkdir()
    (tmp_path / "front/paper.5c6b2acb44e9.css").write_text("body{}")
    (tmp_path / "front/paper.5c6b2acb44e9.css.br").write_bytes(brotli.compress(b"body{}"))
    (tmp_path / ".stamp").write_text("secret")
    stand = newsstand(shelf, files=[Files("/static/", tmp_path)])
    said = stand.get("/static/front/paper.5c6b2acb44e9.css", accept_encoding="br")
    assert (said.status, brotli.decompress(said.text)) == (200, b"body{}")
    assert said.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert said.headers["content-type"] == "text/css; charset=utf-8"
    again = stand.get("/static/front/paper.5c6b2acb44e9.css", if_none_match=said.headers["etag"])
    assert (again.status, again.text) == (304, b"")
    for path in (".stamp", "../" + tmp_path.name + "/.stamp", "front/../.stamp", "front", "tidak-ada.css", "\x00"):
        assert stand.get(f"/static/{path}").text == b"passed on"


def test_its_own_health_is_told_without_the_pressroom(stand):
    stand.pressroom.is_down = True
    assert (stand.get("/sehat/kios/").status, stand.get("/sehat/").status) == (200, 503)


def test_pages_at_hand_are_answered_while_others_are_being_made(shelf):
    stand = newsstand(shelf)
    stand.get("/a/")
    stand.pressroom.seconds = 1.0
    import threading

    slow = threading.Thread(target=stand.get, args=("/b/",))
    slow.start()
    began = time.monotonic()
    stand.get("/a/")
    assert time.monotonic() - began < 0.5
    slow.join()


def test_several_kiosks_on_one_machine_make_a_page_once(shelf):
    pressroom = CountingPressroom(seconds=0.3)
    stands = [newsstand(DiskShelf(shelf.folder), pressroom) for _number in range(3)]
    for purged in range(1, 3):
        assert asked_at_once(stands) == [b"Banjir surut"] * 12
        assert len(pressroom.made) == purged
        shelf.purge({"story:1"}, ())


def test_a_kiosk_that_broke_off_keeps_nobody_from_making_the_page(shelf, stand):
    def breaks_off():
        raise ConnectionResetError

    broken = newsstand(DiskShelf(shelf.folder), CountingPressroom(breaks_off))
    with pytest.raises(ConnectionResetError):
        broken.rack.take("/berita/")
    assert stand.get().text == b"Banjir surut"


def test_what_is_due_is_made_anew_though_it_lies_there(shelf, stand):
    stand.get()
    stand.rack.memory.pages["/berita/"].due_at = 0.0
    stand.get()
    wait_until(lambda: len(stand.pressroom.made) == 2)
