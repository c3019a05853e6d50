"""Many rows of one table, written by one statement: `bulk_create` takes longer to say it than to do it."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connections, models, router

Row = Sequence[Any]
# What a driver takes as Python has it; the ORM's own preparation of these only looks at them once more.
TAKEN_AS_IT_IS = frozenset(
    [
        *("AutoField", "BigAutoField", "BooleanField", "CharField", "ForeignKey", "IntegerField", "OneToOneField"),
        *("ParentalKey", "PositiveBigIntegerField", "PositiveIntegerField", "PositiveSmallIntegerField", "SlugField"),
        *("TextField",),
    ]
)


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Row], unless_there: str = "") -> None:
    """Write `rows`, each a value for each of the fields that `names` names by their `attname`; no signal is sent.

    `unless_there` names a field: a row is left out where another has that value already.
    """
    prepared = list(rows)
    if not prepared:
        return
    connection = connections[router.db_for_write(model)]
    fields = _fields(model, names)
    for place, prepare in _preparing(fields, connection):
        prepared = [(*row[:place], prepare(row[place]), *row[place + 1 :]) for row in prepared]
    if unless_there:
        place = list(names).index(unless_there)
        prepared = list({row[place]: row for row in reversed(prepared)}.values())[::-1]
    with connection.cursor() as cursor:
        statement = _Statement(model, fields, connection, unless_there)
        if connection.vendor == "sqlite":
            if unless_there:  # asked before: a condition in the statement makes SQLite keep a journal of each row
                cursor.execute(statement.of_those_there, [json.dumps([row[place] for row in prepared])])
                there = {value for (value,) in cursor.fetchall()}
                prepared = [row for row in prepared if row[place] not in there]
            cursor.executemany(statement.of_row, prepared)  # one round trip costs it nothing
        elif unless_there:
            cursor.execute(statement.of_columns, [list(column) for column in zip(*prepared, strict=True)])
        else:
            with connection.wrap_database_errors:  # COPY passes by the wrapper that does it for other statements
                _copy(cursor, statement, prepared)


def reserved_ids(model: type[models.Model], how_many: int) -> list[int]:
    """Keys for rows that are to be written in this transaction, and that nobody else is given."""
    connection = connections[router.db_for_write(model)]
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            series = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            cursor.execute(series, [connection.ops.quote_name(table), column, how_many])
            return [key for (key,) in cursor.fetchall()]
        # SQLite has one writer, and that is this transaction: IMMEDIATE, as the settings say.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or [0])[0]
    return list(range(last + 1, last + 1 + how_many))


def _fields(model: type[models.Model], names: Sequence[str]) -> list[Any]:
    by_name = {field.attname: field for field in model._meta.local_concrete_fields}
    return [by_name[name] for name in names]


def _preparing(fields: Sequence[Any], connection: Any) -> list[tuple[int, Callable[[Any], Any]]]:
    moments: dict[Any, Any] = {}

    def of_moment(field: Any) -> Callable[[Any], Any]:
        """A story's row says the same moment three times, a chunk's rows say theirs five hundred times."""

        def prepare(value: Any) -> Any:
            if value not in moments:
                moments[value] = field.get_db_prep_save(value, connection)
            return moments[value]

        return prepare

    def by_field(field: Any) -> Callable[[Any], Any]:
        return lambda value: None if value is None else field.get_db_prep_save(value, connection)

    preparing = {"DateTimeField": of_moment}
    kinds = [(place, field, field.get_internal_type()) for place, field in enumerate(fields)]
    return [(place, preparing.get(kind, by_field)(field)) for place, field, kind in kinds if kind not in TAKEN_AS_IT_IS]


class _Statement:
    """An INSERT. Names of tables, columns and their types are our own; values are always parameters."""

    def __init__(self, model: type[models.Model], fields: Sequence[Any], connection: Any, unless_there: str) -> None:
        quoted = connection.ops.quote_name
        self._table = quoted(model._meta.db_table)
        self._columns = ", ".join(quoted(field.column) for field in fields)
        self._row = f"VALUES ({', '.join(['%s'] * len(fields))})"
        self._lists = ", ".join(f"%s::{field.db_type(connection)}[]" for field in fields)
        self._unless_there = quoted(unless_there) if unless_there else ""

    @property
    def to_copy(self) -> str:
        return f"COPY {self._table} ({self._columns}) FROM STDIN"

    @property
    def of_row(self) -> str:
        return f"INSERT INTO {self._table} ({self._columns}) {self._row}"

    @property
    def of_those_there(self) -> str:
        """Which of a list's values (JSON) have their row already: SQLite's one writer is this transaction, and stays it."""
        among = f"{self._unless_there} IN (SELECT value FROM json_each(%s))"  # noqa: S608
        return f"SELECT {self._unless_there} FROM {self._table} WHERE {among}"  # noqa: S608

    @property
    def of_columns(self) -> str:
        """Each column's values as one parameter: PostgreSQL would read thousands of them one by one."""
        given = f"SELECT * FROM unnest({self._lists})"  # noqa: S608
        there = f"SELECT 1 FROM {self._table} AS there WHERE there.{self._unless_there} = given.{self._unless_there}"  # noqa: S608
        new = f"SELECT * FROM given WHERE NOT EXISTS ({there})"  # noqa: S608
        return f"WITH given ({self._columns}) AS ({given}) INSERT INTO {self._table} ({self._columns}) {new}"


def _copy(cursor: Any, statement: _Statement, prepared: Sequence[Row]) -> None:
    with cursor.copy(statement.to_copy) as copy:
        for row in prepared:
            copy.write_row(row)
