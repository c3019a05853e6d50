"""CSV: values between commas, semicolons, tabs or bars, with a row of names above them."""

import csv
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from redaksi.wire.item import Unreadable

from .guesses import known_in
from .lines import LONGEST, Lines
from .row import BrokenRow, Row

DELIMITERS = ",;\t|"
MOST_COLUMNS = 1000


def rows(stream: BinaryIO, head: bytes) -> Iterator[Row | BrokenRow]:
    csv.field_size_limit(LONGEST)
    lines = Lines(stream, head)
    reader = csv.reader(iter(lines), delimiter=delimiter_of(head), skipinitialspace=True)
    names = _names(reader)
    while True:
        number = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield BrokenRow(number, _("not a row of CSV: %(error)s") % {"error": error})
            continue
        if any(cells):
            yield Row(number, _named(names, cells), [*lines.notes(), *_ragged(names, cells)])


def _names(reader: Iterator[list[str]]) -> list[str]:
    """Each name once; a column without a name is called by its place."""
    try:
        first = next((row for row in reader if any(row)), [])
    except csv.Error as error:
        raise Unreadable(_("not a row of CSV: %(error)s") % {"error": error}) from error
    if not first or len(first) > MOST_COLUMNS:
        raise Unreadable(_("no row of column names at its beginning"))
    names: list[str] = []
    for place, written in enumerate(first, start=1):
        name = " ".join(written.split())[:100] or _nameless(place)
        names.append(name if name not in names else f"{name} ({place})")
    return names


def _nameless(place: int) -> str:
    return _("column %(number)s") % {"number": place}


def _named(names: list[str], cells: list[str]) -> dict[str, str]:
    named = dict(zip(names, cells, strict=False))
    named.update((_nameless(place), cell) for place, cell in enumerate(cells[len(names) :], start=len(names) + 1))
    return named


def _ragged(names: list[str], cells: list[str]) -> list[str]:
    if len(cells) == len(names):
        return []
    return [_("a row of %(count)s cells under %(names)s columns") % {"count": len(cells), "names": len(names)}]


def delimiter_of(head: bytes) -> str:
    """The one that makes the first row say most: known names first, then the number of columns."""
    return max(DELIMITERS, key=lambda delimiter: _says(names_in(head, delimiter)))


def _says(names: list[str]) -> tuple[int, int]:
    return len(known_in(names)), len(names)


def names_in(head: bytes, delimiter: str) -> list[str]:
    """The first row of a file that begins so."""
    wide = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(head[:2], "utf-8-sig")
    lines = head.decode(wide, errors="replace").removeprefix("\ufeff").splitlines(keepends=True)
    try:
        return next((row for row in csv.reader(lines, delimiter=delimiter, skipinitialspace=True) if any(row)), [])
    except csv.Error:
        return []
