"""When a cell says that something was, in whatever shape its system wrote it."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from typing import Any
from zoneinfo import ZoneInfo

from redaksi.lib.indonesian.clock import ZONES
from redaksi.lib.indonesian.dates import find_dates
from redaksi.lib.indonesian.names import month_number
from redaksi.wire.item import House

LONGEST = 120
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_SHORT = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3,9})[- ](\d{4}|\d\d)(?!\d)")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})(?!\d)")
_ENGLISH = re.compile(r"[A-Z][a-z]{2},\s\d{1,2}\s[A-Z][a-z]{2}\s\d{4}\s[\d:]+\s(?:GMT|UTC|[+-]\d{4})$")
_HOUR = re.compile(
    r"(?<![\d.:/])(?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)(?:[.:](?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?(?![\d:/])"
    r"(?:\s?(?P<half>[AaPp])\.?[Mm]\b)?(?:\s?(?P<zone>WIB|WITA|WIT|UTC|GMT|Z|[+-]\d\d:?\d\d))?"
)
_UPDATED = re.compile(r"diperbarui|update|dimutakhirkan|last", re.IGNORECASE)
_WEEKDAY = re.compile(r"^\D*?(?=\d)")
_ENGLISH_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SECONDS = {10: 1, 13: 1000, 16: 1_000_000}


@dataclass(frozen=True)
class Moment:
    """`is_exact` is False where only the day was given."""

    at: datetime
    is_exact: bool = True
    is_update: bool = False


def moment_in(cell: Any, house: House, hour: str = "") -> Moment | None:
    """In the house's zone where the cell names none; `hour` is what a column of its own says. None: not understood."""
    if isinstance(cell, datetime):
        return _at_hour(Moment(cell if cell.tzinfo else cell.replace(tzinfo=house.zone), cell.time() != time()), hour)
    if isinstance(cell, date):
        return _at(cell, hour, house.zone)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _counted(str(int(cell))) if abs(cell) < 1e17 else None
    text = str(cell).strip()[:LONGEST]
    return _counted(text) if text.isdecimal() else _iso(text, hour, house) or _printed(text, hour, house)


def _counted(digits: str) -> Moment | None:
    """Seconds, milliseconds or microseconds since 1970, told apart by their number of digits."""
    if len(digits) == 8:
        day = _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        return Moment(datetime.combine(day, time(), UTC), is_exact=False) if day else None
    scale = _SECONDS.get(len(digits))
    return Moment(datetime.fromtimestamp(int(digits) / scale, UTC)) if scale else None


def _iso(text: str, hour: str, house: House) -> Moment | None:
    if not text[:4].isdecimal():
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return _at_hour(Moment(at if at.tzinfo else at.replace(tzinfo=house.zone), len(text) > len("2022-02-24")), hour)


def _printed(text: str, hour: str, house: House) -> Moment | None:
    if _ENGLISH.match(text):
        return _of_mail(text)
    found = _day_in(text, house)
    if found is None:
        return None
    day, end = found
    after = _HOUR.search(text, end) or _HOUR.search(text, 0, end)
    moment = _at(day, after[0] if after else hour, house.zone)
    return Moment(moment.at, moment.is_exact, bool(_UPDATED.search(text)))


def _day_in(text: str, house: House) -> tuple[date, int] | None:
    """The day that a text names, and where its name ends."""
    for form, reading in ((_ISO, _year_first), (_SHORT, _day_first), (_MONTH_FIRST, _month_first)):
        if match := form.search(text):
            day = reading(match)
            return (day, match.end()) if day else None
    today = house.now.astimezone(house.zone).date()
    for each in find_dates(text, None, today):
        if each.day:
            return each.day, each.end
    bare = _WEEKDAY.sub("", text)
    return _day_in(bare, house) if bare != text else None


def _year_first(match: re.Match[str]) -> date | None:
    return _day(int(match[1]), int(match[2]), int(match[3]))


def _day_first(match: re.Match[str]) -> date | None:
    year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
    return _day(year, _month(match[2]), int(match[1]))


def _month_first(match: re.Match[str]) -> date | None:
    return _day(int(match[3]), _month(match[1]), int(match[2]))


def _month(name: str) -> int:
    """0 where there is none of this name."""
    try:
        return month_number(name)
    except KeyError:
        return _ENGLISH_MONTHS.index(name.lower()) + 1 if name.lower() in _ENGLISH_MONTHS else 0


def _at(day: date, hour: str, zone: tzinfo) -> Moment:
    return _at_hour(Moment(datetime.combine(day, time(), zone), is_exact=False), hour)


def _at_hour(moment: Moment, hour: str) -> Moment:
    """With the hour where the moment has none of its own."""
    match = None if moment.is_exact else _HOUR.search(hour)
    if not match:
        return moment
    clock = time(_hour_of(match), int(match["minute"]), int(match["second"] or 0))
    zone = _zone(match["zone"]) or moment.at.tzinfo
    return Moment(datetime.combine(moment.at.date(), clock, zone), is_update=moment.is_update)


def _hour_of(match: re.Match[str]) -> int:
    hour = int(match["hour"])
    if not match["half"] or hour > 12:
        return hour
    return hour % 12 + (12 if match["half"] in "pP" else 0)


def _zone(written: str | None) -> tzinfo | None:
    if not written:
        return None
    if written in ZONES:
        return ZoneInfo(ZONES[written])
    if written in ("UTC", "GMT", "Z"):
        return UTC
    minutes = int(written[1:3]) * 60 + int(written[-2:])
    return timezone(timedelta(minutes=minutes if written[0] == "+" else -minutes)) if minutes < 24 * 60 else UTC


def _of_mail(text: str) -> Moment | None:
    try:
        return Moment(parsedate_to_datetime(text))
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
