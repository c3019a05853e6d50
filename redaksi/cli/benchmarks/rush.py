"""A great many readers who ask for one page in the moment after it was purged."""

from __future__ import annotations

import asyncio
import json
import resource
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

READERS = 10_000
AT_ONCE = 500  # lines opened at once
PATIENCE_SECONDS = 120
SPARE_FILES = 500


@dataclass(frozen=True)
class Rush:
    """`old`: how many were told what was purged. `seconds`: from the first word of the first to the last answer."""

    readers: int
    old: int
    failed: int
    seconds: float


def readers_possible() -> int:
    """As many as there may be open files."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = READERS + SPARE_FILES if hard == resource.RLIM_INFINITY else min(hard, READERS + SPARE_FILES)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return min(READERS, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - SPARE_FILES)


def at(url: str, path: str, change: Callable[[], str]) -> Rush:
    """All lines are open; `change` changes the page and says what it has to say from now on; then all ask."""
    return asyncio.run(_rush(urlsplit(url).netloc, path, change))


def renders(log: Path, path: str) -> int:
    """How often Django was asked for it, by the log of the installation."""
    events = (json.loads(line) for line in log.read_text().splitlines())
    return sum((event.get("request"), event.get("event")) == (f"GET {path}", "request_finished") for event in events)


async def _rush(place: str, path: str, change: Callable[[], str]) -> Rush:
    host, _colon, port = place.partition(":")
    many = readers_possible()
    lines: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
    while len(lines) < many:
        some = min(AT_ONCE, many - len(lines))
        lines += await asyncio.gather(*(asyncio.open_connection(host, int(port)) for _line in range(some)))
    says = (await asyncio.to_thread(change)).encode()
    request = f"GET {path} HTTP/1.1\r\nHost: {place}\r\nConnection: close\r\n\r\n".encode()
    began = time.perf_counter()
    for _reader, writer in lines:
        writer.write(request)
    told = await asyncio.gather(
        *(asyncio.wait_for(reader.read(), PATIENCE_SECONDS) for reader, _writer in lines), return_exceptions=True
    )
    seconds = time.perf_counter() - began
    for _reader, writer in lines:
        writer.close()
    pages = [text for text in told if isinstance(text, bytes) and text.startswith(b"HTTP/1.1 200")]
    return Rush(many, sum(says not in page for page in pages), many - len(pages), round(seconds, 2))
