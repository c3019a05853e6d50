"""Moments as Indonesian newspapers print them: "Sabtu, 26 Februari 2022 09.14 WIB"."""

import re
from datetime import date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

from redaksi.lib.indonesian.dates import find_dates
from redaksi.lib.indonesian.names import MONTHS, WEEKDAYS

ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
_ZONE_NAMES = {
    **{place: name for name, place in ZONES.items()},
    "Asia/Pontianak": "WIB",
    "Asia/Ujung_Pandang": "WITA",
}
_TIME = re.compile(
    r"(?<![\d.:])(?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)(?:[.:][0-5]\d)?(?![\d.:])"
    r"(?:\s?(?P<zone>WIB|WITA|WIT)\b)?"
)
_AFTER_DATE = 40  # characters between a printed date and its hour: "Sabtu, 26 Februari 2022 | Pukul 09.14 WIB"


def zone_name(tz_name: str, at: datetime | None = None) -> str:
    """WIB, WITA or WIT; elsewhere the zone's own abbreviation, or its distance from UTC ("UTC+3")."""
    if tz_name in _ZONE_NAMES:
        return _ZONE_NAMES[tz_name]
    abbreviation = (at or datetime.now(ZoneInfo(tz_name))).astimezone(ZoneInfo(tz_name)).tzname() or tz_name
    return abbreviation if abbreviation.isalpha() else f"UTC{abbreviation[0]}{abbreviation[1:].lstrip('0') or '0'}"


def print_day(day: date) -> str:
    """ "Sabtu, 26 Februari 2022"."""
    return f"{WEEKDAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}"


def print_moment(moment: datetime, tz_name: str) -> str:
    """ "Sabtu, 26 Februari 2022 09.14 WIB", in the zone of this name. `moment` knows its own zone."""
    local = moment.astimezone(ZoneInfo(tz_name))
    return f"{print_day(local.date())} {local:%H.%M} {zone_name(tz_name, local)}"


def find_moment(text: str, zone: tzinfo, latest: datetime) -> datetime | None:
    """The first full date with an hour behind it; in `zone` where the text names none. `latest` bounds dates without year."""
    for found in find_dates(text, None, latest.astimezone(zone).date()):
        hour = _TIME.search(text, found.end, found.end + _AFTER_DATE)
        if found.day and hour:
            at = time(int(hour["hour"]), int(hour["minute"]))
            return datetime.combine(found.day, at, ZoneInfo(ZONES[hour["zone"]]) if hour["zone"] else zone)
    return None


def start_of(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone)
