"""Days as Indonesian newspapers write them: "Kamis (24/2)", "Kamis, 24 Februari 2022", "24/2/2022"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from redaksi.lib.indonesian.names import MONTH, WEEKDAY, month_number, weekday_number


class Unresolved(StrEnum):
    """Why a date that was found names no day."""

    WRONG_WEEKDAY = "wrong-weekday"
    NO_SUCH_DAY = "no-such-day"


@dataclass(frozen=True)
class FoundDate:
    """A date in a text: `text == whole[start:end]`. `day` is None where `reason` says why."""

    start: int
    end: int
    text: str
    day: date | None
    reason: Unresolved | None = None


AHEAD = timedelta(days=60)  # how far a story looks forward without naming the year
BACK = 40  # years; in this time every day of the year falls on every weekday, 29 February too

_GAP = r"(?:\s|&nbsp;){1,3}"
_HOUR = rf"(?:{_GAP}(?:dini{_GAP}hari|pagi|siang|sore|petang|malam|subuh))?(?:{_GAP}(?:WIB|WITA|WIT|waktu{_GAP}setempat))?"
_ON = rf"\b(?P<weekday>{WEEKDAY}){_HOUR},?{_GAP}"
_YEAR = r"(?:1[5-9]|2[01])\d\d"
_DAY_MONTH = r"(?P<day>\d{1,2})"
_FORMS = (
    rf"(?:{_ON})?(?<![\w])\({_DAY_MONTH}/(?P<month>\d{{1,2}})(?:/(?P<year>{_YEAR}|\d\d))?\)",
    rf"(?:{_ON}\(?)?(?<![\w/.,–-]){_DAY_MONTH}{_GAP}(?P<month>{MONTH})\b\.?(?:,?{_GAP}(?P<year>{_YEAR})\b)?",
    rf"(?:{_ON})?(?<![\w/.,–-]){_DAY_MONTH}(?P<mark>[/-])(?P<month>\d{{1,2}})(?P=mark)(?P<year>{_YEAR})(?![\w/-])",
)
_DIGIT = re.compile(r"\d")
_PATTERNS = tuple(re.compile(form) for form in _FORMS)
# "dua pertiga (2/3)", "skor (2/1)": a fraction, not a day.
_FRACTION = re.compile(r"(?:\bper\w{1,12}|\bsetengah|\bseperempat|\bskor|\bpecahan)\s$", re.IGNORECASE)
_TAG = re.compile(
    r"""<!--(?:(?!-->).)*+(?:-->|$) | </?(?P<name>[a-zA-Z][\w:-]*+)(?:[^<>"']|"[^"]*+"|'[^']*+')*+>""",
    re.VERBOSE | re.DOTALL,
)
_LEFT_ALONE = {"time", "script", "style", "pre", "code", "textarea", "title"}


def find_dates(text: str, published: date | None, latest: date) -> list[FoundDate]:
    """Every date in the text that names a day, in order; those that contradict themselves with their reason.

    Where no year is given, `published` decides: the last such day before it, or one at most 60 days ahead (an
    announcement), whichever falls on the weekday. Where that is not known either: the last such day up to `latest`, in
    the nearest year in which the weekday agrees.
    """
    found = [_resolved(match, published, latest) for match in _matches(text)]
    return [one for one in found if one]


def mark_dates(html: str, published: date | None = None, latest: date | None = None) -> str:
    """The same markup with each resolved date in a `<time datetime="…">`; nothing else is touched.

    Dates in attributes, in a `<time>` that is there already, in code and scripts stay as they are. `latest` is today
    where it is not given.
    """
    latest = latest or date.today()
    parts: list[str] = []
    end, inside = 0, 0
    for tag in _TAG.finditer(html):
        text = html[end : tag.start()]
        parts += [text if inside else _marked(text, published, latest), tag[0]]
        inside = max(0, inside + _depth_change(tag))
        end = tag.end()
    rest = html[end:]
    return "".join([*parts, rest if inside else _marked(rest, published, latest)])


def _depth_change(tag: re.Match[str]) -> int:
    if (tag["name"] or "").lower() not in _LEFT_ALONE or tag[0].endswith("/>"):
        return 0
    return -1 if tag[0].startswith("</") else 1


def _marked(text: str, published: date | None, latest: date) -> str:
    parts: list[str] = []
    end = 0
    for found in find_dates(text, published, latest):
        if found.day:
            parts += [text[end : found.start], f'<time datetime="{found.day.isoformat()}">{found.text}</time>']
            end = found.end
    return "".join([*parts, text[end:]])


def _matches(text: str) -> Iterator[re.Match[str]]:
    """The matches of all forms in order, the longer one where two begin together or overlap."""
    if not _DIGIT.search(text):
        return
    candidates = [match for pattern in _PATTERNS for match in pattern.finditer(text)]
    end = 0
    for match in sorted(candidates, key=lambda match: (match.start(), -match.end())):
        if match.start() >= end:
            end = match.end()
            yield match


def _resolved(match: re.Match[str], published: date | None, latest: date) -> FoundDate | None:
    weekday = weekday_number(match["weekday"]) if match["weekday"] else None
    if not _names_a_day(match, weekday):
        return None
    month = int(match["month"]) if match["month"].isdecimal() else month_number(match["month"])
    answer = _day_of(int(match["day"]), month, _year(match["year"]), weekday, published, latest)
    end = match.end() + _closing(match)
    day, reason = (answer, None) if isinstance(answer, date) else (None, answer)
    return FoundDate(match.start(), end, match.string[match.start() : end], day, reason)


def _names_a_day(match: re.Match[str], weekday: int | None) -> bool:
    if weekday is not None or match["year"]:
        return True
    is_numeric = match[0].startswith("(")
    return is_numeric and not _FRACTION.search(match.string, max(0, match.start() - 20), match.start())


def _closing(match: re.Match[str]) -> int:
    """One more where "Kamis (24 Februari 2022)" still has to close what it opened."""
    is_open = match[0].count("(") > match[0].count(")")
    return int(is_open and match.string.startswith(")", match.end()))


def _year(written: str | None) -> int | None:
    if written is None:
        return None
    return int(written) if len(written) == 4 else 2000 + int(written)


def _day_of(
    day: int, month: int, year: int | None, weekday: int | None, published: date | None, latest: date
) -> date | Unresolved:
    if not _is_in_calendar(day, month):
        return Unresolved.NO_SUCH_DAY
    candidates = [_date(year, month, day)] if year else list(_without_year(day, month, published, latest))
    days = [candidate for candidate in candidates if candidate]
    if not days:
        return Unresolved.NO_SUCH_DAY
    agreeing = [candidate for candidate in days if weekday in (None, candidate.weekday())]
    if not agreeing:
        return Unresolved.WRONG_WEEKDAY
    near = published or latest
    return min(agreeing, key=lambda candidate: abs(candidate - near))


def _without_year(day: int, month: int, published: date | None, latest: date) -> Iterator[date]:
    last = (published or latest) + (AHEAD if published else timedelta())
    passed = 0
    for year in range(last.year, max(1, last.year - BACK), -1):
        candidate = _date(year, month, day)
        if candidate and candidate <= last:
            yield candidate
            passed += candidate <= (published or latest)
        if published and passed:
            return


def _is_in_calendar(day: int, month: int) -> bool:
    return _date(2000, month, day) is not None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
