"""What reads: a telephone, a tablet, a computer, or a program. Nothing else is kept of what a browser calls itself."""

from __future__ import annotations

import re

REMEMBERED = 2_048
LONGEST = 1_024
PROGRAM = "program"
_PROGRAMS = re.compile(
    r"bot|crawl|spider|slurp|archiv|preview|fetch|monitor|probe|scan|lighthouse|headless|phantom|puppeteer|playwright|selenium|"
    r"python|curl|wget|java/|okhttp|go-http|libwww|perl|ruby|axios|node|httpclient|scrapy|facebookexternalhit|embed|feed|"
    r"validator|whatsapp|telegram",
    re.IGNORECASE,
)
_TABLETS = re.compile(r"ipad|tablet|kindle|silk/|playbook|android(?!.*mobile)", re.IGNORECASE)
_PHONES = re.compile(r"mobi|iphone|ipod|android|opera mini|kaios|ucbrowser", re.IGNORECASE)


class Devices(dict[str, str]):
    """From `User-Agent`, as it came, to `phone`, `tablet`, `computer` or `program`; remembers, within bounds."""

    def __missing__(self, agent: str) -> str:
        device = device_of(agent)
        if len(self) >= REMEMBERED:
            self.clear()
        if len(agent) <= LONGEST:
            self[agent] = device
        return device


def device_of(agent: str) -> str:
    """Who says nothing of itself is a program, and so is who says more than any browser."""
    if not agent.startswith("Mozilla/") and not agent.startswith("Opera/"):
        return PROGRAM
    if len(agent) > LONGEST or _PROGRAMS.search(agent):
        return PROGRAM
    if _TABLETS.search(agent):
        return "tablet"
    return "phone" if _PHONES.search(agent) else "computer"
