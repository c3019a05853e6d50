"""A kiosk without sockets: what it is asked, what it says, and a pressroom that counts what it makes."""

import io
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from redaksi.press.kiosk import trouble
from redaksi.press.kiosk.callers import Hosts, Proxies
from redaksi.press.kiosk.hot import Memory
from redaksi.press.kiosk.kiosk import Kiosk
from redaksi.press.kiosk.pressroom import TAKEN_IN, Answer, Busy, Unreachable
from redaksi.press.kiosk.rack import Rack

SITE = "http://harian.id"
HTML = ("content-type", "text/html; charset=utf-8")


def page(text="Banjir surut", keys="story:1", status=200, headers=()):
    return Answer(status, [HTML, ("cache-control", "public, max-age=10"), ("surrogate-key", keys), *headers], text.encode())


def plain(text="", status=404, headers=()):
    return Answer(status, [HTML, *headers], text.encode())


@dataclass
class CountingPressroom:
    """`makes` is asked for each page; what it raises is raised."""

    makes: object = page
    seconds: float = 0.0
    is_down: bool = False
    made: list = field(default_factory=list)
    passed: list = field(default_factory=list)
    sent: list = field(default_factory=list)

    def page(self, address, patience=0.0):
        self.made.append(address)
        time.sleep(self.seconds)
        if self.is_down:
            raise Unreachable
        return self.makes()

    def pass_on(self, environ, patience=0.0):
        self.passed.append((environ["REQUEST_METHOD"], environ["PATH_INFO"], environ["QUERY_STRING"]))
        if TAKEN_IN in environ:
            self.sent.append(environ[TAKEN_IN].read())
        if self.is_down:
            raise Unreachable
        return plain("passed on", 200)


@dataclass
class Said:
    status: int
    headers: dict
    text: bytes


@dataclass
class Newsstand:
    kiosk: Kiosk
    rack: Rack
    pressroom: CountingPressroom

    def get(self, path="/berita/", query="", method="GET", host="harian.id", by="10.1.1.1", **headers) -> Said:
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": host,
            "REMOTE_ADDR": by,
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        at_hand = self.kiosk.at_hand(environ)
        status, told, text = at_hand.answer if at_hand else self._in_time(environ)
        return Said(status, dict(told), text if isinstance(text, bytes) else b"".join(text))

    def _in_time(self, environ):
        """As the counter does it, for one reader."""
        try:
            address = self.kiosk.address_for_all(environ)
            taken = self.kiosk.taken(address) if address else None
            return self.kiosk.answer_with(taken, environ) or self.kiosk.apart(environ)
        except (Unreachable, Busy):
            return trouble.answer(503)

    def at_once(self, how_many, **asked) -> list[Said]:
        """So many readers in the same moment."""
        answers = []
        gate = threading.Barrier(how_many)

        def ask():
            gate.wait()
            answers.append(self.get(**asked))

        readers = [threading.Thread(target=ask) for _number in range(how_many)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        return answers


def newsstand(
    shelf, pressroom=None, site=SITE, hosts=("harian.id",), proxies=("127.0.0.1",), files=(), memory=None, readings=None
) -> Newsstand:
    pressroom = pressroom or CountingPressroom()
    rack = Rack(shelf, memory or Memory(), pressroom)
    named = Proxies(["127.0.0.1"])
    return Newsstand(Kiosk(site, Hosts(hosts), named, rack, pressroom, files, "sessionid", readings), rack, pressroom)


def wait_until(is_so, seconds=5.0):
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def asked_at_once(stands, readers_each=4):
    """What readers of several kiosks read who ask in the same moment."""
    with ThreadPoolExecutor(readers_each * len(stands)) as readers:
        return [said.text for said in readers.map(lambda stand: stand.get(), stands * readers_each)]
