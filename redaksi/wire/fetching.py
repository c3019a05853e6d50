"""Files and pages from elsewhere, fetched as a good guest does: bounded, in public places only, never faster than asked.

Names are resolved once, and the connection goes to the address that was checked: a name that answers otherwise the second
time leads nowhere. Every redirect is checked as the first address was.
"""

import hashlib
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, quote, urljoin

import urllib3
from django.conf import settings
from django.utils.translation import gettext as _
from urllib3.connection import HTTPConnection, HTTPSConnection

from redaksi.wire.places import Refused, Unreached, ascii_name, checked, public_address

AGENT = "Redaksi (+https://redaksi.example/bot)"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 5
PIECE = 64 * 1024
BROKEN = (urllib3.exceptions.HTTPError, HTTPException, OSError)
_HARMLESS = "%/:=&?~+!$,;'@()*[]|"


@dataclass(frozen=True)
class Bounds:
    """Bytes and seconds. `allowed_hosts` are those that may stand in a private place: tests name a loopback host."""

    size: int = 10 * 1024 * 1024
    connect: float = 10.0
    read: float = 20.0
    whole: float = 60.0
    allowed_hosts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Fetched:
    """An answer. `is_unchanged` where the server says so; then there is no body."""

    url: str
    status: int
    body: bytes = field(repr=False, default=b"")
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_unchanged(self) -> bool:
        return self.status == 304

    @property
    def etag(self) -> str:
        return self.headers.get("etag", "")

    @property
    def last_modified(self) -> str:
        return self.headers.get("last-modified", "")

    @property
    def kind(self) -> str:
        """Its media type, as the server calls it."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass
class Politeness:
    """At most one request a host every `pause` seconds."""

    pause: float = 1.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] = time.sleep
    _next: dict[str, float] = field(default_factory=dict)

    def wait_for(self, host: str) -> None:
        left = self._next.get(host, 0.0) - self.clock()
        if left > 0:
            self.sleep(left)
        self._next[host] = self.clock() + self.pause


class Answered(Unreached):
    """The server is there and does not give the file. `wait`: seconds after which it asks to be asked again; 0 for none."""

    def __init__(self, status: int, retry_after: str = "") -> None:
        super().__init__(_("the server answers %(status)s") % {"status": status})
        self.status = status
        self.wait = float(retry_after) if retry_after.isascii() and retry_after.isdigit() and len(retry_after) < 9 else 0.0


class Line:
    """A connection with an end: a server that sends a byte now and then keeps nobody longer than so many seconds."""

    def __init__(self, connection: HTTPConnection, seconds: float) -> None:
        self.was_cut = False
        self._connection = connection
        self._socket: Any = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def open(self, read: float) -> None:
        """`read` bounds each wait for bytes. The library lets go of the socket where an answer has no length."""
        self._connection.connect()
        self._socket = self._connection.sock
        self._socket.settimeout(read)

    def close(self) -> None:
        self._timer.cancel()
        self._connection.close()

    def _cut(self) -> None:
        self.was_cut = True
        with suppress(OSError, AttributeError):
            (self._socket or self._connection.sock).shutdown(socket.SHUT_RDWR)


def papers_fetcher() -> "Fetcher":
    """One that says by whose order it comes, and whose hosts are asked one request a second at most."""
    allowed = frozenset(settings.FETCH_ALLOWED_HOSTS)
    return Fetcher(Bounds(connect=5.0, read=10.0, whole=30.0, allowed_hosts=allowed), agent=f"Redaksi (+{settings.SITE_URL})")


class Fetcher:
    """Keeps no cookies and sends none. One may be used for many files, in one thread."""

    def __init__(self, bounds: Bounds | None = None, politeness: Politeness | None = None, agent: str = AGENT) -> None:
        self.bounds = bounds or Bounds()
        self._politeness = politeness or Politeness()
        self._agent = agent

    def fetch(self, url: str, etag: str = "", last_modified: str = "") -> Fetched:
        """The answer, whatever its status. Raises `Refused` and `Unreached`."""
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified, "Accept-Encoding": "gzip, deflate"}
        with self._answer(url, {name: value for name, value in headers.items() if value}) as (final, answer, line):
            body = b"" if answer.status == 304 else b"".join(self._pieces(answer, line, 0))
            return Fetched(final, answer.status, body, _headers(answer))

    def status(self, url: str) -> int:
        """What the server answers there, without its body; who will not say it by HEAD is asked by GET.

        Raises `Refused` and `Unreached`.
        """
        with self._answer(url, {}, "HEAD") as (_final, answer, _line):
            if answer.status < 400:
                return answer.status
        with self._answer(url, {}) as (_final, answer, _line):
            return answer.status

    def download(self, url: str, path: Path, sha256: str = "") -> str:
        """Brings the file to `path`, going on where an earlier attempt broke off; returns its SHA-256.

        Until it is whole it lies beside, as `….part`. Raises `Refused` where `sha256` is given and is another.
        """
        part, mark = path.with_name(f"{path.name}.part"), path.with_name(f"{path.name}.etag")
        have = part.stat().st_size if part.exists() and mark.exists() else 0
        headers = {"Accept-Encoding": "identity"}
        if have:
            headers |= {"Range": f"bytes={have}-", "If-Range": mark.read_text()}
        with self._answer(url, headers) as (_final, answer, line):
            self._receive(answer, line, part, mark, have)
        found = _checksum(part)
        mark.unlink(missing_ok=True)
        if sha256 and found != sha256:
            part.unlink()
            raise Refused(_("the file is not the one that was meant: its checksum is another"))
        part.replace(path)
        return found

    def _receive(self, answer: urllib3.BaseHTTPResponse, line: Line, part: Path, mark: Path, have: int) -> None:
        if answer.status not in (200, 206):
            if answer.status == 416:
                part.unlink(missing_ok=True)
            raise Answered(answer.status, answer.headers.get("retry-after", ""))
        goes_on = answer.status == 206 and answer.headers.get("content-range", "").startswith(f"bytes {have}-")
        if answer.status == 206 and not goes_on:
            raise Unreached(_("the server sends another part of the file than was asked for"))
        validator = _strong_validator(answer)
        mark.write_text(validator) if validator else mark.unlink(missing_ok=True)
        with part.open("ab" if goes_on else "wb") as file:
            for piece in self._pieces(answer, line, have if goes_on else 0):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())

    @contextmanager
    def _answer(
        self, url: str, headers: dict[str, str], method: str = "GET"
    ) -> Iterator[tuple[str, urllib3.BaseHTTPResponse, Line]]:
        until = time.monotonic() + self.bounds.whole
        for _number in range(MOST_REDIRECTS + 1):
            with self._one_answer(url, headers, method) as (answer, line):
                target = answer.headers.get("location") if answer.status in REDIRECTS else None
                if not target:
                    yield url, answer, line
                    return
            url = _joined(url, target)
            if time.monotonic() > until:
                raise Unreached(_("it takes too long"))
        raise Refused(_("more than %(count)s redirects") % {"count": MOST_REDIRECTS})

    @contextmanager
    def _one_answer(self, url: str, headers: dict[str, str], method: str) -> Iterator[tuple[urllib3.BaseHTTPResponse, Line]]:
        parts = checked(url)
        host = parts.hostname or ""
        address = public_address(host, parts.port or _port(parts), self.bounds.allowed_hosts)
        self._politeness.wait_for(host)
        connection = _connection(parts, address, self.bounds)
        given = {"Host": _host_header(parts), "User-Agent": self._agent, "Accept": "*/*", **headers}
        line = Line(connection, self.bounds.whole)
        try:
            yield self._answered(line, connection, method, parts, given), line
        finally:
            line.close()

    def _answered(
        self, line: Line, connection: HTTPConnection, method: str, parts: SplitResult, headers: dict[str, str]
    ) -> urllib3.BaseHTTPResponse:
        try:
            line.open(self.bounds.read)
            connection.request(method, _path(parts), headers=headers, preload_content=False, decode_content=False)
            return connection.getresponse()
        except (*BROKEN, ValueError) as error:
            told = {"host": parts.hostname, "why": type(error).__name__}
            raise Unreached(_("nobody answers at %(host)s: %(why)s") % told) from error

    def _pieces(self, answer: urllib3.BaseHTTPResponse, line: Line, have: int) -> Iterator[bytes]:
        """Unpacked as it comes, and counted after: what grows beyond the bounds is not taken."""
        size = have
        announced = answer.headers.get("content-length", "")
        if announced.isdigit() and int(announced) + have > self.bounds.size:
            raise Refused(_too_large(self.bounds.size))
        try:
            while piece := answer.read1(PIECE, decode_content=True):
                size += len(piece)
                if size > self.bounds.size:
                    raise Refused(_too_large(self.bounds.size))
                yield piece
        except BROKEN as error:
            raise Unreached(_("the answer broke off: %(why)s") % {"why": type(error).__name__}) from error
        if line.was_cut:  # what looks like its end is none
            raise Unreached(_("it takes too long"))


def _joined(url: str, target: str) -> str:
    try:
        return urljoin(url, target)
    except ValueError as error:
        raise Refused(_("not an address on the web")) from error


def _port(parts: SplitResult) -> int:
    return 443 if parts.scheme == "https" else 80


def _host_header(parts: SplitResult) -> str:
    host = ascii_name(parts.hostname or "")
    host = f"[{host}]" if ":" in host else host
    return f"{host}:{parts.port}" if parts.port and parts.port != _port(parts) else host


def _path(parts: SplitResult) -> str:
    return quote(f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}", safe=_HARMLESS)


def _connection(parts: SplitResult, address: str, bounds: Bounds) -> HTTPConnection:
    """To the address that was checked, while the certificate is asked of the host's name."""
    port = parts.port or _port(parts)
    if parts.scheme == "http":
        return HTTPConnection(address, port, timeout=bounds.connect)
    host = ascii_name(parts.hostname or "")
    return HTTPSConnection(
        address, port, timeout=bounds.connect, server_hostname=host, assert_hostname=host, cert_reqs="CERT_REQUIRED"
    )


def _headers(answer: urllib3.BaseHTTPResponse) -> dict[str, str]:
    return {name.lower(): value for name, value in answer.headers.items()}


def _strong_validator(answer: urllib3.BaseHTTPResponse) -> str:
    """What `If-Range` may name: an ETag that is not weak. A time is too coarse to trust."""
    etag = answer.headers.get("etag", "")
    return etag if etag.startswith('"') else ""


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _too_large(size: int) -> str:
    return _("larger than %(limit)s MB") % {"limit": max(1, size // 1024 // 1024)}
