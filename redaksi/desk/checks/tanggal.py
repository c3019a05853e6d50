"""Days: the weekday against the date, days that no calendar has, "kemarin" in a story that waits, the past in the future."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from redaksi.desk.checking import Finding, Part, Result, Text
from redaksi.desk.checking.sentences import at, sentences
from redaksi.lib.indonesian.clock import print_day
from redaksi.lib.indonesian.dates import FoundDate, Unresolved, find_dates
from redaksi.lib.indonesian.names import WEEKDAY, WEEKDAYS

RECENT = timedelta(days=60)  # a day of these is meant where no year is written
_MOVING = re.compile(r"\b(?:kemarin|tadi (?:pagi|siang|sore|malam)|hari ini|besok|lusa|nanti malam|malam ini)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:telah|sudah|tewas|meninggal|terjadi|mengatakan|menyatakan|berlangsung|digelar|ditangkap)\b", re.IGNORECASE
)
_TO_COME = re.compile(
    r"\b(?:akan|bakal|hingga|sampai|rencana\w*|jadwal\w*|dijadwalkan|mendatang|nanti\w*|mulai|berlaku|target\w*|besok)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b(?:{WEEKDAY})\b")
_YEAR = re.compile(r"\b(?:1[5-9]|2[01])\d\d\b")


def check(text: Text) -> Iterator[Finding]:
    today = text.published or date.today()
    for part in text.prose:
        for found in find_dates(part.text, text.published, today):
            yield from _wrong(found, part, text.published)
        if text.published:
            yield from _past_in_future(part, text.published)
        if text.is_scheduled:
            yield from _moving(part)


def _wrong(found: FoundDate, part: Part, published: date | None) -> Iterator[Finding]:
    if found.reason == Unresolved.NO_SUCH_DAY:
        yield at(part, found.start, found.end, "tanggal", _("No calendar has this day."), result=Result.WARN)
    elif found.reason == Unresolved.WRONG_WEEKDAY:
        meant = _days_meant(found, published)
        if not meant:
            return
        weekday = _WEEKDAY.search(found.text)
        right = tuple(found.text.replace(weekday[0], WEEKDAYS[day.weekday()], 1) for day in meant[:1]) if weekday else ()
        says = _("The weekday does not fit: that day was %(day)s.") % {"day": print_day(meant[0])}
        yield at(part, found.start, found.end, "tanggal", says, right, _how_sure(found, meant[0], published))


def _how_sure(found: FoundDate, day: date, published: date | None) -> Result:
    """A year that is written, or a day of these weeks, leaves nothing to ask."""
    is_sure = bool(_YEAR.search(found.text)) or (published is not None and abs(day - published) <= RECENT)
    return Result.STOP if is_sure else Result.WARN


def _days_meant(found: FoundDate, published: date | None) -> list[date]:
    """The same date without its weekday."""
    bare = _WEEKDAY.sub("", found.text, count=1).lstrip(" ,")
    return [other.day for other in find_dates(bare, published, published or date.today()) if other.day]


def _past_in_future(part: Part, published: date) -> Iterator[Finding]:
    for line in sentences(part.text):
        if not _PAST.search(line.text) or _TO_COME.search(line.text):
            continue
        for found in find_dates(line.text, published, published):
            if found.day and found.day > published + timedelta(days=1):
                message = _("%(day)s is still to come, and the sentence speaks of what has been.") % {
                    "day": print_day(found.day)
                }
                yield at(part, line.start + found.start, line.start + found.end, "tanggal", message)


def _moving(part: Part) -> Iterator[Finding]:
    for found in _MOVING.finditer(part.text):
        message = _("This story goes out at a later time: “%(word)s” will be another day then. Write the date.")
        yield at(part, *found.span(), "tanggal", message % {"word": found[0]})
