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

    SIGUSR1 starts all of them again: new code, and no reader notices.

    Raises `Trouble` when a service cannot be brought up.
    """
    stop, again = _told_by((signal.SIGINT, signal.SIGTERM, signal.SIGHUP)), _told_by((signal.SIGUSR1,))
    children = [Child(service, journal) for service in services]
    is_up = False
    try:
        while not stop.is_set():
            if again.is_set():
                again.clear()
                _restart(children)
            for child in children:
                child.look_after()
            if not is_up:  # later, a database may be away for an hour: readers are answered all the while
                _give_up_with_any_of(children)
            is_up = is_up or when_up()
            stop.wait(LOOK_EVERY_SECONDS)
    finally:
        _stop_all(children)


def _told_by(numbers: Iterable[int]) -> threading.Event:
    told = threading.Event()

    def heard(signum: int, frame: FrameType | None) -> None:
        told.set()

    for number in numbers:
        signal.signal(number, heard)
    return told


def _restart(children: Iterable[Child]) -> None:
    for child in children:
        child.restart()


def _give_up_with_any_of(children: Iterable[Child]) -> None:
    for child in children:
        if child.is_hopeless:
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
