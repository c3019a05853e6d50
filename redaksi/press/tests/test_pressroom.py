"""The way to Django: what goes along, what comes back, and what happens when nobody answers."""

import io
import socket
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingMixIn, UnixStreamServer

import pytest

from redaksi.press.kiosk import pressroom as pressrooms
from redaksi.press.kiosk.callers import Proxies
from redaksi.press.kiosk.pressroom import TAKEN_IN, Busy, Pressroom, Unreachable

LARGE = 3 * pressrooms.IN_MEMORY


class Server(ThreadingMixIn, UnixStreamServer):
    daemon_threads = True
    request_queue_size = 128


class Echo(BaseHTTPRequestHandler):
    """Says what it was told; closes without a word, waits or says much where the path asks for it."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        if self.path == "/refuses":
            self.wfile.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 5\r\n\r\nNo, s")
            self.close_connection = True
            return
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.heard.append((self.command, self.path, dict(self.headers.items()), body))
        if self.path == "/hangs-up":
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        if self.path == "/slow":
            time.sleep(0.5)
        text = b"x" * LARGE if self.path == "/large" else b"echo"
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.send_header("Set-Cookie", "a=1")
        self.send_header("Set-Cookie", "b=2")
        self.send_header("Connection", "keep-alive")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)
        if self.path == "/forgets":
            self.close_connection = True

    do_GET = do_HEAD = do_POST = answer  # noqa: N815

    def log_message(self, *_given):
        pass


@contextmanager
def django_at(path):
    server = Server(str(path), Echo)
    server.heard = []
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()
    path.unlink()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "pressroom.sock"


@pytest.fixture
def django(path):
    with django_at(path) as server:
        yield server


@pytest.fixture
def pressroom(path):
    return Pressroom(str(path), "https://harian.id", Proxies(["127.0.0.1", "10.0.0.0/8"]))


def asked(path="/", query="", method="GET", body=None, by="203.0.113.7", **headers):
    given = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "REMOTE_ADDR": by, **given}
    environ |= {"wsgi.url_scheme": "http", "HTTP_HOST": "harian.id"}
    if body is not None:
        environ |= {"CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": "text/plain", TAKEN_IN: io.BytesIO(body)}
    return environ


def heard(django):
    return {name.lower(): value for name, value in django.heard[-1][2].items()}


def test_a_page_is_asked_for_as_nobody(django, pressroom):
    pressroom.page("/berita/?hal=2")
    assert django.heard[-1][:2] == ("GET", "/berita/?hal=2")
    assert heard(django) == {"host": "harian.id", "x-forwarded-proto": "https", "x-forwarded-for": "127.0.0.1"}


def test_a_request_goes_along_as_it_came_less_what_nobody_may_say(django, pressroom):
    told = {"cookie": "sessionid=1", "x_forwarded_host": "evil", "x_original_url": "/x", "connection": "close", "te": "x"}
    pressroom.pass_on(asked("/admin/é x%/".encode().decode("latin-1"), "q=a b&%C3%A9", "POST", b"isi", **told))
    method, target, _headers, body = django.heard[-1]
    assert (method, target, body) == ("POST", "/admin/%C3%A9%20x%25/?q=a%20b&%C3%A9", b"isi")
    assert heard(django) == {
        "host": "harian.id",
        "cookie": "sessionid=1",
        "content-type": "text/plain",
        "content-length": "3",
        "x-forwarded-proto": "http",
        "x-forwarded-for": "203.0.113.7",
    }


@pytest.mark.parametrize(
    ("by", "said", "reader"),
    [
        ("203.0.113.7", "1.2.3.4", "203.0.113.7"),
        ("127.0.0.1", "1.2.3.4", "1.2.3.4"),
        ("127.0.0.1", "1.2.3.4, 5.6.7.8, 10.0.0.9", "5.6.7.8"),
        ("127.0.0.1", "nonsense", "127.0.0.1"),
        ("127.0.0.1", "1.2.3.4," * 500 + "10.1.1.1", "1.2.3.4"),
        ("", "1.2.3.4", ""),
    ],
)
def test_only_named_proxies_are_believed_on_who_reads(django, pressroom, by, said, reader):
    pressroom.pass_on(asked(by=by, x_forwarded_for=said))
    assert heard(django)["x-forwarded-for"] == reader


def test_an_answer_comes_back_whole(django, pressroom):
    answer = pressroom.pass_on(asked())
    assert (answer.status, answer.text, answer.rest) == (200, b"echo", None)
    assert [value for name, value in answer.headers if name == "set-cookie"] == ["a=1", "b=2"]
    assert "connection" not in dict(answer.headers)


def test_a_connection_that_was_closed_while_it_lay_idle_alarms_nobody(django, pressroom, caplog, monkeypatch):
    monkeypatch.setattr(pressrooms.time, "sleep", lambda seconds: pytest.fail("nobody waits for that"))
    for address in ("/forgets", "/forgets", "/"):
        assert (pressroom.page(address).text, pressroom.is_down) == (b"echo", False)
    assert caplog.records == []


def test_a_large_answer_comes_in_pieces(django, pressroom):
    answer = pressroom.pass_on(asked("/large"))
    assert len(answer.text) + sum(len(piece) for piece in answer.rest) == LARGE
    assert pressroom.pass_on(asked()).text == b"echo"


def test_head_says_how_long_it_would_be(django, pressroom):
    answer = pressroom.pass_on(asked(method="HEAD"))
    assert (answer.text, dict(answer.headers)["content-length"]) == (b"", "4")
    assert pressroom.pass_on(asked()).text == b"echo"


def test_one_line_serves_many_requests(django, pressroom):
    for _time in range(5):
        pressroom.pass_on(asked())
    assert len(pressroom._idle) == 1


def test_what_may_be_repeated_is_asked_again(path, pressroom):
    with django_at(path):
        pressroom.pass_on(asked())
    threading.Timer(0.4, lambda: started.append(django_at(path).__enter__())).start()
    started = []
    assert pressroom.pass_on(asked()).text == b"echo"


def test_what_was_sent_reaches_a_django_that_comes_back(path, pressroom):
    started = []
    comes_back = threading.Timer(0.4, lambda: started.append(django_at(path).__enter__()))
    comes_back.start()
    assert pressroom.pass_on(asked(method="POST", body=b"naskah")).text == b"echo"
    comes_back.join()
    assert started[0].heard[-1][3] == b"naskah"


def test_what_may_have_been_done_is_not_done_twice(django, pressroom):
    with pytest.raises(Unreachable):
        pressroom.pass_on(asked("/hangs-up", method="POST", body=b"naskah"))
    assert len(django.heard) == 1


def test_who_is_refused_before_all_was_heard_is_told_so(django, pressroom):
    answer = pressroom.pass_on(asked("/refuses", method="POST", body=b"x" * LARGE))
    assert (answer.status, answer.text) == (403, b"No, s")
    assert not pressroom.is_down
    assert len(pressroom._idle) == 0


def test_patience_ends(pressroom):
    began = time.monotonic()
    with pytest.raises(Unreachable):
        pressroom.pass_on(asked(), patience=0.3)
    assert 0.2 < time.monotonic() - began < 2
    assert pressroom.is_down


def test_who_finds_no_turn_is_told_so(django, path, monkeypatch):
    monkeypatch.setattr(pressrooms, "AT_ONCE", 2)
    monkeypatch.setattr(pressrooms, "TURN_SECONDS", 0.05)
    pressroom = Pressroom(str(path), "https://harian.id", Proxies([]))
    busy = [threading.Thread(target=pressroom.page, args=("/slow",)) for _number in range(2)]
    for each in busy:
        each.start()
    time.sleep(0.2)
    with pytest.raises(Busy):
        pressroom.page("/slow")
    for each in busy:
        each.join()
