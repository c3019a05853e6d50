"""What is said to every request that reaches this installation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import monotonic
from typing import Protocol

from redaksi.press.kiosk import trouble
from redaksi.press.kiosk.callers import Environ, Hosts, Proxies
from redaksi.press.kiosk.codings import Codings
from redaksi.press.kiosk.files import Files
from redaksi.press.kiosk.hot import Answer, Hot, Ready
from redaksi.press.kiosk.pressroom import Answer as Fetched
from redaksi.press.kiosk.pressroom import Pressroom
from redaksi.press.kiosk.rack import Rack
from redaksi.press.store.address import asked

Taken = Hot | Fetched | None  # what the rack gave: a page, an answer of Django's, nothing that others may have

# Never the same for everybody, whatever they say: below these, every request goes to Django as it came.
PERSONAL = ("/admin", "/akun", "/buletin", "/cari", "/documents", "/layanan", "/sehat")
HEALTH, OWN_HEALTH = "/sehat/", "/sehat/kios/"
READINGS = "/baca/"  # where browsers tell that a page was read
READER = "redaksi.reader"  # in a request: somebody reads, no program


class Readings(Protocol):
    """Whoever counts readings; none of it may wait or fail."""

    def take(self, environ: Environ, body: bytes) -> None: ...
    def is_reader(self, environ: Environ) -> bool: ...


class Kiosk:
    def __init__(
        self,
        site: str,
        hosts: Hosts,
        proxies: Proxies,
        rack: Rack,
        pressroom: Pressroom,
        files: Sequence[Files],
        cookie: str,
        readings: Readings | None = None,
    ) -> None:
        self._needs_tls = site.startswith("https:")
        self._hosts, self._proxies, self._rack, self._pressroom, self._files = hosts, proxies, rack, pressroom, files
        self._cookie = f"{cookie}="
        self.readings = readings
        self._codings = Codings()
        # Looked at on every request: names of its own, for each dot costs.
        self._at_hand, self._known_hosts, self._generation = rack.memory.pages, hosts.known, rack.shelf.generation

    def at_hand(self, environ: Environ) -> Ready | None:
        """The short way, for nearly everybody: a page at hand, asked for plainly. None for all else; never waits."""
        hot = self._at_hand.get(environ["PATH_INFO"])
        if (
            hot is None
            or hot.generation != self._generation()
            or hot.due_at < monotonic()
            or environ["REQUEST_METHOD"] != "GET"
            or environ["QUERY_STRING"]
            or environ.get("HTTP_HOST") not in self._known_hosts
            or self._cookie in environ.get("HTTP_COOKIE", "")
            or self._has_to_come_by_tls(environ)
        ):
            return None
        return self._of_page(hot, environ)

    def counts(self, environ: Environ) -> bool:
        """Whether this is a browser's word on a reading: answered here, with nothing, whatever it says."""
        return (
            environ["PATH_INFO"] == READINGS
            and environ["REQUEST_METHOD"] == "POST"
            and self.readings is not None
            and self._is_ours(environ)
            and not self._has_to_come_by_tls(environ)
        )

    def look_at(self, environ: Environ) -> None:
        """Mark a request for a page that somebody wants to read; once, for it may be answered many times."""
        if self.readings is not None and environ["REQUEST_METHOD"] == "GET" and self.readings.is_reader(environ):
            environ[READER] = True

    def address_for_all(self, environ: Environ) -> str | None:
        """The page asked for, where whoever asks this gets the same: one takes it from the rack for all who wait."""
        path = environ["PATH_INFO"]
        if not self._is_ours(environ) or not self._may_be_stored(path, environ):
            return None
        address, is_whole = asked(path, environ["QUERY_STRING"])
        return address if is_whole else None

    def taken(self, address: str) -> Taken:
        """Raises `Unreachable`, `Busy`."""
        return self._rack.take(address)

    def answer_with(self, taken: Taken, environ: Environ) -> Answer | None:
        """None where nobody else may have what was taken."""
        if isinstance(taken, Hot):
            return _for_method(self._of_page(taken, environ).answer, environ)
        return _for_method(_as_it_came(taken), environ) if taken is not None else None

    def apart(self, environ: Environ) -> Answer:
        """What this reader alone is told, by a file or by Django. Raises `Unreachable`, `Busy`."""
        if not self._is_ours(environ):
            return trouble.answer(400)
        return _for_method(self._found(environ) or self._passed_on(environ), environ)

    def generation(self) -> int:
        return self._generation()

    def _of_page(self, hot: Hot, environ: Environ) -> Ready:
        hot.used = True
        if READER in environ:
            hot.handed += 1
        if ("HTTP_IF_NONE_MATCH" in environ or "HTTP_IF_MODIFIED_SINCE" in environ) and hot.is_known_to(environ):
            return hot.unchanged()
        return hot.taken_as(self._codings[environ.get("HTTP_ACCEPT_ENCODING")])

    def _found(self, environ: Environ) -> Answer | None:
        """What can be said without asking Django."""
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or self._has_to_come_by_tls(environ):
            return None
        if path == OWN_HEALTH:
            return 200, [("content-type", "text/plain"), ("cache-control", "no-store")], b"ok\n"
        for files in self._files:
            if path.startswith(files.prefix):
                return files.answer(environ, self._codings[environ.get("HTTP_ACCEPT_ENCODING")])
        return self._known(path, environ) if self._may_be_stored(path, environ) else None

    def _known(self, path: str, environ: Environ) -> Answer | None:
        """A page that stands whatever else is asked of it; the front page listens to questions (old addresses)."""
        address, _is_whole = asked(path, environ["QUERY_STRING"])
        known = self._rack.at_hand(address) if address and path != "/" else None
        return self._of_page(known, environ).answer if known else None

    def _may_be_stored(self, path: str, environ: Environ) -> bool:
        return (
            environ["REQUEST_METHOD"] in ("GET", "HEAD")
            and path != OWN_HEALTH
            and self._cookie not in environ.get("HTTP_COOKIE", "")
            and not _is_personal(path)
            and not any(path.startswith(files.prefix) for files in self._files)
            and not self._has_to_come_by_tls(environ)
        )

    def _passed_on(self, environ: Environ) -> Answer:
        is_question = environ["PATH_INFO"] == HEALTH
        return _as_it_came(self._pressroom.pass_on(environ, **({"patience": 0.0} if is_question else {})))

    def _is_ours(self, environ: Environ) -> bool:
        return self._hosts.are_ours(environ.get("HTTP_HOST", ""))

    def _has_to_come_by_tls(self, environ: Environ) -> bool:
        return self._needs_tls and not self._came_by_tls(environ)

    def _came_by_tls(self, environ: Environ) -> bool:
        return self._proxies.scheme_of(environ) == "https"


def _for_method(answer: Answer, environ: Environ) -> Answer:
    return (answer[0], answer[1], b"") if environ["REQUEST_METHOD"] == "HEAD" else answer


def _as_it_came(fetched: Fetched) -> Answer:
    return fetched.status, fetched.headers, fetched.text if fetched.rest is None else _with_rest(fetched)


def _with_rest(fetched: Fetched) -> Iterator[bytes]:
    yield fetched.text
    yield from fetched.rest or ()


def _is_personal(path: str) -> bool:
    return path.startswith(PERSONAL) and any(path == prefix or path.startswith(f"{prefix}/") for prefix in PERSONAL)
