"""Pages at hand: in memory, with every answer they can give written out beforehand."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus
from typing import Any, NamedTuple

from redaksi.press.store.page import Page

MOST_BYTES = 64 * 1024**2
OVERHEAD = 4_000  # bytes that a page costs besides its text
ON_304 = {"cache-control", "etag", "last-modified", "vary", "expires", "content-location", "cdn-cache-control"}

Headers = list[tuple[str, str]]
Answer = tuple[int, Headers, bytes | Iterator[bytes]]


class Ready(NamedTuple):
    """`head`: status and headers as they go over the wire; only the day is missing, and the empty line."""

    status: int
    headers: Headers
    text: bytes
    head: bytes

    @property
    def answer(self) -> Answer:
        return self.status, self.headers, self.text


class Hot:
    """`generation`: the last in which it was seen to be right. `due_at`: when it is made anew all the same (monotonic).
    `handed`: how often it was handed to readers since that was last asked."""

    __slots__ = ("_taken", "_unchanged", "due_at", "etag", "generation", "handed", "last_modified", "page", "used")

    def __init__(self, page: Page, generation: int, due_at: float) -> None:
        self.page, self.generation, self.due_at = page, generation, due_at
        self.used, self.handed = False, 0
        self.etag = f'W/"{page.etag}"'
        self.last_modified = formatdate(page.modified_at, usegmt=True)
        self._taken: dict[str, Ready] = {}
        self._unchanged: Ready | None = None

    def __sizeof__(self) -> int:
        return OVERHEAD + len(self.page.gzip) + len(self.page.brotli)

    def taken_as(self, coding: str) -> Ready:
        """`coding`: `br`, `gzip` or empty."""
        answer = self._taken.get(coding)
        if answer is None:
            answer = self._taken[coding] = self._written(coding)
        return answer

    def unchanged(self) -> Ready:
        if self._unchanged is None:
            told = [(name, value) for name, value in self._headers() if name in ON_304]
            self._unchanged = _ready(304, told, b"")
        return self._unchanged

    def is_known_to(self, environ: dict[str, Any]) -> bool:
        """Whether the reader has it already (RFC 9110, 13.1)."""
        tags = environ.get("HTTP_IF_NONE_MATCH")
        if tags is not None:
            return tags == self.etag or any(_tag(each) in ("*", self.page.etag) for each in tags.split(","))
        since = environ.get("HTTP_IF_MODIFIED_SINCE")
        return since is not None and (since == self.last_modified or self._is_not_after(since))

    def _is_not_after(self, written: str) -> bool:
        try:
            return self.page.modified_at <= parsedate_to_datetime(written).timestamp()
        except (ValueError, TypeError, OverflowError):
            return False

    def _written(self, coding: str) -> Ready:
        text = {"br": self.page.brotli, "gzip": self.page.gzip}.get(coding) or self.page.plain
        told = [*self._headers(), *([("content-encoding", coding)] if coding else []), ("content-length", str(len(text)))]
        return _ready(self.page.status, told, text)

    def _headers(self) -> Headers:
        return [*self.page.headers, ("etag", self.etag), ("last-modified", self.last_modified), ("vary", "Accept-Encoding")]


class Memory:
    """Bounded; whoever was not read since the last round makes room first."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.pages: dict[str, Hot] = {}
        self._most_bytes, self._bytes = most_bytes, 0
        self._changing = threading.Lock()
        self._handed: list[tuple[str, int]] = []  # of pages that have made room since

    def put(self, address: str, hot: Hot) -> Hot:
        with self._changing:
            self._take_out(address)
            self.pages[address] = hot
            self._bytes += hot.__sizeof__()
            for other in self._oldest_first():
                if self._bytes <= self._most_bytes:
                    break
                self._take_out(other)
        return hot

    def drop(self, address: str) -> None:
        with self._changing:
            self._take_out(address)

    def clear(self) -> None:
        with self._changing:
            self.pages.clear()
            self._bytes = 0

    def used_since_asked(self) -> list[str]:
        used = [address for address, hot in list(self.pages.items()) if hot.used]
        for address in used:
            if hot := self.pages.get(address):
                hot.used = False
        return used

    def handed_since_asked(self) -> list[tuple[str, int]]:
        """How often each page went to readers since then."""
        with self._changing:
            told, self._handed = self._handed, []
            for address, hot in self.pages.items():
                if hot.handed:
                    told.append((address, hot.handed))
                    hot.handed = 0
        return told

    def _oldest_first(self) -> Iterator[str]:
        yield from [address for address, hot in self.pages.items() if not hot.used]
        yield from list(self.pages)

    def _take_out(self, address: str) -> None:
        before = self.pages.pop(address, None)
        if before is not None:
            self._bytes -= before.__sizeof__()
            if before.handed:
                self._handed.append((address, before.handed))


def head_written(status: int, headers: Iterable[tuple[str, str]]) -> bytes:
    """As HTTP/1.1 has it. Headers are ours or Django's, which lets no line end into one."""
    lines = [f"HTTP/1.1 {status} {phrase(status)}", *(f"{name}: {value}" for name, value in headers), ""]
    return "\r\n".join(lines).encode("latin-1")


def phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _ready(status: int, headers: Headers, text: bytes) -> Ready:
    return Ready(status, headers, text, head_written(status, headers))


def _tag(written: str) -> str:
    return written.strip().removeprefix("W/").strip('"')
