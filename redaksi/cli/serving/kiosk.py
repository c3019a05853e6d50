"""The process that readers meet: stored pages at the speed of files, all else handed to the pressroom. No Django in it."""

from __future__ import annotations

import gc
import logging
import logging.config
import os
import resource
import socket
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import uvicorn

from redaksi.audience.taking.taker import Taker
from redaksi.cli.serving import lifeline
from redaksi.press.kiosk.callers import Hosts, Proxies
from redaksi.press.kiosk.connection import LOOK_AFTER_EVERY_SECONDS, Connection
from redaksi.press.kiosk.counter import Counter
from redaksi.press.kiosk.files import Files
from redaksi.press.kiosk.hot import Memory
from redaksi.press.kiosk.kiosk import Kiosk, Readings
from redaksi.press.kiosk.pressroom import Pressroom
from redaksi.press.kiosk.rack import Rack
from redaksi.press.kiosk.setup import VARIABLE, Setup
from redaksi.press.store.open import open_shelf

LOOK_EVERY_SECONDS = 0.25
NOTE_USE_EVERY = 120  # looks
WRITE_EVERY_SECONDS = 1.0  # readings: so much is lost when this process is killed
MOST_FILES = 65_536  # open ones; each reader's line is one
LEAVES_WITHIN_SECONDS = 4
SWITCH_SECONDS = 0.0005  # that a thread which waits for Django may keep the one that answers readers waiting

log = logging.getLogger(__name__)


def serve(listening: socket.socket) -> None:
    """At a socket that is listening already, until told to stop."""
    lifeline.hold_to_supervisor()
    logging.config.dictConfig(_logging())
    _take_files()
    setup = Setup.read(os.environ[VARIABLE])
    taker = taker_of(setup)
    kiosk, rack = build(setup, taker)
    threading.Thread(target=_look_around, args=(rack,), name="look-around", daemon=True).start()
    threading.Thread(target=_write_readings, args=(taker, rack), name="readings", daemon=True).start()
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.freeze()
    server_of(kiosk).run(sockets=[listening])
    write_readings(taker, rack)


def server_of(kiosk: Kiosk) -> uvicorn.Server:
    async def look_after_lines() -> None:
        for line in list(server.server_state.connections):
            if isinstance(line, Connection):
                line.look_after()

    server = uvicorn.Server(
        uvicorn.Config(
            Counter(kiosk),
            http=Connection,
            ws="none",
            interface="asgi3",
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_keep_alive=60,
            timeout_graceful_shutdown=LEAVES_WITHIN_SECONDS,
            callback_notify=look_after_lines,
            timeout_notify=LOOK_AFTER_EVERY_SECONDS,
        )
    )
    return server


def taker_of(setup: Setup) -> Taker:
    return Taker(Path(setup.readings), setup.zone, f"{setup.session_cookie}=", Proxies(setup.proxies).reader_of)


def build(setup: Setup, readings: Readings | None = None) -> tuple[Kiosk, Rack]:
    proxies = Proxies(setup.proxies)
    pressroom = Pressroom(setup.pressroom, setup.site, proxies)
    rack = Rack(open_shelf(setup.store, setup.redis), Memory(), pressroom)
    static = Files("/static/", Path(setup.static))
    renditions = Files("/media/renditions/", Path(setup.media) / "renditions", is_lasting=True)
    hosts, files = Hosts(setup.hosts), (static, renditions)
    return Kiosk(setup.site, hosts, proxies, rack, pressroom, files, setup.session_cookie, readings), rack


def _take_files() -> None:
    """As many lines at once as the system lets anybody have."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):
        resource.setrlimit(
            resource.RLIMIT_NOFILE, (MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES), hard)
        )


def write_readings(taker: Taker, rack: Rack) -> None:
    for address, count in rack.memory.handed_since_asked():
        taker.note_handed(address, count)
    taker.write()


def _write_readings(taker: Taker, rack: Rack) -> None:
    while True:
        time.sleep(WRITE_EVERY_SECONDS)
        try:
            write_readings(taker, rack)
        except OSError:
            log.exception("Readings cannot be written down; they are kept and written with the next")


def _look_around(rack: Rack) -> None:
    looks = 0
    while True:
        time.sleep(LOOK_EVERY_SECONDS)
        looks += 1
        try:
            look(rack, is_use_noted=looks % NOTE_USE_EVERY == 0)
        except Exception:
            log.exception("The page store cannot be reached; what is at hand is handed out")


def look(rack: Rack, is_use_noted: bool = False) -> None:
    """Drop what is at hand where purges may have been missed; tell the store which pages are read."""
    if not rack.shelf.is_well():
        rack.memory.clear()
    if is_use_noted and (used := rack.memory.used_since_asked()):
        rack.shelf.note_used(used)


def _logging() -> dict[str, Any]:
    from redaksi.lib import logs

    told = logs.to_stderr(level="INFO", as_json=True)
    told["loggers"]["uvicorn.error"] = {"level": "ERROR"}  # it has a line for each request that nobody can read
    return told


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
