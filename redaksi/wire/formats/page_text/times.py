"""When a page says that it was published, and who else stands on that line."""

import re
from dataclasses import dataclass
from datetime import datetime

from redaksi.lib.indonesian.clock import find_moment, start_of
from redaksi.lib.indonesian.dates import FoundDate, find_dates
from redaksi.wire.item import House

_HOUR = re.compile(r"(?:\bpukul\b|\bjam\b)?\s*\b[0-2]?\d[.:][0-5]\d(?:[.:][0-5]\d)?\b\s*(?:WIB|WITA|WIT)?", re.IGNORECASE)
_LABEL = re.compile(
    r"\b(?:diterbitkan|dipublikasikan|dipublikasi|terbit|tayang|published|publish|posted|tanggal|diperbarui|diupdate|updated?|"
    r"dimutakhirkan|terakhir|last|on|pada|hari|pukul|WIB|WITA|WIT)\b",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"diperbarui|update|dimutakhirkan|last", re.IGNORECASE)
_EDGES = " ,.;:|/•·–—-()[]"
LONGEST = 160
FIRST_PAGES = 1994  # Republika Online, the first Indonesian newspaper on the web, began in August 1995


@dataclass(frozen=True)
class Stamp:
    """`rest` is what else the line says; `is_exact` is False where it gives a day without an hour."""

    at: datetime
    is_update: bool
    is_exact: bool
    rest: str


def stamp_in(text: str, house: House) -> Stamp | None:
    """The time stamp of a line that is one; None for a sentence that happens to name a day."""
    if len(text) > LONGEST:
        return None
    found = next((date for date in _dates(text, house) if date.day), None)
    if not found or not found.day:
        return None
    rest = _without_stamp(text, found)
    if len(rest.split()) > 8:
        return None
    moment = find_moment(text, house.zone, house.now)
    return Stamp(moment or start_of(found.day, house.zone), bool(_UPDATED.search(text)), moment is not None, rest)


def day_of_the_news(text: str, house: House) -> datetime | None:
    """The beginning of the day that the text gives as today's, in the paper's zone.

    Newspapers write it "Kamis (24/2)": the first such day. Where there is none, the latest day that is named: a story
    is not older than what it tells. No page is older than the web.
    """
    today = house.now.astimezone(house.zone).date()
    found = [date for date in _dates(text, house) if date.day and date.day.year >= FIRST_PAGES and date.day <= today]
    of_the_news = [date.day for date in found if date.day and ("(" in date.text or date.text[0].isalpha())]
    day = of_the_news[0] if of_the_news else max((date.day for date in found if date.day), default=None)
    return start_of(day, house.zone) if day else None


def _dates(text: str, house: House) -> list[FoundDate]:
    return find_dates(text, None, house.now.astimezone(house.zone).date())


def _without_stamp(text: str, found: FoundDate) -> str:
    after = _HOUR.sub(" ", text[found.end :], count=1)
    rest = _LABEL.sub(" ", f"{text[: found.start]} {after}")
    return " ".join(rest.split()).strip(_EDGES)
