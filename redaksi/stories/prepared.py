"""Questions that pages ask the database again and again: put into SQL once a process, asked with other values each time.

Of the time that a small query takes, nine tenths are Django's, which finds the same words for it each time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

MARK = 2_000_000_000
"""Stands for a value while the words are found; no key grows as large."""
A_GROUP = 1_000_000


class _Place(NamedTuple):
    """Where a value goes: the `number`th of its group."""

    group: int
    number: int
    written: Callable[[Any], object]


@dataclass(frozen=True)
class _Told:
    """As much of a `Query` as its queryset asks for when it is read."""

    compiler: SQLCompiler

    def get_compiler(self, *_how: object, **_told: object) -> SQLCompiler:
        return self.compiler


@dataclass(frozen=True)
class _Words:
    queryset: QuerySet
    compiler: Any
    sql: str
    values: Sequence[object]

    def told(self, connection: Any, groups: Sequence[Sequence[Any]]) -> list[Any]:
        values = tuple(_value(each, groups) if isinstance(each, _Place) else each for each in self.values)
        compiler = copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_how, **_told: (self.sql, values)
        asked: Any = QuerySet(self.queryset.model, query=_Told(compiler), using=DEFAULT_DB_ALIAS)  # type: ignore[arg-type]
        how: Any = self.queryset
        asked._fields = how._fields
        return list(how._iterable_class(asked))


class Prepared[Row]:
    """`question` makes a queryset of groups of marks, which stand for values: whole numbers, also for columns of UUIDs.

    It is asked once for each size of its groups, and what it says besides the marks holds as long as the process lives: it may
    not look at the clock.
    """

    def __init__(self, question: Callable[..., QuerySet[Any, Row]]) -> None:
        self._question = question
        self._known: dict[tuple[object, ...], _Words | None] = {}

    def __call__(self, *groups: Sequence[object]) -> list[Row]:
        """The rows. One query, none where a group that has to hold something is empty."""
        sizes = [1 << (len(group) - 1).bit_length() if group else 0 for group in groups]  # the last value fills up
        connection = connections[DEFAULT_DB_ALIAS]
        key = (connection.vendor, *sizes)
        if key not in self._known:
            self._known[key] = _words_of(self._question(*map(_marks, range(len(sizes)), sizes)), connection)
        words = self._known[key]
        return [] if words is None else words.told(connection, groups)


def hand_over(thing: Model, name: str, rows: Sequence[Model]) -> None:
    """`rows` are all that stands in the relation `name` of the thing: from now on it is asked of nobody."""
    known: Any = QuerySet(model=type(thing)._meta.get_field(name).related_model)
    known._result_cache = list(rows)
    known._prefetch_done = True
    vars(thing).setdefault("_prefetched_objects_cache", {})[name] = known


def _marks(group: int, size: int) -> list[int]:
    return [MARK + group * A_GROUP + number for number in range(size)]


def _words_of(queryset: QuerySet, connection: Any) -> _Words | None:
    """None where nothing can ever be found: among no keys, say."""
    compiler: Any = queryset.query.get_compiler(connection=connection)
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:
        return None
    converters = compiler.get_converters([column for column, *_rest in compiler.select])
    compiler.get_converters = lambda _columns: converters
    return _Words(queryset, compiler, sql, [_place_of(each) for each in values])


def _place_of(value: object) -> object:
    """Where it is a mark; else the value itself."""
    if isinstance(value, int) and value >= MARK:
        return _Place(*divmod(value - MARK, A_GROUP), written=_itself)
    if isinstance(value, UUID) and value.int >> 64 == 0:
        return _Place(*divmod(value.int - MARK, A_GROUP), written=_itself)
    if isinstance(value, str) and len(value) == 32 and value.startswith("0" * 16):
        return _Place(*divmod(int(value, 16) - MARK, A_GROUP), written=lambda uid: uid.hex)
    return value


def _itself(value: object) -> object:
    return value


def _value(place: _Place, groups: Sequence[Sequence[Any]]) -> object:
    group = groups[place.group]
    return place.written(group[min(place.number, len(group) - 1)])
