"""The names of days and months, as they are printed now and as they were or are spelled otherwise."""

import re
from collections.abc import Iterable

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)

_WEEKDAY_SPELLINGS = (
    ("Sen",),
    ("Sel", "Slasa"),
    ("Rab", "Rebo"),
    ("Kam", "Kemis"),
    ("Jum'at", "Jumaat", "Jum", "Djumat", "Djum'at"),
    ("Sab", "Saptu"),
    ("Min", "Ahad"),
)
_MONTH_SPELLINGS = (
    ("Jan", "Djanuari"),
    ("Feb", "Pebruari", "Peb"),
    ("Mar",),
    ("Apr",),
    ("Mai",),
    ("Jun", "Djuni"),
    ("Jul", "Djuli"),
    ("Agu", "Agt", "Ags", "Agust", "Aug"),
    ("Sep", "Sept"),
    ("Okt", "Oct"),
    ("Nov", "Nopember", "Nop"),
    ("Des", "Dec"),
)
_APOSTROPHES = ("'", "’", "‘", "`", "&#39;", "&#x27;", "&rsquo;", "&apos;")


def _numbered(names: Iterable[str], spellings: Iterable[Iterable[str]], first: int) -> dict[str, int]:
    rows = enumerate(zip(names, spellings, strict=True), start=first)
    return {spelling.lower(): number for number, (name, others) in rows for spelling in (name, *others)}


_WEEKDAY_NUMBERS = _numbered(WEEKDAYS, _WEEKDAY_SPELLINGS, first=0)
_MONTH_NUMBERS = _numbered(MONTHS, _MONTH_SPELLINGS, first=1)


def weekday_number(name: str) -> int:
    """Monday is 0, as in `date.weekday()`. Raises `KeyError`."""
    return _WEEKDAY_NUMBERS[_one_apostrophe(name).lower()]


def month_number(name: str) -> int:
    """January is 1. Raises `KeyError`."""
    return _MONTH_NUMBERS[name.lower()]


def _one_apostrophe(name: str) -> str:
    for mark in _APOSTROPHES[1:]:
        name = name.replace(mark, "'")
    return name


def _longest_first(spellings: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, spellings), key=len, reverse=True))


def _weekday_pattern() -> str:
    """Capitalized or in capitals only: a small *minggu* is a week."""
    printed = {form for name in _WEEKDAY_NUMBERS for form in (name.capitalize(), name.upper())}
    return _longest_first(printed).replace("'", "(?:" + "|".join(_APOSTROPHES) + ")")


WEEKDAY = _weekday_pattern()
MONTH = f"(?i:{_longest_first(_MONTH_NUMBERS)})"
