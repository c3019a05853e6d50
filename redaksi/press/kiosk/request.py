"""A request's line and headers, as the rest of the kiosk reads them: by CGI's names (RFC 3875), as WSGI has them.

What could be read in two ways is refused (`Illegible`) or left out, so that kiosk and Django never read it differently.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote_to_bytes

import httptools

MOST_HEADERS = 100
LONGEST_TARGET = 16 * 1024
REMEMBERED = 512
PLAIN = {"CONTENT_TYPE", "CONTENT_LENGTH"}
BETWEEN = {"HTTP_COOKIE": "; "}

Environ = dict[str, Any]


class Illegible(ValueError):
    """Nobody can say for sure what is asked."""


class Names(dict[bytes, str]):
    """From a header's name, as it came, to CGI's; empty for one with an underscore, which would pass for another's."""

    def __missing__(self, name: bytes) -> str:
        key = "" if b"_" in name else name.decode("latin-1").upper().replace("-", "_")
        key = key if key in PLAIN or not key else f"HTTP_{key}"
        if len(self) < REMEMBERED and len(name) < REMEMBERED:
            self[name] = key
        return key


NAMES = Names()


def add_header(environ: Environ, name: bytes, value: bytes) -> None:
    """A header that comes twice is one, as RFC 9110 (5.3) has it; two hosts are none of ours. Raises `Illegible`."""
    key = NAMES[name]
    if not key:
        return
    if key in environ:
        environ[key] += BETWEEN.get(key, ",") + value.decode("latin-1")
    elif len(environ) < MOST_HEADERS:
        environ[key] = value.decode("latin-1")
    else:
        raise Illegible


def set_target(environ: Environ, target: bytes) -> None:
    """`/path?query`, or the whole address as proxies write it (RFC 9112, 3.2.2). Raises `Illegible` for all else."""
    if not target.startswith(b"/") or b"#" in target:
        target = _without_host(environ, target)
    path, _mark, query = target.partition(b"?")
    environ["PATH_INFO"] = (unquote_to_bytes(path) if b"%" in path else path).decode("latin-1")
    environ["QUERY_STRING"] = query.decode("latin-1")


def _without_host(environ: Environ, target: bytes) -> bytes:
    try:
        url = httptools.parse_url(target)
    except httptools.HttpParserError as error:
        raise Illegible from error
    if url.schema:
        port = f":{url.port}" if url.port else ""
        environ["HTTP_HOST"] = (url.host or b"").decode("latin-1") + port
    elif not target.startswith(b"/"):
        raise Illegible
    query = b"?" + url.query if url.query else b""
    return (url.path or b"/") + query
