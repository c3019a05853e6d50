"""The process that readers meet: stored pages at the speed of files, all else handed to the pressroom. No Django in it."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from pathlib import Path

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from redaksi.cli.serving import lifeline
from redaksi.press.kiosk import counter
from redaksi.press.kiosk.callers import Hosts, Proxies
from redaksi.press.kiosk.files import Files
from redaksi.press.kiosk.hot import Memory
from redaksi.press.kiosk.kiosk import Kiosk
from redaksi.press.kiosk.pressroom import Pressroom
from redaksi.press.kiosk.rack import Rack
from redaksi.press.kiosk.setup import VARIABLE, Setup
from redaksi.press.store.open import open_shelf

THREADS = 6  # granian's own: for pages at hand, and for uploads as they come in
LOOK_EVERY_SECONDS = 0.25
NOTE_USE_EVERY = 120  # looks

log = logging.getLogger(__name__)


def serve(host: str, port: int) -> None:
    lifeline.hold_to_supervisor()
    Server(
        "redaksi.cli.serving.kiosk:open_kiosk",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        workers_kill_timeout=4,
        respawn_failed_workers=True,
        websockets=False,
        log_level=LogLevels.error,
        log_dictconfig=_logging(),
        process_name=None,
    ).serve()


def open_kiosk() -> Kiosk:
    """In the worker's process, once."""
    setup = Setup.read(os.environ[VARIABLE])
    lifeline.hold()
    counter.take_over()
    kiosk, rack = build(setup)
    threading.Thread(target=_look_around, args=(rack,), name="look-around", daemon=True).start()
    return kiosk


def build(setup: Setup) -> tuple[Kiosk, Rack]:
    proxies = Proxies(setup.proxies)
    pressroom = Pressroom(setup.pressroom, setup.site, proxies)
    rack = Rack(open_shelf(setup.store, setup.redis), Memory(), pressroom)
    static = Files("/static/", Path(setup.static))
    renditions = Files("/media/renditions/", Path(setup.media) / "renditions", is_lasting=True)
    return Kiosk(setup.site, Hosts(setup.hosts), proxies, rack, pressroom, (static, renditions), setup.session_cookie), rack


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


def _logging() -> dict[str, object]:
    from redaksi.lib import logs

    return logs.to_stderr(level="INFO", as_json=True)


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
