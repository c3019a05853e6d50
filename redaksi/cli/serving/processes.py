"""What runs when an installation serves. A further process is a further entry here."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from redaksi.lib.home import Home
from redaksi.press.kiosk.setup import VARIABLE, Setup

LONGEST_SOCKET_PATH = 100  # bytes; the system's limit is 104 to 108


@dataclass(frozen=True)
class Service:
    name: str
    command: tuple[str, ...]
    stops_within: float = 6  # seconds from being asked to being made to
    nice: int = field(default=0)  # how far it steps back for the others
    is_lasting: bool = False  # answers without a break: the next one is there before it goes
    sockets: tuple[int, ...] = ()  # that it inherits
    surroundings: Mapping[str, str] = field(default_factory=dict)  # added to the environment


def all_services(home: Home, readers: int) -> list[Service]:
    """Readers first: whatever the others do, the kiosk answers. `readers`: the number of the socket they come to."""
    setup = {VARIABLE: kiosk_setup(home).written()}
    return [
        Service("kiosk", _module("kiosk", str(readers)), is_lasting=True, sockets=(readers,), surroundings=setup),
        Service("pages", _module("pages", str(pressroom_socket(home))), nice=10),
        Service("worker", _module("worker"), nice=15),
    ]


def kiosk_setup(home: Home) -> Setup:
    """Django has been started."""
    from django.conf import settings

    return Setup(
        site=settings.SITE_URL,
        hosts=tuple(settings.ALLOWED_HOSTS),
        proxies=tuple(settings.TRUSTED_PROXIES),
        session_cookie=settings.SESSION_COOKIE_NAME,
        pressroom=str(pressroom_socket(home)),
        store=settings.PAGES_FOLDER,
        redis=settings.REDIS_URL,
        static=settings.STATIC_ROOT,
        media=settings.MEDIA_ROOT,
        readings=settings.READINGS_FOLDER,
        zone=settings.TIME_ZONE,
    )


def pressroom_socket(home: Home) -> Path:
    """In the home; where that path is longer than sockets' names may be, in the system's folder for what passes."""
    path = home.folder / "pressroom.sock"
    if len(bytes(path)) <= LONGEST_SOCKET_PATH:
        return path
    digest = hashlib.sha256(bytes(home.folder)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"redaksi-{digest}.sock"


def _module(name: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", f"redaksi.cli.serving.{name}", *arguments)
