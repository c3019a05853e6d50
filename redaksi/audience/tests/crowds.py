"""Readers for tests: what their browsers send, and the kiosk that writes it down."""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings

from redaksi.audience import folding
from redaksi.audience.taking.taker import Taker

PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
COMPUTER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
ADDRESS = "203.0.113.77"


def taker(clock=time.time) -> Taker:
    return Taker(Path(settings.READINGS_FOLDER), "Asia/Jakarta", "sessionid=", lambda environ: environ["REMOTE_ADDR"], clock)


def environ(agent=PHONE, address=ADDRESS, **headers):
    told = {"HTTP_HOST": "harian.id", "HTTP_ORIGIN": "https://harian.id", "HTTP_USER_AGENT": agent, "REMOTE_ADDR": address}
    return {**told, **{f"HTTP_{name.upper()}": value for name, value in headers.items()}}


def body(visit, page, **more):
    """`page`: a story, or the word for another page."""
    told = {"v": f"{visit:0>10}", "p": page if isinstance(page, str) else f"story.{page.number}", **more}
    return "&".join(f"{name}={value}" for name, value in told.items()).encode()


def tell(*bodies, by=None, **asked):
    """A kiosk takes them and writes them down."""
    by = by or taker()
    for each in bodies:
        by.take(environ(**asked), each)
    by.write()
    return by


def read(*bodies, **asked):
    """Told, and counted."""
    tell(*bodies, **asked)
    folding.fold()
