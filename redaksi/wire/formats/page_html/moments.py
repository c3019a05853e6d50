"""When a page says that its article was published, and when it was changed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from redaksi.lib.indonesian.clock import ZONES, find_moment
from redaksi.wire.item import House

_STANDARD = re.compile(
    r"(?P<year>\d{4})[-/]?(?P<month>\d\d)[-/]?(?P<day>\d\d)(?:[T\s,]+(?:T\s*)?(?P<hour>\d\d)[:.](?P<minute>\d\d)"
    r"(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?\s*(?P<zone>Z|UTC|GMT|WIB|WITA|WIT|[+-]\d\d:?\d\d|[+-]\d\d)?)?",
    re.IGNORECASE,
)
_STAMPED = re.compile(r"(?<!\d)\d{1,2}[.:]\d\d\s*(?P<zone>WIB|WITA|WIT)\b")
_UPDATED = re.compile(r"diperbarui|updated?|dimutakhirkan|diubah|terakhir|last", re.IGNORECASE)
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?$")
LONGEST_STAMP = 160


@dataclass(frozen=True)
class Moment:
    """`is_exact` is False where only a day is given, `has_zone` where the zone is the house's own."""

    at: datetime
    is_exact: bool = True
    has_zone: bool = True


def moment_of(text: str, house: House) -> Moment | None:
    """A time as standards write it, as e-mail does, in seconds since 1970, or as Indonesian newspapers print it."""
    text = text.strip()
    try:
        return _epoch(text) or _standard(text, house) or _mailed(text) or _printed(text, house)
    except (ValueError, OverflowError, TypeError):
        return None


def _standard(text: str, house: House) -> Moment | None:
    match = _STANDARD.match(text)
    if not match:
        return None
    parts = [int(match[name] or 0) for name in ("year", "month", "day", "hour", "minute", "second")]
    zone = _zone(match["zone"]) if match["zone"] else None
    return Moment(_real(datetime(*parts, tzinfo=zone or house.zone)), match["hour"] is not None, zone is not None)  # type: ignore[misc,arg-type]


def _zone(name: str) -> tzinfo:
    name = name.upper()
    if name in ZONES:
        return ZoneInfo(ZONES[name])
    if name in ("Z", "UTC", "GMT"):
        return UTC
    digits = name[1:].replace(":", "").ljust(4, "0")
    away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-away if name[0] == "-" else away)


def _epoch(text: str) -> Moment | None:
    return Moment(datetime.fromtimestamp(int(text[:10]), UTC)) if _EPOCH.match(text) else None


def _mailed(text: str) -> Moment | None:
    if not re.search(r"\d{4} \d\d?:\d\d", text):
        return None
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return Moment(_real(at)) if at.tzinfo else None


def _printed(text: str, house: House) -> Moment | None:
    at = find_moment(text[:LONGEST_STAMP], house.zone, house.now)
    return Moment(at, has_zone=bool(_STAMPED.search(text))) if at else None


def _real(at: datetime) -> datetime:
    """Raises `OverflowError` or `ValueError` for a time that no other zone can say."""
    at.astimezone(UTC)
    return at


@dataclass(frozen=True)
class Stamp:
    at: datetime
    is_update: bool
    names_zone: bool


def stamps_in(lines: Iterable[str], house: House) -> Iterator[Stamp]:
    """The printed time stamps among lines, in their order."""
    for text in lines:
        if len(text) <= LONGEST_STAMP and any(character.isdigit() for character in text):
            moment = _printed(text, house)
            if moment:
                yield Stamp(moment.at, bool(_UPDATED.search(text)), moment.has_zone)


def with_true_zone(moment: datetime, told: Sequence[datetime], stamps: Sequence[Stamp]) -> datetime:
    """Many systems write their own wall clock with a "Z". Where the page prints it with the zone's name, that counts.

    `told`: all times that the page gives as UTC; one of them printed as WIB convicts the others.
    """
    if moment.utcoffset() != timedelta(0):
        return moment
    clocks = {at.replace(tzinfo=None, second=0, microsecond=0) for at in told if at.utcoffset() == timedelta(0)}
    for stamp in stamps:
        if stamp.names_zone and stamp.at.replace(tzinfo=None, second=0, microsecond=0) in clocks:
            return moment.replace(tzinfo=stamp.at.tzinfo)
    return moment
