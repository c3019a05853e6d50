"""Many rows of one table, written by one prepared statement: `bulk_create` takes longer to say it than to do it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connections, models, router
from django.db.models.constants import OnConflict

Row = Sequence[Any]
# What a driver takes as Python has it; the ORM's own preparation of these only looks at them once more.
TAKEN_AS_IT_IS = frozenset(
    [
        *("AutoField", "BigAutoField", "BooleanField", "CharField", "ForeignKey", "IntegerField", "OneToOneField"),
        *("ParentalKey", "PositiveBigIntegerField", "PositiveIntegerField", "PositiveSmallIntegerField", "SlugField"),
        *("TextField",),
    ]
)


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Row], ignoring_conflicts: bool = False) -> None:
    """Write `rows`, each a value for each of the fields that `names` names by their `attname`; no signal is sent."""
    prepared = list(rows)
    if not prepared:
        return
    connection = connections[router.db_for_write(model)]
    fields = _fields(model, names)
    for place, prepare in _preparing(fields, connection):
        prepared = [(*row[:place], prepare(row[place]), *row[place + 1 :]) for row in prepared]
    with connection.cursor() as cursor:
        cursor.executemany(_statement(model, fields, connection, ignoring_conflicts), prepared)


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


def _statement(model: type[models.Model], fields: Sequence[Any], connection: Any, ignoring_conflicts: bool) -> str:
    quoted, on_conflict = connection.ops.quote_name, OnConflict.IGNORE if ignoring_conflicts else None
    columns = ", ".join(quoted(field.column) for field in fields)
    values = ", ".join(["%s"] * len(fields))
    table = f"{connection.ops.insert_statement(on_conflict=on_conflict)} {quoted(model._meta.db_table)}"
    after = connection.ops.on_conflict_suffix_sql(fields, on_conflict, [], []) if on_conflict else ""
    return f"{table} ({columns}) VALUES ({values}) {after}".strip()
