"""Django, started when a command needs it and not before."""

import os

from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble


def start_django() -> None:
    """Read the settings and load the applications. Raises `Trouble` for a setting nobody can work with."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redaksi.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except (ImproperlyConfigured, ValueError) as error:
        raise Trouble(_("A setting cannot be used: %s. docs/settings.md explains each.") % error) from error
