"""From a table to items, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from django.utils.translation import gettext as _

from redaksi.wire.item import House, Item, Unreadable
from redaksi.wire.opened import OpenedFile
from redaksi.wire.refusal import Refusal

from .mapping import Mapping
from .record import Record
from .row import BrokenRow, Row
from .table import rows_of
from .values import is_for_machines

LOOKED_AT = 100  # rows, before columns are given their meaning


def read(opened: OpenedFile, house: House) -> Iterator[Item | Refusal]:
    """A story a row, in the order of the file; a later row of the same item is its later version.

    Raises `Unreadable` where the columns say nothing. `opened.column_map` is what a person said of them.
    """
    yield from Table(opened, house, Mapping.parse(getattr(opened, "column_map", ""))).items()


class Table:
    def __init__(self, opened: OpenedFile, house: House, mapping: Mapping) -> None:
        self._opened = opened
        self._house = house
        self._mapping = mapping
        self._folder = opened.path.parent
        self._columns: dict[str, None] = {}
        self._told: set[str] = set()

    def items(self) -> Iterator[Item | Refusal]:
        rows = iter(rows_of(self._opened))
        first = list(islice(rows, LOOKED_AT))
        self._look_at(first)
        for row in chain(first, rows):
            yield self._read(row)

    def _look_at(self, rows: list[Row | BrokenRow]) -> None:
        columns = [column for row in rows if isinstance(row, Row) for column in row.cells]
        if not columns:
            broken = next((row.reason for row in rows if isinstance(row, BrokenRow)), _("a table without rows"))
            raise Unreadable(broken)
        self._fit(columns)
        if not self._mapping.columns.keys() & {"headline", "body"}:
            shown = ", ".join(list(self._columns)[:20])
            message = _("no column of headlines or texts is known; say which with --map headline=…,body=…: %(columns)s")
            raise Unreadable(message % {"columns": shown[:500]})

    def _fit(self, columns: list[str]) -> None:
        self._columns.update(dict.fromkeys(columns))
        self._mapping = self._mapping.fitted(self._columns)

    def _read(self, row: Row | BrokenRow) -> Item | Refusal:
        name = f"{self._opened.name}:{row.number}"
        if isinstance(row, BrokenRow):
            return Refusal(name, row.reason)
        if not row.cells.keys() <= self._columns.keys():
            self._fit(list(row.cells))
        try:
            item = Record(row, self._mapping, self._house).item(name, self._folder)
        except Unreadable as unreadable:
            return Refusal(name, str(unreadable))
        item.unplaced += self._without_place(row)
        return item

    def _without_place(self, row: Row) -> list[str]:
        """Told once a file: in a table a column without a place has none in any row."""
        new = {column: value for column, value in row.cells.items() if column not in self._told}
        self._told.update(new)
        return [_told(column, value) for column, value in new.items()]


def _told(column: str, value: Any) -> str:
    if is_for_machines(value):
        message = _("the column “%(column)s” has no field, and no words for one; left out: %(value)s")
        return message % {"column": column[:80], "value": str(value)[:80]}
    message = _("the column “%(column)s” has no field; what it holds is kept in the note to the desk")
    return message % {"column": column[:80]}
