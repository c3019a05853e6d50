"""A database copied while others write to it, and put back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble

NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
PAGES_A_STEP = 4096  # of 4 KB: writers wait for one step at most


def vendor() -> str:
    from django.db import connection

    return connection.vendor


def copy(to: Path) -> None:
    """The database as it is at one moment. Raises `Trouble`."""
    from django.conf import settings

    known = settings.DATABASES["default"]
    if vendor() == "sqlite":
        copy_sqlite(Path(known["NAME"]), to)
    else:
        _postgres("pg_dump", known, "--format=custom", f"--file={to}")


def copy_sqlite(database: Path, to: Path) -> None:
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target, pages=PAGES_A_STEP)
        target.execute("PRAGMA journal_mode=DELETE")


def is_whole(database: Path) -> bool:
    try:
        with closing(sqlite3.connect(database)) as connection:
            return connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        return False


def forget_renditions(database: Path) -> None:
    """Photos' sizes whose files were left out of the backup are made again when they are asked for."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM stories_rendition")
        with suppress(sqlite3.OperationalError):  # a backup from before this column: the upgrade makes it, empty
            connection.execute("UPDATE stories_photo SET sizes_wanted_at = NULL")


def forget_renditions_of_server() -> None:
    """The same, where Django has been started on what was put back."""
    from django.db import connection

    from redaksi.stories.models import Photo, Rendition

    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {Rendition._meta.db_table}")  # noqa: S608 - a name of ours; there may be a million
    Photo.objects.update(sizes_wanted_at=None)


def holds_tables() -> bool:
    from django.db import connection

    return bool(connection.introspection.table_names())


def put_back_postgres(dump: Path) -> None:
    from django.conf import settings

    _postgres(
        "pg_restore",
        settings.DATABASES["default"],
        "--clean",
        "--if-exists",
        "--no-owner",
        "--single-transaction",
        str(dump),
    )


def rows_of_dump(dump: Path, table: str) -> str:
    """The rows of one table as `COPY` writes them; empty where the dump has no such table. Raises `Trouble`."""
    asked = [_path_of("pg_restore"), "--data-only", f"--table={table}", "--file=-", str(dump)]
    done = subprocess.run(asked, capture_output=True, text=True)  # noqa: S603 - no shell, names of ours
    if done.returncode:
        raise Trouble(_("%(program)s failed: %(why)s") % {"program": "pg_restore", "why": done.stderr.strip()[-200:]})
    return done.stdout


def _path_of(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise Trouble(_("%s is not on this machine; install PostgreSQL's client programs (postgresql-client).") % program)
    return path


def _postgres(program: str, known: dict[str, Any], *arguments: str) -> None:
    path = _path_of(program)
    place = {"PGHOST": known["HOST"], "PGPORT": known["PORT"], "PGUSER": known["USER"], "PGPASSWORD": known["PASSWORD"]}
    surroundings = {**os.environ, **{name: str(value) for name, value in place.items() if value}}
    asked = [path, f"--dbname={known['NAME']}", *arguments]
    done = subprocess.run(asked, env=surroundings, capture_output=True, text=True)  # noqa: S603 - no shell, names from settings
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["?"])[-1]
        raise Trouble(_("%(program)s failed: %(why)s") % {"program": program, "why": why})
