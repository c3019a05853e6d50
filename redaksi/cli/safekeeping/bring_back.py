"""The whole of a restore: nobody serves meanwhile, the files first, then a database server's contents."""

from __future__ import annotations

import os
from pathlib import Path

from redaksi.cli import installation, progress
from redaksi.cli.django_start import start_django
from redaksi.cli.language import gettext as _
from redaksi.cli.safekeeping import databases, restore
from redaksi.cli.safekeeping.manifest import Manifest
from redaksi.cli.serving.serve import LOCK
from redaksi.cli.trouble import Trouble
from redaksi.lib import lock
from redaksi.lib.home import Home


def whole(file: Path, force: bool) -> tuple[Manifest, Path | None]:
    """Raises `Trouble`."""
    home = Home.of_this_installation()
    home.folder.mkdir(parents=True, exist_ok=True)
    try:
        with lock.held(home.folder / LOCK, wait=False), progress.bar(_("Files")) as advance:
            told = restore.look_at(file)
            if told.database == "postgresql":
                _check_server(force)
            aside = restore.restore(home, file, force, advance)
            if told.database == "postgresql":
                aside = _fill_server(home, aside)
    except lock.Taken as taken:
        raise Trouble(_("This home is being served by process %s; stop it first.") % taken.holder) from None
    installation.prepare()
    if told.database == "postgresql" and not told.has_renditions:
        databases.forget_renditions_of_server()
    _mask_again()
    return told, aside


def _mask_again() -> None:
    """Whatever this house masked or erased since the backup was made."""
    from redaksi.stories import actions

    actions.protect_again()


def _check_server(force: bool) -> None:
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        raise Trouble(_("The backup is of a PostgreSQL database; name one with DATABASE_URL, then restore again."))
    start_django()
    if databases.holds_tables() and not force:
        raise Trouble(_("The PostgreSQL database is not empty; with --force it is written to a file first and then replaced."))


def _fill_server(home: Home, aside: Path | None) -> Path | None:
    """Returns the folder where the old home went; what the server held goes there, too."""
    dump = home.folder / databases.NAMES["postgresql"]
    if databases.holds_tables():
        aside = aside or home.folder / restore.name_for_the_old()
        aside.mkdir(mode=0o700, exist_ok=True)
        databases.copy(aside / dump.name)
    databases.put_back_postgres(dump)
    dump.unlink()
    return aside
