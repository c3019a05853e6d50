"""The shelf of many machines does what the one on the disk does. Needs Redis' own server, which it starts for itself."""

import shutil
import socket
import subprocess
import time

import pytest

redis = pytest.importorskip("redis")

from redaksi.press.store.page import printed  # noqa: E402
from redaksi.press.store.redis import RedisShelf  # noqa: E402
from redaksi.press.tests.newsstand import CountingPressroom, asked_at_once, newsstand  # noqa: E402


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    if shutil.which("redis-server") is None:
        pytest.skip("no redis-server here")
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        port = attempt.getsockname()[1]
    folder = tmp_path_factory.mktemp("redis")
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder), "--daemonize", "no"]
    server = subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)
    address = f"redis://127.0.0.1:{port}/0"
    deadline = time.monotonic() + 10
    while not is_up(address):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    yield address
    server.terminate()
    server.wait()


def is_up(address):
    try:
        return redis.Redis.from_url(address).ping()
    except redis.RedisError:
        return False


@pytest.fixture
def machine(url, request):
    """Another machine's shelf, each time it is called: all of them the same store."""

    def start(**bounds):
        shelf = RedisShelf(url, prefix=f"{request.node.name}:", **bounds)
        shelf.is_well()
        return shelf

    return start


def keep(shelf, address, *keys, text="Banjir surut"):
    made = printed(200, [("Content-Type", "text/html")], text.encode())
    assert shelf.keep(address, made, keys, shelf.generation())
    return made


def test_what_one_machine_prints_all_hand_out(machine):
    made = keep(machine(), "/a/", "story:1")
    assert machine().read("/a/") == made
    assert machine().still_holds("/a/", made.etag, made.made_at)
    assert machine().read("/b/") is None


def test_a_purge_takes_exactly_the_pages_that_show_it_on_all(machine):
    one, other = machine(), machine()
    keep(one, "/a/", "story:1", "topic:1")
    second = keep(one, "/b/", "story:2", "topic:1")
    keep(one, "/c/", "story:3")
    assert sorted(other.purge(["story:1"], ["topic:1"])) == ["/a/", "/b/"]
    assert (one.read("/a/"), one.read("/c/").stale_since) == (None, None)
    assert one.read("/b/").stale_since is not None
    assert not one.still_holds("/b/", second.etag, second.made_at)
    one.is_well()
    assert one.generation() > 0


def test_what_is_on_every_page_purges_all(machine):
    shelf = machine()
    keep(shelf, "/a/", "story:1")
    keep(shelf, "/b/", "story:2")
    assert sorted(shelf.purge(["settings"], [])) == ["/a/", "/b/"]
    assert shelf.read("/a/") is None


def test_a_page_begun_before_a_purge_is_not_kept(machine):
    one, other = machine(), machine()
    since = one.generation()
    other.purge([], ["story:1"])
    assert one.keep("/a/", printed(200, [], b"x"), ["story:1"], since) is False
    assert one.keep("/b/", printed(200, [], b"x"), ["story:2"], since) is True
    other.purge([], ["menus"])
    assert one.keep("/c/", printed(200, [], b"x"), ["story:3"], since) is False


def test_the_least_read_make_room(machine):
    shelf = machine(most_pages=20)
    for number in range(20):
        keep(shelf, f"/{number}/", "story:1")
    shelf.note_used(["/0/", "/unknown/"])
    keep(shelf, "/20/", "story:1")
    assert [shelf.read(f"/{number}/") is None for number in (0, 1, 2, 3, 20)] == [False, True, True, False, False]
    shelf.drop("/20/")
    assert shelf.read("/20/") is None


def test_who_was_cut_off_trusts_nothing_at_hand(machine, url):
    shelf = machine()
    assert shelf.is_well()
    redis.Redis.from_url(url).flushdb()
    keep(shelf, "/a/", "story:1")
    shelf.purge(["story:9"], [])
    assert shelf.is_well()
    redis.Redis.from_url(url).flushdb()
    assert not shelf.is_well()
    assert shelf.is_well()


def test_two_kiosks_show_a_correction_on_the_next_look(machine):
    one, other = newsstand(machine()), newsstand(machine())
    assert (one.get().text, other.get().text) == (b"Banjir surut", b"Banjir surut")
    assert other.pressroom.made == []
    from redaksi.press.tests.newsstand import page

    one.pressroom.makes = other.pressroom.makes = lambda: page("Ralat")
    machine().purge(["story:1"], [])
    one.rack.shelf.is_well()
    other.rack.shelf.is_well()
    assert (one.get().text, other.get().text) == (b"Ralat", b"Ralat")


def test_without_redis_what_is_at_hand_is_handed_out(url):
    shelf = RedisShelf("redis://127.0.0.1:1/0")
    stand = newsstand(shelf)
    assert stand.get().text == b"Banjir surut"
    with pytest.raises(redis.RedisError):
        shelf.is_well()


def test_several_machines_make_a_page_once(machine):
    pressroom = CountingPressroom(seconds=0.3)
    stands = [newsstand(machine(), pressroom) for _number in range(2)]
    assert asked_at_once(stands) == [b"Banjir surut"] * 8
    assert len(pressroom.made) == 1
    stands[0].rack.shelf.purge({"story:1"}, ())
    for stand in stands:
        stand.rack.shelf.is_well()
    assert asked_at_once(stands) == [b"Banjir surut"] * 8
    assert len(pressroom.made) == 2


def test_a_machine_that_went_away_keeps_nobody_from_making_a_page_for_long(machine, monkeypatch):
    monkeypatch.setattr("redaksi.press.store.redis.LONGEST_MAKING_MS", 50)
    gone = machine().claim("/berita/")
    assert gone.__enter__()
    with machine().claim("/berita/") as is_ours:
        assert not is_ours
    assert newsstand(machine()).get().text == b"Banjir surut"
