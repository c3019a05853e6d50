"""Many rows of one table, written by one prepared statement: `bulk_create` takes longer to say it than to do it."""

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
        prepared = [(*row, row[place]) for row in prepared]
    with connection.cursor() as cursor:
        cursor.executemany(_statement(model, fields, connection, unless_there), prepared)


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
    def by_field(field: Any) -> Callable[[Any], Any]:
        return lambda value: None if value is None else field.get_db_prep_save(value, connection)

    return [(place, by_field(field)) for place, field in enumerate(fields) if field.get_internal_type() not in TAKEN_AS_IT_IS]


def _statement(model: type[models.Model], fields: Sequence[Any], connection: Any, unless_there: str) -> str:
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(field.column) for field in fields)
    values = ", ".join(["%s"] * len(fields))
    table = quoted(model._meta.db_table)
    if not unless_there:
        return f"INSERT INTO {table} ({columns}) VALUES ({values})"  # noqa: S608 -- names of our own tables
    there = f"SELECT 1 FROM {table} WHERE {quoted(unless_there)} = %s"  # noqa: S608
    return f"INSERT INTO {table} ({columns}) SELECT {values} WHERE NOT EXISTS ({there})"
