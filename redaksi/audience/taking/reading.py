"""What a browser says of a reading, and the line it is written down as.

A browser sends `v=<visit>&p=<page>` and what it knows: `r` the host it came from, `d` how far was read (quarters), `t` how
long the text was in view (coarse seconds), `o` which recommended stories came into view, `c` which of them was clicked and
at which place, `a` the experiment and its arm. It says neither who reads nor when: the kiosk's clock counts.
"""

from __future__ import annotations

import re
from typing import NamedTuple, Self

LARGEST = 512  # bytes
_TOLD = (
    r"&p=(front|section|other|story\.[1-9]\d{0,17})"
    r"(?:&r=([a-z0-9.-]{1,100}))?"
    r"(?:&d=([0-4]))?"
    r"(?:&t=(\d{1,4}))?"
    r"(?:&o=(\d{1,18}(?:\.\d{1,18}){0,11}))?"
    r"(?:&c=(\d{1,18}\.\d{1,2}))?"
    r"(?:&a=(\d{1,9}\.[01]))?"
)
BODY = re.compile(rf"v=([0-9a-z]{{8,24}}){_TOLD}".encode(), re.ASCII)
LINE = re.compile(rf"(\d{{9,11}}) ([0-9a-f]{{16}}) ([0-9a-f]{{16}}) ([a-z]+) {_TOLD}", re.ASCII)
DIRECT = "-"
OWN = "."


class Illegible(ValueError):
    """It is not what our script sends."""


class Reading(NamedTuple):
    """`at`: seconds since 1970 by the kiosk's clock. `visit`, `network`: hidden with the day's salt. `source`: the host the
    reader came from, `DIRECT` or `OWN`. `number`: of the story, 0 for other pages."""

    at: int
    visit: str
    network: str
    device: str
    page: str
    number: int
    source: str = DIRECT
    quarters: int = 0
    seconds: int = 0
    offered: tuple[int, ...] = ()
    clicked: int = 0
    place: int = 0
    experiment: int = 0
    arm: int = 0

    @classmethod
    def of_line(cls, line: str) -> Self:
        """Raises `Illegible`."""
        found = LINE.fullmatch(line)
        if found is None:
            raise Illegible(line[:80])
        at, visit, network, device, page, source, quarters, seconds, offered, clicked, arm = found.groups()
        kind, _dot, number = page.partition(".")
        return cls(
            *(int(at), visit, network, device, kind, int(number or 0), source or DIRECT, int(quarters or 0), int(seconds or 0)),
            tuple(int(each) for each in offered.split(".")) if offered else (),
            *_two(clicked),
            *_two(arm),
        )


def written(at: int, visit: str, network: str, device: str, body: bytes) -> str:
    """The line of what `BODY` has matched: all that was said but the visit's own name."""
    return f"{at} {visit} {network} {device} {body[body.index(b'&') :].decode('ascii')}"


def _two(written: str | None) -> tuple[int, int]:
    first, _dot, second = (written or "").partition(".")
    return (int(first), int(second)) if second else (0, 0)
