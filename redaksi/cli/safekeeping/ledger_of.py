"""The ledger as a backup has it: each entry's digest by its number, without putting anything back."""

from __future__ import annotations

import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from redaksi.cli.language import gettext as _
from redaksi.cli.safekeeping import databases, restore
from redaksi.cli.trouble import Trouble

TABLE = "stories_ledgerentry"


def digests_in(file: Path) -> dict[int, str]:
    """Raises `Trouble` for what is no backup, is damaged, or is older than the ledger."""
    told = restore.look_at(file)
    name = databases.NAMES[told.database]
    with tempfile.TemporaryDirectory(prefix="redaksi-ledger-") as folder:
        with restore.opened(file) as archive:
            _check_and_unpack(archive, name, told.files[name].sha256, Path(folder, name))
        read = _of_sqlite if told.database == "sqlite" else _of_postgres
        return dict(read(Path(folder, name)))


def _check_and_unpack(archive: zipfile.ZipFile, name: str, sha256: str, target: Path) -> None:
    if restore.copy_member(archive, name, target) != sha256:
        raise Trouble(_("%s in the backup is damaged (its sum is another); nothing was changed.") % name)


def _of_sqlite(database: Path) -> Iterator[tuple[int, str]]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [TABLE]).fetchone():
            raise Trouble(_("This backup is older than the ledger."))
        yield from connection.execute(f"SELECT number, digest FROM {TABLE}")  # noqa: S608 - a name of ours


def _of_postgres(dump: Path) -> Iterator[tuple[int, str]]:
    columns: list[str] = []
    for line in databases.rows_of_dump(dump, TABLE).splitlines():
        if line.startswith("COPY "):
            columns = [name.strip() for name in line.partition("(")[2].partition(")")[0].split(",")]
        elif columns and line == "\\.":
            return
        elif columns:
            row = dict(zip(columns, line.split("\t"), strict=False))
            yield int(row["number"]), row["digest"]
    if not columns:
        raise Trouble(_("This backup is older than the ledger."))
