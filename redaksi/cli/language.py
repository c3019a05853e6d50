"""The language people at the terminal are spoken to in: Indonesian where the system is Indonesian, English elsewhere.

Python's own gettext and not Django's: help and errors are printed before, or without, Django.
"""

import gettext as catalogues
import os
from pathlib import Path

LOCALE = Path(__file__).with_name("locale")


def of_terminal() -> str:
    """`id` or `en`, by the first of the usual variables that is set."""
    wanted = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "id" if wanted.lower().startswith("id") else "en"


_catalogue = catalogues.translation("django", LOCALE, languages=[of_terminal()], fallback=True)
gettext = _catalogue.gettext
ngettext = _catalogue.ngettext
