"""The way to Django, where pages are made: over a socket of this machine, patient while Django starts again."""

from __future__ import annotations

import http.client
import logging
import socket
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import IO
from urllib.parse import quote, urlsplit

from redaksi.press.kiosk.callers import Environ, Proxies
from redaksi.press.store.page import KEPT_STATUSES

AT_ONCE = 32  # requests in Django's hands
PATIENCE_SECONDS = 20.0  # that a request waits for Django to come back
ANSWER_SECONDS = 120.0
TURN_SECONDS = 1.0
RETRY_EVERY = 0.1
DOWN_FOR_SECONDS = 1.0  # after a failure, nobody waits who has something stale to show
LARGEST_UPLOAD = 256 * 1024**2
IN_MEMORY = 1024**2
CHUNK = 64 * 1024
PATH_LETTERS = "/~:@!$&'()*+,;=-._"
HOP_BY_HOP = {
    *("connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding"),
    *("upgrade", "expect"),
}
NOT_BELIEVED = ("x-forwarded-", "forwarded", "x-real-ip", "x-original-url", "x-rewrite-url", "x-http-method-override")
KEYS = "surrogate-key"
TAKEN_IN = "redaksi.body"

Headers = list[tuple[str, str]]
log = logging.getLogger(__name__)


class Unreachable(Exception):
    """Django does not answer now."""


class Busy(Exception):
    """As much as Django can take is in its hands already."""


@dataclass
class Answer:
    status: int
    headers: Headers
    text: bytes = field(repr=False)
    rest: Iterator[bytes] | None = None  # what is still to come of a large one

    @property
    def is_for_everybody(self) -> bool:
        """Whether Django says that it may be kept: only pages that know their keys are."""
        names = {name for name, _value in self.headers}
        return self.status in KEPT_STATUSES and KEYS in names and "set-cookie" not in names and self.rest is None

    @property
    def is_anybodys(self) -> bool:
        """Whether those who asked the same may have the same answer."""
        return self.rest is None and all(name != "set-cookie" for name, _value in self.headers)

    @property
    def keys(self) -> list[str]:
        return [key for name, value in self.headers if name == KEYS for key in value.split()]


class _Line(http.client.HTTPConnection):
    def __init__(self, path: str) -> None:
        super().__init__("pressroom", timeout=ANSWER_SECONDS)
        self._path = path

    def connect_where_new(self) -> None:
        if self.sock is None:
            self.connect()

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


