"""The page store on disk: what is kept comes back, what is purged is gone, and it never grows past its bounds."""

import sqlite3
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.press.store.address import asked, place
from redaksi.press.store.disk import DiskShelf
from redaksi.press.store.page import Page, printed

HTML = [("Content-Type", "text/html; charset=utf-8"), ("X-Frame-Options", "SAMEORIGIN"), ("Set-Cookie", "a=1")]


def page(text: str = "Banjir surut", status: int = 200) -> Page:
    return printed(status, HTML, text.encode())


@pytest.fixture
def shelf(tmp_path):
    return DiskShelf(tmp_path / "pages")


def keep(shelf, address, *keys, text="Banjir surut"):
    made = page(text)
    assert shelf.keep(address, made, keys, shelf.generation())
    return made


@pytest.mark.parametrize(
    ("path", "query", "address"),
    [
        ("/", "", "/"),
        ("/2026/11/banjir-17/", "", "/2026/11/banjir-17/"),
        ("/rss.xml", "", "/rss.xml"),
        ("/dunia/", "hal=1", "/dunia/"),
        ("/dunia/", "hal=2&utm_source=x&fbclid=7", "/dunia/?hal=2"),
    ],
)
def test_an_address_is_read_whatever_counters_hang_on_it(path, query, address):
    assert asked(path, query) == (address, True)


@pytest.mark.parametrize(
    "path", ["", "//", "/a//b/", "/a/../b/", "/./", "/.git/", "/a b/", "/é/", "/a\x00/", "/a%2e/", "/" + "a/" * 9]
)
def test_what_is_no_page_of_ours_has_no_address(path):
    assert asked(path, "") == (None, False)


@pytest.mark.parametrize("query", ["hal=", "hal=0", "hal=02", "hal=-1", "hal=2x", "hal=1234", "hal=%32"])
def test_an_odd_page_number_is_nobodys(query):
    assert asked("/dunia/", query) == (None, False)


@pytest.mark.parametrize("query", ["p=17", "q=banjir", "hal=2&hal=3", "&".join(f"x{n}=1" for n in range(500))])
def test_a_question_nobody_knows_is_told_apart(query):
    assert asked("/dunia/", query).is_whole is False


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_path_leads_out_of_the_store_and_no_two_addresses_share_a_place(path, query):
    address = asked("/" + path, query).address
    if address is not None:
        assert not {".", ".."} & set(place(address))
        assert not any("/" in part or "\0" in part for part in place(address))


def test_two_addresses_never_share_a_folder():
    addresses = ["/", "/a", "/a/", "/a/?hal=2", "/a?hal=2", "/a/b", "/a/b/"]
    assert len({place(address) for address in addresses}) == len(addresses)


def test_a_kept_page_comes_back_as_it_was(shelf):
    made = keep(shelf, "/a/", "story:1")
    assert shelf.read("/a/") == made
    assert made.plain == b"Banjir surut"
    assert made.headers == (("content-type", "text/html; charset=utf-8"), ("x-frame-options", "SAMEORIGIN"))
    assert shelf.read("/b/") is None


def test_it_survives_a_restart(shelf):
    made = keep(shelf, "/a/", "story:1")
    assert DiskShelf(shelf.folder).read("/a/") == made


def test_other_servers_find_it_as_a_file_as_long_as_it_is_right(shelf):
    keep(shelf, "/2026/11/banjir-17/", "story:17")
    file = shelf.folder / "fresh/2026/11/banjir-17/index.html"
    assert file.read_text() == "Banjir surut"
    assert sorted(path.name for path in file.parent.iterdir()) == ["index.html", "index.html.br", "index.html.gz"]
    shelf.purge([], ["story:17"])
    assert not file.exists()
    keep(shelf, "/2026/11/banjir-17/", "story:17")
    shelf.purge(["story:17"], [])
    assert list((shelf.folder / "fresh").rglob("*")) == []


def test_what_says_no_200_is_no_file_for_other_servers(shelf):
    shelf.keep("/a/", page(status=410), ["story:1"], shelf.generation())
    assert not (shelf.folder / "fresh/a/index.html").exists()
    assert shelf.read("/a/").status == 410


def test_a_purge_takes_exactly_the_pages_that_show_it(shelf):
    keep(shelf, "/a/", "story:1", "topic:1")
    keep(shelf, "/b/", "story:2", "topic:1")
    keep(shelf, "/c/", "story:3")
    assert shelf.purge(["story:1"], ["topic:1"]) == ["/a/", "/b/"]
    assert shelf.read("/a/") is None
    assert shelf.read("/b/").stale_since is not None
    assert shelf.read("/c/").stale_since is None


def test_what_is_on_every_page_purges_all(shelf):
    keep(shelf, "/a/", "story:1")
    keep(shelf, "/b/", "story:2")
    assert shelf.purge([], ["settings"]) == ["/a/", "/b/"]
    assert shelf.read("/a/").stale_since is not None


