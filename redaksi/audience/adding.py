"""Adding to sums: a row that is not there begins with what is added. One statement, whoever else adds at the same time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import connection
from django.db.models import Model


def add[Key: tuple[object, ...]](
    model: type[Model], keys: Sequence[str], sums: Sequence[str], rows: Mapping[Key, Sequence[float]]
) -> None:
    """`rows`: for the values of the fields `keys`, in their order, what is added to the fields `sums`."""
    if not rows:
        return
    fields = [model._meta.get_field(name) for name in (*keys, *sums)]
    quote = connection.ops.quote_name
    table, columns = quote(model._meta.db_table), [quote(str(field.column)) for field in fields]  # type: ignore[union-attr]
    added = ", ".join(f"{column} = {table}.{column} + excluded.{column}" for column in columns[len(keys) :])
    statement = (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))}) "  # noqa: S608 - our names
        f"ON CONFLICT ({', '.join(columns[: len(keys)])}) DO UPDATE SET {added}"
    )
    prepared = [
        [field.get_db_prep_save(value, connection) for field, value in zip(fields, (*key, *values), strict=True)]  # type: ignore[union-attr]
        for key, values in sorted(rows.items(), key=lambda row: [str(part) for part in row[0]])  # one order: no deadlock
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, prepared)
