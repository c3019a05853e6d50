"""The whole of a restore: nobody serves meanwhile, the files first, then a database server's contents."""

from __future__ import annotations

import os
from pathlib import Path

from redaksi.cli import installation, lock, progress
from redaksi.cli.django_start import start_django
from redaksi.cli.language import gettext as _
from redaksi.cli.safekeeping import databases
from redaksi.cli.safekeeping.manifest import Manifest
from redaksi.cli.safekeeping.restore import restore
from redaksi.cli.serving.serve import LOCK
from redaksi.cli.trouble import Trouble
from redaksi.lib.home import Home


def whole(file: Path, force: bool) -> tuple[Manifest, Path | None]:
    """Raises `Trouble`."""
    home = Home.of_this_installation()
    home.folder.mkdir(parents=True, exist_ok=True)
    try:
        with lock.held(home.folder / LOCK, wait=False), progress.bar(_("Files")) as advance:
            told, aside = restore(home, file, force, advance)
            if told.database == "postgresql":
                _fill_server(home, aside)
    except lock.Taken as taken:
        raise Trouble(_("This home is being served by process %s; stop it first.") % taken.holder) from None
    installation.prepare()
    return told, aside


def _fill_server(home: Home, aside: Path | None) -> None:
    dump = home.folder / databases.NAMES["postgresql"]
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        raise Trouble(_("The backup is of a PostgreSQL database; name one with DATABASE_URL, then restore again."))
    start_django()
    if aside:
        databases.copy(aside / databases.NAMES["postgresql"])
    databases.put_back_postgres(dump)
    dump.unlink()