class Pressroom:
    def __init__(self, path: str, site: str, proxies: Proxies) -> None:
        self._path, self._proxies = path, proxies
        self._scheme, self._host = urlsplit(site).scheme, urlsplit(site).netloc
        self._idle: deque[_Line] = deque(maxlen=AT_ONCE)
        self._turns = threading.BoundedSemaphore(AT_ONCE)
        self._down_until = 0.0
        self._has_answered = self._is_missed = False

    @property
    def is_down(self) -> bool:
        return time.monotonic() < self._down_until

    def page(self, address: str, patience: float = PATIENCE_SECONDS) -> Answer:
        """The page at this address as nobody in particular sees it: nothing of the reader's request goes along.

        Raises `Unreachable` and `Busy`.
        """
        headers = [("host", self._host), ("x-forwarded-proto", self._scheme), ("x-forwarded-for", "127.0.0.1")]
        with _turn(self._turns):
            return self._ask("GET", address, headers, None, patience)

    def pass_on(self, environ: Environ, patience: float = PATIENCE_SECONDS) -> Answer:
        """This very request. What it brings was taken in (`TAKEN_IN`). Raises `Unreachable` and `Busy`."""
        path = quote(environ["PATH_INFO"].encode("latin-1"), safe=PATH_LETTERS)
        query = quote(environ["QUERY_STRING"].encode("latin-1"), safe=PATH_LETTERS + "%?")
        target = f"{path}?{query}" if query else path
        with _body_of(environ) as body, _turn(self._turns):
            return self._ask(environ["REQUEST_METHOD"], target, self._headers_of(environ), body, patience)

    def _headers_of(self, environ: Environ) -> Headers:
        told = [(name[5:].replace("_", "-").lower(), value) for name, value in environ.items() if name.startswith("HTTP_")]
        headers = [(name, value) for name, value in told if _goes_along(name)]
        if content_type := environ.get("CONTENT_TYPE"):
            headers.append(("content-type", content_type))
        scheme, reader = self._proxies.scheme_of(environ), self._proxies.reader_of(environ)
        return [*headers, ("x-forwarded-proto", scheme), ("x-forwarded-for", reader)]

    def _ask(
        self, method: str, target: str, headers: Headers, body: IO[bytes] | None, patience: float = PATIENCE_SECONDS
    ) -> Answer:
        """Asked again as long as nothing can have happened: where no connection was made, or for what may be repeated."""
        deadline = time.monotonic() + patience
        may_repeat = method in ("GET", "HEAD", "OPTIONS")
        while True:
            line = self._line(is_fresh=not may_repeat)
            was_used = line.sock is not None
            try:
                line.connect_where_new()
            except OSError as error:
                self._wait_or_give_up(deadline, error)
                continue
            try:
                return self._asked(line, method, target, headers, body)
            except (OSError, http.client.HTTPException) as error:
                line.close()
                if not may_repeat or isinstance(error, TimeoutError):
                    raise self._noted(error) from error
                if not was_used:  # a used one may have been closed while it lay idle: that says nothing
                    self._wait_or_give_up(deadline, error)

    def _asked(self, line: _Line, method: str, target: str, headers: Headers, body: IO[bytes] | None) -> Answer:
        line.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        for name, value in headers:
            line.putheader(name, value.encode("latin-1"))
        if body is not None:
            line.putheader("content-length", str(_size_of(body)))
        line.endheaders()
        is_heard_out = body is None or _sent(line, body)
        return self._answer(line, line.getresponse(), is_heard_out)

    def _answer(self, line: _Line, response: http.client.HTTPResponse, is_heard_out: bool) -> Answer:
        headers = [(name.lower(), value) for name, value in response.getheaders() if name.lower() not in HOP_BY_HOP]
        text = response.read(IN_MEMORY)
        self._note_back()
        if response.isclosed() or not (more := response.read(CHUNK)):
            if is_heard_out:
                self._idle.append(line)
            else:
                line.close()
            return Answer(response.status, headers, text)
        return Answer(response.status, headers, text, self._rest(line, response, more))

    def _rest(self, line: _Line, response: http.client.HTTPResponse, piece: bytes) -> Iterator[bytes]:
        try:
            while piece:
                yield piece
                piece = response.read(CHUNK)
        finally:
            line.close()

    def _line(self, is_fresh: bool) -> _Line:
        """A connection; one that was used may have been closed on the other side, so what cannot be repeated gets a new one."""
        if not is_fresh:
            with suppress(IndexError):
                return self._idle.pop()
        return _Line(self._path)

    def _wait_or_give_up(self, deadline: float, error: Exception) -> None:
        noted = self._noted(error)
        if time.monotonic() >= deadline:
            raise noted from error
        time.sleep(RETRY_EVERY)

    def _noted(self, error: Exception) -> Unreachable:
        if self._has_answered and not self._is_missed:
            log.warning("The pressroom does not answer; stored pages are handed out: %r", error)
            self._is_missed = True
        self._down_until = time.monotonic() + DOWN_FOR_SECONDS
        return Unreachable(str(error))

    def _note_back(self) -> None:
        if self._is_missed:
            log.info("The pressroom answers again")
        self._has_answered, self._is_missed, self._down_until = True, False, 0.0


@contextmanager
def _turn(turns: threading.BoundedSemaphore) -> Iterator[None]:
    if not turns.acquire(timeout=TURN_SECONDS):
        raise Busy
    try:
        yield
    finally:
        turns.release()


def has_body(environ: Environ) -> bool:
    is_announced = bool(environ.get("CONTENT_LENGTH")) or "HTTP_TRANSFER_ENCODING" in environ
    return is_announced and environ["REQUEST_METHOD"] not in ("GET", "HEAD")


def announced(environ: Environ) -> int:
    """Bytes."""
    written = str(environ.get("CONTENT_LENGTH") or "")
    return int(written) if written.isascii() and written.isdigit() else 0


@contextmanager
def _body_of(environ: Environ) -> Iterator[IO[bytes] | None]:
    if not has_body(environ):
        yield None
        return
    with environ[TAKEN_IN] as body:
        yield body


def _sent(line: _Line, body: IO[bytes]) -> bool:
    """Whether all of it was heard: Django refuses some requests by their head, answers and hangs up."""
    body.seek(0)
    try:
        while piece := body.read(CHUNK):
            line.send(piece)
    except (BrokenPipeError, ConnectionResetError):
        return False
    return True


def _goes_along(name: str) -> bool:
    return name not in HOP_BY_HOP and not name.startswith(NOT_BELIEVED)


def _size_of(body: IO[bytes]) -> int:
    body.seek(0, 2)
    return body.tell()
