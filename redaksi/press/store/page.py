"""One page as it goes out: what Django said of it, and its text packed for the ways browsers take it."""

from __future__ import annotations

import gzip
import hashlib
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import brotli

Headers = tuple[tuple[str, str], ...]

BROTLI_QUALITY = 5  # half a millisecond a page; 11 takes twenty times that and saves a tenth
GZIP_LEVEL = 6
KEPT_STATUSES = (200, 410)
EACH_TIME = {
    "content-length",
    "content-encoding",
    "vary",
    "set-cookie",
    "date",
    "server",
    "connection",
    "etag",
    "last-modified",
}


@dataclass(frozen=True, slots=True)
class Page:
    """`etag` is of the text, however it is packed. Times are seconds since 1970; `stale_since` is None while it is fresh."""

    status: int
    headers: Headers
    etag: str
    gzip: bytes = field(repr=False)
    brotli: bytes = field(repr=False)
    made_at: float
    modified_at: float
    stale_since: float | None = None

    @property
    def plain(self) -> bytes:
        return gzip.decompress(self.gzip)

    @property
    def is_html(self) -> bool:
        return any(name == "content-type" and value.startswith("text/html") for name, value in self.headers)

    def after(self, before: Page | None) -> Page:
        """The same, with the day of the version before where not a letter changed."""
        if before is None or before.etag != self.etag:
            return self
        return replace(self, modified_at=before.modified_at)


def printed(status: int, headers: Iterable[tuple[str, str]], text: bytes) -> Page:
    now = time.time()
    kept = tuple((name.lower(), value) for name, value in headers if name.lower() not in EACH_TIME)
    return Page(
        status,
        kept,
        hashlib.blake2b(text + repr((status, kept)).encode(), digest_size=10).hexdigest(),
        gzip.compress(text, GZIP_LEVEL, mtime=0),
        brotli.compress(text, quality=BROTLI_QUALITY),
        now,
        float(int(now)),
    )


def head_of(page: Page) -> str:
    """All but the texts, and their digests: what lies on the disk is compared with it."""
    said = [page.status, page.headers, page.etag, page.made_at, page.modified_at, digest(page.gzip), digest(page.brotli)]
    return json.dumps(said)


def from_parts(head: str, gzipped: bytes, brotlied: bytes, stale_since: float | None) -> Page | None:
    """None where the texts are not those that the head was written for: a write that was cut short, a damaged disk."""
    status, headers, etag, made_at, modified_at, *digests = json.loads(head)
    if digests != [digest(gzipped), digest(brotlied)]:
        return None
    told = tuple((name, value) for name, value in headers)
    return Page(status, told, etag, gzipped, brotlied, made_at, modified_at, stale_since)


def digest(packed: bytes) -> str:
    return hashlib.blake2b(packed, digest_size=8).hexdigest()
