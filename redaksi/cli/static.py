"""Static files, collected and compressed into the home, and again only when something changed."""

import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from redaksi import __version__
from redaksi.cli.language import gettext as _
from redaksi.lib.home import Home

PACKAGE = Path(__file__).resolve().parent.parent
CARRIERS = ("wagtail", "django", "django-allauth", "whitenoise", "brotli")


def stamp() -> str:
    """Changes when a package that brings static files does, or one of our own files."""
    parts = [__version__, *(f"{name} {_version_of(name)}" for name in CARRIERS)]
    for path in sorted([*PACKAGE.glob("*/static/**/*"), *PACKAGE.glob("front/css/**/*")]):
        if path.is_file():
            state = path.stat()
            parts.append(f"{path.relative_to(PACKAGE)} {state.st_size} {state.st_mtime_ns}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def is_current(home: Home) -> bool:
    return _stamp_file(home).is_file() and _stamp_file(home).read_text() == stamp()


def collect_where_stale(home: Home) -> None:
    """Old files stay: pages that were rendered before the change still name them."""
    from django.core.management import call_command

    if is_current(home):
        return
    click.echo(_("Collecting static files …"), err=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    _stamp_file(home).write_text(stamp())


def _stamp_file(home: Home) -> Path:
    return home.static / ".stamp"


def _version_of(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"
