"""A file as rows of named columns, whatever kind of table it is."""

from __future__ import annotations

from collections.abc import Iterator

from redaksi.wire.opened import OpenedFile

from . import array, jsonlines, separated, workbook
from .row import BrokenRow, Row

ZIP = b"PK\x03\x04"
_MARKS = b"\xef\xbb\xbf \t\r\n"


def rows_of(opened: OpenedFile) -> Iterator[Row | BrokenRow]:
    """Row by row, whatever the size. Raises `Unreadable` where it is no table."""
    if opened.head.startswith(ZIP):
        return workbook.rows(opened.stream)
    start = opened.head.lstrip(_MARKS)
    if start.startswith(b"["):
        return array.rows(opened.stream)
    if start.startswith(b"{"):
        return jsonlines.rows(opened.stream, opened.head)
    return separated.rows(opened.stream, opened.head)