def test_a_page_begun_before_a_purge_is_not_kept(shelf):
    since = shelf.generation()
    shelf.purge(["story:1"], [])
    assert shelf.keep("/a/", page(), ["story:1"], since) is False
    assert shelf.keep("/b/", page(), ["story:2"], since) is True
    shelf.purge([], ["menus"])
    assert shelf.keep("/c/", page(), ["story:3"], since) is False
    assert shelf.read("/a/") is None


def test_each_process_hears_of_a_purge(shelf):
    other = DiskShelf(shelf.folder)
    made = keep(shelf, "/a/", "story:1")
    before = shelf.generation()
    assert shelf.still_holds("/a/", made.etag, made.made_at)
    other.purge([], ["story:1"])
    assert shelf.generation() == before + 1
    assert not shelf.still_holds("/a/", made.etag, made.made_at)


def test_purges_at_once_each_have_a_number_of_their_own(shelf):
    other = DiskShelf(shelf.folder)
    before = shelf.generation()
    threads = [threading.Thread(target=one.purge, args=(["story:1"], [])) for one in (shelf, other) * 10]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with shelf.index.changing() as change:
        assert change.execute("SELECT max(generation) FROM purged").fetchone() == (before + 20,)
    shelf.purge(["story:2"], [])
    assert shelf.generation() == before + 21


def test_the_least_read_make_room(tmp_path):
    shelf = DiskShelf(tmp_path / "pages", most_pages=10)
    for number in range(10):
        keep(shelf, f"/{number}/", "story:1")
    shelf.note_used(["/0/"])
    for number in range(10, 15):
        keep(shelf, f"/{number}/", "story:1")
    assert shelf.read("/0/") is not None
    assert shelf.read("/1/") is None
    for number in range(15, 30):
        keep(shelf, f"/{number}/", "story:1")
    assert shelf.index.totals()[0] == 10
    assert shelf.read("/29/") is not None


def test_it_is_bounded_in_bytes_too(tmp_path):
    shelf = DiskShelf(tmp_path / "pages", most_bytes=10_000)
    for number in range(300):
        keep(shelf, f"/{number}/", "story:1", text=f"{number}" * 100)
    assert shelf.index.totals()[1] <= 10_000
    files = sum(file.stat().st_size for file in (tmp_path / "pages").rglob("index.html*"))
    assert files == shelf.index.totals()[1]


def test_a_damaged_file_is_never_handed_out(shelf):
    keep(shelf, "/a/", "story:1")
    (shelf.folder / "fresh/a/index.html.gz").write_bytes(b"half")
    assert shelf.read("/a/") is None


def test_a_damaged_index_begins_again(shelf):
    keep(shelf, "/a/", "story:1")
    shelf.index.close()
    shelf.index.file.write_bytes(b"nonsense" * 1000)
    again = DiskShelf(shelf.folder)
    assert again.read("/a/") is None
    assert not (shelf.folder / "fresh").exists()
    assert not shelf.is_well()
    assert shelf.is_well()


def test_a_purge_that_cannot_be_noted_forgets_everything(shelf, monkeypatch):
    keep(shelf, "/a/", "story:1")
    before = shelf.generation()

    def full(*_given):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("redaksi.press.store.index.note_purge", full)
    shelf.purge(["story:9"], [])
    assert shelf.read("/a/") is None
    assert shelf.generation() > before


def test_a_full_disk_keeps_nothing_and_breaks_nothing(shelf, monkeypatch):
    def full(*_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("redaksi.press.store.tree._lay", full)
    assert shelf.keep("/a/", page(), ["story:1"], shelf.generation()) is False
    assert shelf.read("/a/") is None


def test_a_folder_that_was_removed_is_laid_again(shelf):
    import shutil

    keep(shelf, "/a/", "story:1")
    shutil.rmtree(shelf.folder)
    assert shelf.is_well() is False
    assert shelf.is_well() is True
    keep(shelf, "/a/", "story:1")


def test_files_nobody_knows_of_are_swept_out(shelf):
    keep(shelf, "/a/", "story:1")
    (shelf.folder / "fresh/b").mkdir()
    (shelf.folder / "fresh/b/index.html").write_text("left behind")
    (shelf.folder / "fresh/a/.index.html.17.abc").write_text("half")
    assert shelf.sweep() == 2
    assert sorted(path.name for path in (shelf.folder / "fresh").rglob("*")) == [
        "a",
        "index.html",
        "index.html.br",
        "index.html.gz",
    ]


def test_many_at_once_lose_nothing(shelf):
    """Pages kept and purged by eight threads, half of them through another process' eyes."""
    other = DiskShelf(shelf.folder)

    def work(number: int) -> None:
        one = shelf if number % 2 else other
        for turn in range(10):
            one.keep(f"/{number}/{turn}/", page(f"{number} {turn}"), [f"story:{number}"], one.generation())
        one.purge([f"story:{number}"] if number < 4 else [], [])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shelf.index.totals()[0] == 40
    assert [shelf.read(f"/{number}/9/") is None for number in range(8)] == [True] * 4 + [False] * 4
