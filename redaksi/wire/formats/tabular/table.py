"""A file as rows of named columns, whatever kind of table it is."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from redaksi.wire.item import Unreadable
from redaksi.wire.opened import OpenedFile

from . import jsonlines, objects, separated, workbook
from .row import BrokenRow, Row

ZIP = b"PK\x03\x04"
_MARKS = b"\xef\xbb\xbf \t\r\n"


def rows_of(opened: OpenedFile) -> Iterator[Row | BrokenRow]:
    """Row by row, whatever the size. Raises `Unreadable` where it is no table; the last row tells where it broke off."""
    number = 0
    try:
        for row in _rows_of(opened):
            number = row.number
            yield row
    except (Unreadable, OSError, EOFError, zlib.error) as error:
        if not number:
            raise Unreadable(str(error)) from error
        yield BrokenRow(number + 1, _("the rest cannot be read: %(error)s") % {"error": str(error)[:200]})


def _rows_of(opened: OpenedFile) -> Iterator[Row | BrokenRow]:
    if opened.head.startswith(ZIP):
        return workbook.rows(opened.stream)
    start = opened.head.lstrip(_MARKS)
    if start.startswith(b"["):
        return objects.rows(opened.stream)
    if start.startswith(b"{"):
        return jsonlines.rows(opened.stream, opened.head)
    return separated.rows(opened.stream, opened.head)
