"""Triggers: the database itself refuses what would change or shorten the ledger, whoever asks it.

They are looked after at the end of each migration: SQLite makes some tables anew and forgets their triggers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction

REFUSAL = "the ledger is never changed or removed"


@dataclass(frozen=True)
class Guard:
    """Rows of `table` stay as they are. `erased` is the one change let pass: these columns, to these values, at once."""

    table: str
    kept: tuple[str, ...] = ()
    erased: tuple[tuple[str, str], ...] = ()
    is_chain: bool = False
    is_one_for_each: str = ""  # the column by which there is one row and no second


GUARDS = (
    Guard("stories_ledgerentry", is_chain=True),
    Guard(
        "stories_ledgerwords",
        kept=("entry_id",),
        erased=(("salt", "= ''"), ("content", "= '{}'"), ("erased_at", "IS NOT NULL")),
        is_one_for_each="entry_id",
    ),
    Guard(
        "stories_withdrawal",
        kept=("id", "story_id", "ground", "withdrawn_by_id", "withdrawn_at"),
        erased=(("reason", "= ''"),),
        is_one_for_each="story_id",
    ),
)


def set_up(using: str = "default") -> None:
    """Make every trigger, those there are anew. For PostgreSQL and SQLite; the tables have to be there."""
    with transaction.atomic(using=using):
        _run([*_take_down(using), *_set_up(using)], using)


def take_down(using: str = "default") -> None:
    """For tests that empty their database, and for nothing else."""
    _run(_take_down(using), using)


def missing(using: str = "default") -> list[str]:
    """The names of triggers that ought to be there and are not. One query."""
    if connections[using].vendor == "postgresql":
        asked = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
    else:
        asked = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connections[using].cursor() as cursor:
        cursor.execute(asked)
        there = {name for (name,) in cursor.fetchall()}
    return sorted(name for guard in GUARDS for name, _event in _names(guard, using) if name not in there)


def _run(statements: list[str], using: str) -> None:
    with connections[using].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _names(guard: Guard, using: str) -> Iterator[tuple[str, str]]:
    events = ["INSERT", "UPDATE", "DELETE"]
    if connections[using].vendor == "postgresql":
        events.append("TRUNCATE")
    yield from ((f"{guard.table}_{event.lower()}_guard", event) for event in events)


def _take_down(using: str) -> list[str]:
    on = (lambda guard: f" ON {guard.table}") if connections[using].vendor == "postgresql" else lambda guard: ""
    return [f"DROP TRIGGER IF EXISTS {name}{on(guard)}" for guard in GUARDS for name, _event in _names(guard, using)]


def _set_up(using: str) -> list[str]:
    make = _on_postgres if connections[using].vendor == "postgresql" else _on_sqlite
    return [each for guard in GUARDS for name, event in _names(guard, using) for each in make(guard, name, event)]


def _on_sqlite(guard: Guard, name: str, event: str) -> Iterator[str]:
    wrong = _wrong(guard, event)
    yield f"CREATE TRIGGER {name} BEFORE {event} ON {guard.table} WHEN {wrong} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"


def _on_postgres(guard: Guard, name: str, event: str) -> Iterator[str]:
    wrong = "TRUE" if event == "TRUNCATE" else _wrong(guard, event)
    yield f"""
        CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$
        BEGIN
            IF {wrong} THEN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
            RETURN {"OLD" if event == "DELETE" else "NEW"};
        END $guard$"""
    each = "STATEMENT" if event == "TRUNCATE" else "ROW"
    yield f"CREATE TRIGGER {name} BEFORE {event} ON {guard.table} FOR EACH {each} EXECUTE FUNCTION {name}()"


def _wrong(guard: Guard, event: str) -> str:
    """In SQL that both databases read: when this event may not be."""
    if event == "INSERT":
        return f"({_wrong_insert(guard)})"
    if event == "UPDATE" and guard.erased:
        same = [f"NEW.{column} = OLD.{column}" for column in guard.kept]
        return f"NOT ({' AND '.join(same + _emptied(guard))})"
    return "1 = 1"


def _emptied(guard: Guard) -> list[str]:
    return [f"NEW.{column} {value}" for column, value in guard.erased]


def _wrong_insert(guard: Guard) -> str:
    """Not at the end of the chain; or in the place of a row that is there (SQLite's `INSERT OR REPLACE`)."""
    if not guard.is_chain:
        return _there(guard, f"{guard.is_one_for_each} = NEW.{guard.is_one_for_each}")
    last = f"FROM {guard.table} ORDER BY number DESC LIMIT 1"
    wrong = [
        f"NEW.number <> COALESCE((SELECT number {last}), 0) + 1",
        f"NEW.previous <> COALESCE((SELECT digest {last}), '')",
        f"NEW.at < COALESCE((SELECT at {last}), NEW.at)",
        _there(guard, "uid = NEW.uid OR digest = NEW.digest"),
    ]
    return " OR ".join(wrong)


def _there(guard: Guard, alike: str) -> str:
    return f"EXISTS (SELECT 1 FROM {guard.table} WHERE {alike})"  # noqa: S608 - names of ours


def guard_after_migrating(sender: Any, using: str = "default", **_rest: Any) -> None:
    """A table that a migration made anew has its triggers again. Nothing where the tables are not there yet."""
    tables = set(connections[using].introspection.table_names())
    if all(guard.table in tables for guard in GUARDS) and missing(using):
        set_up(using)
