"""Which column is which field: as a person said it, and for the rest as the columns' names tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from django.utils.translation import gettext as _

from redaksi.wire.item import Unreadable

from .guesses import FIELDS, field_of, plain, rank

MOST_SHOWN = 20


@dataclass(frozen=True)
class Mapping:
    """`columns` gives the columns of each field, the first that holds something wins."""

    given: dict[str, str] = field(default_factory=dict)
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> Self:
        """From "headline=title,body=content"; "section=" leaves a field empty. Raises `Unreadable`, naming the mistake."""
        given: dict[str, str] = {}
        for part in filter(None, (part.strip() for part in text.split(","))):
            name, equals, column = (side.strip() for side in part.partition("="))
            if not equals:
                raise Unreadable(_("“%(part)s” is no pair like headline=title") % {"part": part[:80]})
            if name not in FIELDS:
                raise Unreadable(
                    _("no field “%(field)s”; there are: %(fields)s") % {"field": name[:80], "fields": _listed(FIELDS)}
                )
            if name in given:
                raise Unreadable(_("the field “%(field)s” is given twice") % {"field": name})
            given[name] = column
        return cls(given)

    def fitted(self, columns: Iterable[str]) -> Self:
        """For a table of these columns. Raises `Unreadable` where a column that was named is not there."""
        there = list(columns)
        named = {field: _column(column, there) for field, column in self.given.items() if column}
        free = [column for column in there if column not in named.values()]
        guessed: dict[str, list[str]] = {}
        for column in free:
            guess = field_of(column)
            if guess and guess not in self.given:
                guessed.setdefault(guess, []).append(column)
        ranked = {name: tuple(sorted(found, key=lambda column: rank(name, column))) for name, found in guessed.items()}
        return type(self)(self.given, {**{name: (column,) for name, column in named.items()}, **ranked})

    def take(self, field: str, cells: dict[str, Any]) -> Any:
        """The value of a field, taken out of the row; None where no column holds one."""
        for column in self.columns.get(field, ()):
            value = cells.get(column) if column in cells else _inside(cells, column)
            if value not in (None, "", [], {}):
                cells.pop(column, None)
                return value
        return None


def _column(named: str, there: list[str]) -> str:
    """The column as the table writes it; a path ("title.rendered") where its beginning is a column."""
    for column in there:
        if column == named or plain(column) == plain(named):
            return column
    if "." in named and any(column == named.split(".")[0] for column in there):
        return named
    raise Unreadable(_("no column “%(column)s”; there are: %(columns)s") % {"column": named[:80], "columns": _listed(there)})


def _inside(cells: dict[str, Any], path: str) -> Any:
    value: Any = cells
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _listed(names: Iterable[str]) -> str:
    shown = [name[:40] for name in names]
    return ", ".join(shown[:MOST_SHOWN]) + (" …" if len(shown) > MOST_SHOWN else "")
