"""The kiosk at a socket of its own: what readers' lines may bring, and what they get."""

import asyncio
import socket
import threading
import time
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from redaksi.cli.serving.kiosk import server_of
from redaksi.press.kiosk import connection, counter
from redaksi.press.kiosk.connection import Connection
from redaksi.press.store.disk import DiskShelf
from redaksi.press.tests.newsstand import CountingPressroom, newsstand, wait_until

HOST = b"Host: harian.id\r\n"


@contextmanager
def opened(stand):
    """The stand at a free port, in a thread of its own."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=1024)
    server = server_of(stand.kiosk)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    wait_until(lambda: server.started)
    yield SimpleNamespace(stand=stand, server=server, port=listening.getsockname()[1])
    server.should_exit = True
    thread.join(5)


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory):
    with opened(newsstand(DiskShelf(tmp_path_factory.mktemp("shelf")))) as kiosk:
        yield kiosk


@pytest.fixture
def line(kiosk):
    kiosk.stand.pressroom.passed.clear()
    kiosk.stand.pressroom.sent.clear()
    with socket.create_connection(("127.0.0.1", kiosk.port), timeout=5) as line:
        yield line


def answer(line, head_only=False):
    """Status, headers, text of the next answer on this line."""
    file = line.makefile("rb", buffering=0)
    status = int(file.readline().split()[1])
    headers = {}
    while entry := file.readline().strip():
        name, _colon, value = entry.partition(b": ")
        headers[name.decode()] = value.decode()
    length = 0 if head_only or status == 304 else int(headers["content-length"])
    text = b""
    while len(text) < length:
        text += file.read(length - len(text))
    return status, headers, text


def asked(target=b"/berita/", method=b"GET", more=b"", host=HOST, body=b""):
    return method + b" " + target + b" HTTP/1.1\r\n" + host + more + b"\r\n" + body


def is_closed(line):
    return line.recv(1) == b""


def test_a_line_is_answered_again_and_again_the_short_way_too(line):
    for _time in range(3):
        line.sendall(asked())
        status, headers, text = answer(line)
        assert (status, text, headers["vary"], "connection" in headers) == (200, b"Banjir surut", "Accept-Encoding", False)


def test_a_request_may_come_letter_by_letter(line):
    for letter in asked():
        line.sendall(bytes([letter]))
    assert answer(line)[0] == 200


def test_what_is_asked_ahead_is_answered_in_order(line):
    line.sendall(asked() + asked(b"/cari/") + asked() + asked(method=b"HEAD") + asked(b"/cari/?q=2"))
    told = [answer(line)[2], answer(line)[2], answer(line)[2], answer(line, head_only=True)[2], answer(line)[2]]
    assert told == [b"Banjir surut", b"passed on", b"Banjir surut", b"", b"passed on"]


def test_more_than_a_few_asked_ahead_is_no_readers_doing(line):
    line.sendall(asked(b"/cari/") * (connection.MOST_QUEUED + 10))
    received = b""
    while piece := _received(line):
        received += piece
    assert received.count(b"HTTP/1.1 200") < connection.MOST_QUEUED + 10


def _received(line):
    try:
        return line.recv(65536)
    except ConnectionResetError:
        return b""


@pytest.mark.parametrize(
    "request_line",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"GET /berita/ HTTP/9.9\r\n\r\n",
        b"GET berita HTTP/1.1\r\n" + HOST + b"\r\n",
        b"GET http:// HTTP/1.1\r\n" + HOST + b"\r\n",
        b"GET * HTTP/1.1\r\n" + HOST + b"\r\n",
        asked(b"/" + b"a" * 20_000),
        asked(more=b"".join(b"X-%d: 1\r\n" % number for number in range(150))),
        asked(more=b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", method=b"POST"),
        asked(more=b"Content-Length: 3\r\nContent-Length: 4\r\n", method=b"POST"),
        asked(more=b"Content-Length: -1\r\n", method=b"POST"),
        asked(more=b"Broken\x00Name: 1\r\n"),
        asked(host=HOST + HOST),
        asked(host=b""),
        asked(host=b"Host: evil.example\r\n"),
        asked(b"http://evil.example/berita/"),
    ],
)
def test_what_nobody_can_read_is_refused_and_the_line_closed(line, request_line):
    line.sendall(request_line)
    status, headers, _text = answer(line)
    assert (status, headers["connection"]) == (400, "close")
    assert is_closed(line)


@pytest.mark.parametrize(
    ("request_line", "asks_django"),
    [
        (asked(b"http://harian.id/berita/", host=b"Host: else.example\r\n"), []),
        (asked(b"/berita/?utm_source=a&fbclid=b"), []),
        (asked(b"/berita/?q=%ff%00"), []),
        (asked(b"/a/../berita/"), [("GET", "/a/../berita/", "")]),
        (asked(b"/a/%2e%2e/berita/"), [("GET", "/a/../berita/", "")]),
        (asked(b"//berita/"), [("GET", "//berita/", "")]),
        (asked(b"/%ff%fe/"), [("GET", "/\xff\xfe/", "")]),
        (asked(b"/berita/", more=b"Cookie: sessionid=1\r\n"), [("GET", "/berita/", "")]),
        (asked(b"/berita/", more=b"Cookie: a=1\r\nCookie: sessionid=1\r\n"), [("GET", "/berita/", "")]),
    ],
)
def test_odd_addresses_make_no_page_of_their_own(line, request_line, asks_django, kiosk):
    kiosk.stand.rack.take("/berita/")
    line.sendall(request_line)
    assert answer(line)[0] == 200
    assert kiosk.stand.pressroom.passed == asks_django
    assert set(kiosk.stand.rack.memory.pages) == {"/berita/"}


@pytest.mark.parametrize(
    "poison",
    [
        b"X-Forwarded-Host: evil.example\r\n",
        b"X-Original-URL: /admin/\r\n",
        b"X-HTTP-Method-Override: POST\r\n",
        b"X_Forwarded_Host: evil.example\r\nHTTP_HOST: evil.example\r\n",
        b"Range: bytes=0-3\r\n",
        b"Accept-Language: en\r\nAccept: application/json\r\n",
        b"Accept-Encoding: zstd;q=nan, \xff\r\n",
        b"Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk\r\n",
        b'If-None-Match: "other", W/"another"\r\n',
        b"If-Modified-Since: yesterday\r\n",
    ],
)
def test_nothing_a_reader_says_gets_into_what_others_see(line, poison):
    line.sendall(asked(more=poison))
    assert answer(line)[::2] == (200, b"Banjir surut")


def test_who_has_it_already_is_told_so(line):
    line.sendall(asked())
    etag = answer(line)[1]["etag"]
    for tags in (etag, f'"x", {etag}', etag.removeprefix("W/"), "*"):
        line.sendall(asked(more=b"If-None-Match: " + tags.encode() + b"\r\n"))
        assert answer(line)[::2] == (304, b"")


@pytest.mark.parametrize("request_line", [asked(more=b"Connection: close\r\n"), b"GET /berita/ HTTP/1.0\r\n" + HOST + b"\r\n"])
def test_a_line_is_closed_where_that_is_asked(line, request_line):
    line.sendall(request_line)
    status, headers, _text = answer(line)
    assert (status, headers["connection"]) == (200, "close")
    assert is_closed(line)


def test_what_is_sent_in_pieces_reaches_django_whole(line, kiosk):
    pieces = b"".join(b"%x\r\n" % size + b"x" * size + b"\r\n" for size in (1, 70_000, 2_000_000)) + b"0\r\n\r\n"
    line.sendall(asked(b"/akun/login/", b"POST", b"Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n"))
    assert line.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
    line.sendall(pieces)
    assert answer(line)[2] == b"passed on"
    assert [len(sent) for sent in kiosk.stand.pressroom.sent] == [2_070_001]


@pytest.mark.parametrize(
    "sent",
    [
        asked(b"/x/", b"POST", b"Content-Length: 2000\r\n"),
        asked(b"/x/", b"POST", b"Transfer-Encoding: chunked\r\n") + b"7d0\r\n" + b"x" * 2000,
    ],
)
def test_an_upload_has_a_limit(line, kiosk, sent, monkeypatch):
    monkeypatch.setattr(counter, "LARGEST_UPLOAD", 1_000)
    line.sendall(sent)
    assert answer(line)[0] == 413
    assert kiosk.stand.pressroom.passed == []


def test_an_upload_that_breaks_off_is_not_passed_on(line, kiosk):
    line.sendall(asked(b"/x/", b"POST", b"Content-Length: 20\r\n", body=b"half"))
    line.shutdown(socket.SHUT_WR)
    assert is_closed(line)
    assert kiosk.stand.pressroom.passed == []


def test_a_page_is_made_once_for_all_who_ask_in_the_same_moment(tmp_path):
    pressroom = CountingPressroom(seconds=0.5)
    with opened(newsstand(DiskShelf(tmp_path), pressroom)) as kiosk:
        texts = asyncio.run(_at_once(kiosk.port, 400))
    assert (texts, pressroom.made) == ({b"Banjir surut"}, ["/berita/"])


async def _at_once(port, how_many):
    async def read():
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(asked(more=b"Connection: close\r\n"))
        said = await reader.read()
        writer.close()
        return said.partition(b"\r\n\r\n")[2]

    return set(await asyncio.gather(*(read() for _number in range(how_many))))


def test_a_kiosk_that_leaves_answers_what_is_on_its_way(tmp_path):
    with (
        opened(newsstand(DiskShelf(tmp_path))) as kiosk,
        socket.create_connection(("127.0.0.1", kiosk.port), timeout=5) as line,
    ):
        line.sendall(asked())
        assert "connection" not in answer(line)[1]
        kiosk.server.should_exit = True
        wait_until(lambda: all(each._is_leaving for each in kiosk.server.server_state.connections))
        line.sendall(asked())
        status, headers, _text = answer(line)
        assert (status, headers["connection"]) == (200, "close")
        assert is_closed(line)


class Wire:
    """A transport that notes what is done to it."""

    def __init__(self):
        self.is_aborted, self.unsent, self.written = False, 0, []
        self.write = self.written.append

    def get_extra_info(self, _name):
        return None

    def get_write_buffer_size(self):
        return self.unsent

    def abort(self):
        self.is_aborted = True

    close = abort


@pytest.fixture
def held(kiosk):
    state = SimpleNamespace(connections=set(), tasks=set(), default_headers=[(b"date", b"today")])
    held = Connection(config=kiosk.server.config, server_state=state, app_state={}, _loop=asyncio.new_event_loop())
    held.connection_made(Wire())
    yield held
    held.loop.close()


def rounds_until_closed(held, before_each=lambda number: None):
    for number in range(100):
        before_each(number)
        held.look_after()
        if held.transport.is_aborted:
            return number + 1
    return None


def test_a_line_that_says_nothing_is_closed_after_a_while(held):
    assert rounds_until_closed(held) == connection.ROUNDS_OF_SILENCE + 1


def test_a_request_that_does_not_end_is_not_waited_for(held):
    held.data_received(b"GET / HTTP/1.1\r\n")
    assert rounds_until_closed(held, lambda number: held.data_received(b"X: 1\r\n")) == connection.ROUNDS_FOR_A_HEAD + 1


def test_who_does_not_take_the_answer_is_not_waited_for_and_who_takes_it_slowly_is(held):
    def take_slowly(number):
        held.transport.unsent = 1_000_000 - number * 1_000

    assert rounds_until_closed(held, take_slowly) is None
    assert rounds_until_closed(held) == connection.ROUNDS_OF_SILENCE


def test_headers_without_end_are_refused(held):
    held.data_received(b"GET / HTTP/1.1\r\nX: ")
    for _time in range(connection.LARGEST_HEAD // 1_000 + 1):
        held.data_received(b"x" * 1_000)
    assert held.transport.is_aborted
    assert [said[:12] for said in held.transport.written] == [b"HTTP/1.1 400"]


@pytest.fixture(scope="module")
def counting(tmp_path_factory):
    """A kiosk that counts readings."""
    told = SimpleNamespace(taken=[])
    readings = SimpleNamespace(
        take=lambda environ, body: told.taken.append(body),
        is_reader=lambda environ: environ.get("HTTP_USER_AGENT") != "robot",
    )
    with opened(newsstand(DiskShelf(tmp_path_factory.mktemp("shelf")), readings=readings)) as kiosk:
        kiosk.told = told
        yield kiosk


@pytest.fixture
def counted_line(counting):
    counting.told.taken.clear()
    counting.stand.rack.memory.handed_since_asked()
    with socket.create_connection(("127.0.0.1", counting.port), timeout=5) as line:
        yield line


def reading(body, more=b""):
    return asked(b"/baca/", b"POST", b"Content-Length: %d\r\n%s" % (len(body), more), body=body)


def test_a_reading_is_taken_and_answered_with_nothing_on_a_line_that_goes_on(counting, counted_line):
    for body in (b"satu", b"dua"):
        counted_line.sendall(reading(body))
        status, headers, text = answer(counted_line, head_only=True)
        assert (status, headers["cache-control"], text) == (204, "no-store", b"")
    counted_line.sendall(asked())
    assert answer(counted_line)[2] == b"Banjir surut"
    assert counting.told.taken == [b"satu", b"dua"]


def test_readings_under_one_head_are_told_apart_whole_ahead_of_each_other_and_in_pieces(counting, counted_line):
    for body in (b"satu", b"lima", b"enam"):
        counted_line.sendall(reading(body))
        assert answer(counted_line, head_only=True)[0] == 204
    counted_line.sendall(reading(b"dela")[:-2])
    time.sleep(0.1)
    counted_line.sendall(b"la" + reading(b"tiga") + reading(b"nol!"))
    counted_line.sendall(asked())
    statuses = []
    file = counted_line.makefile("rb")
    while len(statuses) < 4:
        if (line := file.readline()).startswith(b"HTTP/1.1"):
            statuses.append(int(line.split()[1]))
    assert statuses == [204, 204, 204, 200]
    assert counting.told.taken == [b"satu", b"lima", b"enam", b"dela", b"tiga", b"nol!"]


def test_readings_and_pages_sent_ahead_are_answered_in_their_order(counting, counted_line):
    counted_line.sendall(asked(b"/cari/") + reading(b"satu") + asked() + reading(b"dua"))
    file = counted_line.makefile("rb")
    statuses = []
    while len(statuses) < 4:
        entry = file.readline()
        if entry.startswith(b"HTTP/1.1"):
            statuses.append(int(entry.split()[1]))
        elif b"HTTP/1.1 " in entry:
            statuses.append(int(entry.split(b"HTTP/1.1 ")[1].split()[0]))
    assert statuses == [200, 204, 200, 204]
    assert counting.told.taken == [b"satu", b"dua"]


def test_a_reading_that_comes_letter_by_letter_or_in_pieces_is_one(counting, counted_line):
    for letter in reading(b"satu"):
        counted_line.sendall(bytes([letter]))
    assert answer(counted_line, head_only=True)[0] == 204
    counted_line.sendall(asked(b"/baca/", b"POST", b"Transfer-Encoding: chunked\r\n", body=b"2\r\ndu\r\n1\r\na\r\n0\r\n\r\n"))
    assert answer(counted_line, head_only=True)[0] == 204
    assert counting.told.taken == [b"satu", b"dua"]


def test_a_huge_reading_is_cut_and_never_kept(counting, counted_line):
    counted_line.sendall(reading(b"x" * 1_000_000))
    assert answer(counted_line, head_only=True)[0] == 204
    assert [len(body) for body in counting.told.taken] == [counter.LARGEST_READING + 1]


def test_a_reading_told_to_another_house_is_refused(counting, counted_line):
    counted_line.sendall(asked(b"/baca/", b"POST", b"Content-Length: 4\r\n", host=b"Host: lain.id\r\n", body=b"satu"))
    assert answer(counted_line)[0] == 400
    assert counting.told.taken == []


def test_pages_handed_to_readers_are_noted_the_short_way_too(counting, counted_line):
    for agent in (b"Mozilla/5.0", b"Mozilla/5.0", b"robot"):
        counted_line.sendall(asked(more=b"User-Agent: " + agent + b"\r\n"))
        assert answer(counted_line)[0] == 200
    assert counting.stand.rack.memory.handed_since_asked() == [("/berita/", 2)]
    assert counting.stand.rack.memory.handed_since_asked() == []
