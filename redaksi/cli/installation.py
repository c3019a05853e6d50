"""An installation, made ready by whichever command comes first: its folders, key, database and static files."""

from __future__ import annotations

import os

from redaksi.cli import migrations, static, template
from redaksi.cli.django_start import start_django
from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble
from redaksi.lib import lock
from redaksi.lib.home import Home


def prepare(with_static: bool = False) -> Home:
    """Make what is missing in this installation's home and start Django on it; safe for two that start at once."""
    home = Home.of_this_installation()
    _make_folders(home)
    with lock.held(home.folder / ".preparing.lock"):
        if not os.environ.get("DATABASE_URL"):
            template.lay(home.database)
        start_django()
        migrations.apply_pending()
        if with_static:
            static.collect_where_stale(home)
    return home


def _make_folders(home: Home) -> None:
    try:
        home.make_folders()
    except OSError as error:
        raise Trouble(
            _("The home %(folder)s cannot be made (%(why)s); name another folder with REDAKSI_HOME=….")
            % {"folder": home.folder, "why": error.strerror}
        ) from error
