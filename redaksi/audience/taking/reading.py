"""What a browser says of a reading, and the line it is written down as.

A browser sends `v=<visit>&p=<page>` and what it knows: `r` the host it came from, `d` how far was read (quarters), `t` how
long the text was in view (coarse seconds), `o` which recommended stories came into view, `c` which of them was clicked and
at which place, `a` the experiment and its arm. It says neither who reads nor when: the kiosk's clock counts.
"""

from __future__ import annotations

import re
from typing import NamedTuple, Self

LARGEST = 512  # bytes
MOST_OFFERED = 12
BODY = re.compile(
    rb"v=(?P<visit>[0-9a-z]{8,24})"
    rb"&p=(?P<page>front|section|other|story\.[1-9]\d{0,17})"
    rb"(?:&r=(?P<source>[a-z0-9.-]{1,100}))?"
    rb"(?:&d=(?P<quarters>[0-4]))?"
    rb"(?:&t=(?P<seconds>\d{1,4}))?"
    rb"(?:&o=(?P<offered>\d{1,18}(?:\.\d{1,18}){0,11}))?"
    rb"(?:&c=(?P<clicked>\d{1,18}\.\d{1,2}))?"
    rb"(?:&a=(?P<arm>\d{1,9}\.[01]))?"
)
LINE = re.compile(
    r"(?P<at>\d{9,11}) (?P<visit>[0-9a-f]{16}) (?P<network>[0-9a-f]{16}) (?P<device>[a-z]+) "
    r"(?P<page>[a-z]+)(?:\.(?P<number>\d{1,18}))? (?P<source>\S+) (?P<quarters>\d) (?P<seconds>\d{1,4}) "
    r"(?P<offered>[\d.]+|-) (?P<clicked>\d{1,18}\.\d{1,2}|-) (?P<arm>\d{1,9}\.[01]|-)"
)
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
        at, visit, network, device, page, number, source, quarters, seconds, offered, clicked, arm = found.groups()
        return cls(
            *(int(at), visit, network, device, page, int(number or 0), source, int(quarters), int(seconds)),
            () if offered == "-" else tuple(int(each) for each in offered.split(".") if each)[:MOST_OFFERED],
            *_two(clicked),
            *_two(arm),
        )


def written(at: int, visit: str, network: str, device: str, said: re.Match[bytes]) -> str:
    """The line of what `BODY` matched."""
    _visit, page, source, quarters, seconds, offered, clicked, arm = said.groups()
    told = (page, source or b"-", quarters or b"0", seconds or b"0", offered or b"-", clicked or b"-", arm or b"-")
    return f"{at} {visit} {network} {device} {b' '.join(told).decode('ascii')}"


def _two(written: str) -> tuple[int, int]:
    first, _dot, second = written.partition(".")
    return (int(first), int(second)) if second else (0, 0)
