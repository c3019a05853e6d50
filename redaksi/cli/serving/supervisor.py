"""All services as one thing: up together, watched, down together within seconds."""

import signal
import threading
import time
from collections.abc import Callable, Iterable
from types import FrameType

from redaksi.cli.language import gettext as _
from redaksi.cli.serving.child import Child
from redaksi.cli.serving.journal import Journal
from redaksi.cli.serving.processes import Service
from redaksi.cli.trouble import Trouble

LOOK_EVERY_SECONDS = 0.2


def run(services: Iterable[Service], journal: Journal, when_up: Callable[[], bool]) -> None:
    """Serve until told to stop (Ctrl-C, SIGTERM, SIGHUP). `when_up` is asked until it says that all is well.

    Raises `Trouble` when a service cannot be kept up.
    """
    stop = _told_to_stop()
    children = [Child(service, journal) for service in services]
    is_up = False
    try:
        while not stop.is_set():
            for child in children:
                child.look_after()
            _give_up_with_any_of(children)
            is_up = is_up or when_up()
            stop.wait(LOOK_EVERY_SECONDS)
    finally:
        _stop_all(children)


def _told_to_stop() -> threading.Event:
    stop = threading.Event()

    def heard(signum: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, heard)
    return stop


def _give_up_with_any_of(children: Iterable[Child]) -> None:
    for child in children:
        if child.is_given_up:
            raise Trouble(
                _("%s falls over as soon as it starts; the lines above and the home's logs/redaksi.log say why.")
                % child.service.name
            )


def _stop_all(children: list[Child]) -> None:
    for child in children:
        child.ask_to_stop()
    now = time.monotonic()
    for child in children:
        child.make_stop(by=now + child.service.stops_within)
