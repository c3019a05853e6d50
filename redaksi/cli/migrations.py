"""Changes of the database's shape: which wait, and applying them."""

import pkgutil
from importlib import import_module

import click

from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble

Name = tuple[str, str]


def on_disk() -> set[Name]:
    """Every migration of the installed applications, by its file's name: a tenth of a second cheaper than loading them."""
    from django.apps import apps
    from django.db.migrations.loader import MigrationLoader

    found = set()
    for app in apps.get_app_configs():
        package, _explicit = MigrationLoader.migrations_module(app.label)
        try:
            path = import_module(package).__path__ if package else []
        except ModuleNotFoundError:
            continue
        found |= {(app.label, module.name) for module in pkgutil.iter_modules(path) if module.name[0] not in "_~"}
    return found


def applied() -> set[Name]:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    recorder = MigrationRecorder(connection)
    return set(recorder.applied_migrations())


def pending() -> set[Name]:
    return on_disk() - applied()


def apply_pending() -> None:
    """Migrate when something waits. Raises `Trouble` when the database does not answer."""
    from django.core.management import call_command
    from django.db import OperationalError

    try:
        if pending():
            click.echo(_("Bringing the database up to date …"), err=True)
            call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:
        first_line = str(error).strip().splitlines()[0]
        raise Trouble(_("The database does not answer (%s); look at DATABASE_URL.") % first_line) from error
