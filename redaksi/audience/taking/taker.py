"""Takes readings in the kiosk: looks at each, hides whose it was, and writes them down once a second.

What is lost when the process is killed is what came since the last writing: a second's readings at most.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from redaksi.audience.taking.agents import PROGRAM, Devices
from redaksi.audience.taking.reading import BODY, LARGEST, written
from redaksi.audience.taking.salt import Salt, throw_away_others
from redaksi.audience.taking.throttle import Throttle

Environ = dict[str, Any]

MOST_KEPT = 200_000  # lines in memory, where the disk does not take them
JUDGED = "redaksi.judged"
DROPPED, HANDED = "dropped", "handed"
DAY_LOOKED_AT_SECONDS = 1.0


class Taker:
    """`folder`: where lines are written. `cookie`: the newsroom's own, whose bearers do not count. `address_of`: who asks."""

    def __init__(
        self,
        folder: Path,
        zone: str,
        cookie: str,
        address_of: Callable[[Environ], str],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._folder, self._zone, self._cookie, self._address_of, self._clock = (
            folder,
            ZoneInfo(zone),
            cookie,
            address_of,
            clock,
        )
        self._spool = folder / "spool"
        self._devices, self._throttle = Devices(), Throttle()
        # The kiosk's one thread adds at one end, the one that writes takes from the other: neither waits.
        self._lines: deque[str] = deque()
        self._dropped: deque[str] = deque(maxlen=MOST_KEPT)
        self._handed: Counter[str] = Counter()
        self._name, self._written = secrets.token_hex(4), 0
        self._writing = threading.Lock()
        self._day_ends = 0.0
        self._salt: Salt | None = None

    def take(self, environ: Environ, body: bytes) -> None:
        """Never fails, never waits; what is not counted is counted as dropped, with its reason."""
        now = self._clock()
        reason = self._reason_against(environ, body)
        said = None if reason else BODY.fullmatch(body)
        if said is None:
            self._dropped.append(reason or "illegible")
            return
        salt = self._salt if self._salt is not None and now < self._day_ends else self._new_salt(now)
        network = salt.network(self._address_of(environ))
        if not self._throttle.lets_in(network, now) or len(self._lines) >= MOST_KEPT:
            self._dropped.append("flood")
            return
        device = self._devices[environ["HTTP_USER_AGENT"]]
        self._lines.append(written(int(now), salt.hidden(said[1]), network, device, body))

    def note_handed(self, path: str, count: int) -> None:
        """A stored page went out so often: what is known of readers whose browser runs no script. By who writes."""
        self._handed[path] += count

    def is_reader(self, environ: Environ) -> bool:
        """By what it calls itself; and it fetches the page to be read now."""
        agent = environ.get("HTTP_USER_AGENT", "")
        return self._devices[agent] != PROGRAM and "HTTP_SEC_PURPOSE" not in environ and "HTTP_SEC_GPC" not in environ

    def write(self) -> int:
        """What has come since the last time, in one file that appears whole; returns how many lines."""
        with self._writing:
            now = int(self._clock())
            lines = _all_of(self._lines)
            lines += [f"{DROPPED} {now} {reason} {count}" for reason, count in Counter(_all_of(self._dropped)).items()]
            lines += [f"{HANDED} {now} {path} {count}" for path, count in self._handed.items()]
            self._handed.clear()
            if lines:
                self._write(lines)
            return len(lines)

    def _write(self, lines: list[str]) -> None:
        self._written += 1
        name = f"{int(self._clock() * 1000):015d}-{self._name}-{self._written:09d}"
        aside = self._spool / f"{name}.part"
        try:
            self._spool.mkdir(parents=True, exist_ok=True, mode=0o700)
            aside.write_text("\n".join(lines) + "\n", encoding="ascii", errors="replace")
            aside.replace(self._spool / f"{name}.lines")
        except OSError:
            with suppress(OSError):
                aside.unlink(missing_ok=True)
            self._lines.extendleft(reversed(lines))
            raise

    def _reason_against(self, environ: Environ, body: bytes) -> str:
        if len(body) > LARGEST:
            return "large"
        reason = environ.get(JUDGED)
        if reason is None:
            reason = environ[JUDGED] = self._reason_against_asker(environ)
        return str(reason)

    def _reason_against_asker(self, environ: Environ) -> str:
        """By the request's head alone: the kiosk hands in the same environ again for the same head."""
        if environ.get("HTTP_SEC_GPC") == "1":
            return "gpc"
        if self._cookie in environ.get("HTTP_COOKIE", ""):
            return "staff"
        if self._devices[environ.get("HTTP_USER_AGENT", "")] == PROGRAM:
            return "program"
        if not _is_from_own_page(environ):
            return "forged"
        return "prefetch" if "HTTP_SEC_PURPOSE" in environ else ""

    def _new_salt(self, now: float) -> Salt:
        moment = datetime.fromtimestamp(now, self._zone)
        day = moment.date().isoformat()
        if self._salt is None or self._salt.day != day:
            throw_away_others(self._folder, day)
            self._salt = Salt(self._folder, day)
        self._day_ends = now + DAY_LOOKED_AT_SECONDS
        return self._salt


def _all_of(came: deque[str]) -> list[str]:
    return [came.popleft() for _each in range(len(came))]


def _is_from_own_page(environ: Environ) -> bool:
    """Browsers say where a script that sends something stands; a page of somebody else's is not read here."""
    origin = environ.get("HTTP_ORIGIN", "")
    site = environ.get("HTTP_SEC_FETCH_SITE", "same-origin")
    return site == "same-origin" and origin.partition("://")[2] == environ.get("HTTP_HOST", "")
