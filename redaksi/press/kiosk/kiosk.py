"""What granian calls for every request that reaches this installation."""

from __future__ import annotations

import http.client
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from time import monotonic

from redaksi.press.kiosk import trouble
from redaksi.press.kiosk.callers import Environ, Hosts, Proxies
from redaksi.press.kiosk.codings import Codings
from redaksi.press.kiosk.files import Files
from redaksi.press.kiosk.hot import Answer, Hot
from redaksi.press.kiosk.pressroom import Answer as Fetched
from redaksi.press.kiosk.pressroom import Busy, Interrupted, Pressroom, TooLarge, Unreachable
from redaksi.press.kiosk.rack import Rack
from redaksi.press.store.address import asked

StartResponse = Callable[[str, list[tuple[str, str]]], object]

# Never the same for everybody, whatever they say: below these, every request goes to Django as it came.
PERSONAL = ("/admin", "/akun", "/cari", "/documents", "/sehat")
HEALTH, OWN_HEALTH = "/sehat/", "/sehat/kios/"
log = logging.getLogger(__name__)


class Kiosk:
    def __init__(
        self, site: str, hosts: Hosts, proxies: Proxies, rack: Rack, pressroom: Pressroom, files: Sequence[Files], cookie: str
    ) -> None:
        self._needs_tls = site.startswith("https:")
        self._hosts, self._proxies, self._rack, self._pressroom, self._files = hosts, proxies, rack, pressroom, files
        self._cookie = f"{cookie}="
        self._codings = Codings()
        # Looked at on every request: names of its own, for each dot costs.
        self._at_hand, self._known_hosts, self._generation = rack.memory.pages, hosts.known, rack.shelf.generation

    def __call__(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        """As any WSGI server calls it; `counter` does without the detour."""
        status, headers, text = self.at_hand(environ) or self.in_time(environ)
        start(status_line(status), headers)
        return [text] if isinstance(text, bytes) else text

    def at_hand(self, environ: Environ) -> Answer | None:
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
            or (self._needs_tls and not self._came_by_tls(environ))
        ):
            return None
        return self._of_page(hot, environ)

    def in_time(self, environ: Environ) -> Answer:
        """The long way: from the shelf, a file, or Django, and that may take its time."""
        if not self._hosts.are_ours(environ.get("HTTP_HOST", "")):
            return trouble.answer(400)
        try:
            answer = self._found(environ) or self._passed_on(environ)
        except (Unreachable, Busy):
            answer = trouble.answer(503)
        except TooLarge:
            answer = trouble.answer(413)
        except Interrupted:
            answer = trouble.answer(400)
        except OSError:
            log.exception("A request could not be taken in")
            answer = trouble.answer(503)
        return (*answer[:2], b"") if environ["REQUEST_METHOD"] == "HEAD" else answer

    def _of_page(self, hot: Hot, environ: Environ) -> Answer:
        hot.used = True
        if ("HTTP_IF_NONE_MATCH" in environ or "HTTP_IF_MODIFIED_SINCE" in environ) and hot.is_known_to(environ):
            return hot.unchanged()
        return hot.taken_as(self._codings[environ.get("HTTP_ACCEPT_ENCODING")])

    def _found(self, environ: Environ) -> Answer | None:
        """What can be said without handing this very request on; None where it has to be."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or (self._needs_tls and not self._came_by_tls(environ)):
            return None
        path = environ["PATH_INFO"]
        if path == OWN_HEALTH:
            return 200, [("content-type", "text/plain"), ("cache-control", "no-store")], b"ok\n"
        for files in self._files:
            if path.startswith(files.prefix):
                return files.answer(environ, self._codings[environ.get("HTTP_ACCEPT_ENCODING")])
        if self._cookie in environ.get("HTTP_COOKIE", "") or _is_personal(path):
            return None
        return self._stored(path, environ)

    def _stored(self, path: str, environ: Environ) -> Answer | None:
        address, is_whole = asked(path, environ["QUERY_STRING"])
        if address is None:
            return None
        if not is_whole:
            # The front page listens to questions (old addresses); what stands elsewhere is the same whatever is asked.
            known = self._rack.at_hand(address) if path != "/" else None
            return self._of_page(known, environ) if known else None
        found = self._rack.take(address)
        if isinstance(found, Hot):
            return self._of_page(found, environ)
        return _as_it_came(found) if found is not None else None

    def _passed_on(self, environ: Environ) -> Answer:
        is_question = environ["PATH_INFO"] == HEALTH
        return _as_it_came(self._pressroom.pass_on(environ, **({"patience": 0.0} if is_question else {})))

    def _came_by_tls(self, environ: Environ) -> bool:
        return self._proxies.scheme_of(environ) == "https"


def status_line(status: int) -> str:
    return f"{status} {http.client.responses.get(status, '')}"


def _as_it_came(fetched: Fetched) -> Answer:
    return fetched.status, fetched.headers, fetched.text if fetched.rest is None else _with_rest(fetched)


def _with_rest(fetched: Fetched) -> Iterator[bytes]:
    yield fetched.text
    yield from fetched.rest or ()


def _is_personal(path: str) -> bool:
    return path.startswith(PERSONAL) and any(path == prefix or path.startswith(f"{prefix}/") for prefix in PERSONAL)
