"""Translations are committed compiled, so that nobody needs gettext to run the paper; so they have to be true."""

import gettext
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parents[2]
CATALOGUES = sorted(PACKAGE.glob("**/LC_MESSAGES/*.po"))


@pytest.mark.parametrize("source", CATALOGUES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_catalogue_is_compiled_as_it_is_written(source):
    compiled = source.with_suffix(".mo")
    assert compiled.is_file(), "say `make messages` and commit what it makes"
    with compiled.open("rb") as file:
        known = {key: text for key, text in gettext.GNUTranslations(file)._catalog.items() if key}
    assert known == written(source), "say `make messages` and commit what it makes"


def written(source: Path) -> dict:
    """As gettext keeps it: a plural under its singular and its number."""
    with source.open("rb") as file:
        catalogue = read_po(file)
    found = {}
    for message in catalogue:
        context = f"{message.context}\x04" if message.context else ""
        if not message.id or message.fuzzy:
            continue
        if isinstance(message.id, tuple):
            found |= {(context + message.id[0], number): text for number, text in enumerate(message.string) if text}
        elif message.string:
            found[context + message.id] = message.string
    return found


def test_the_command_line_speaks_indonesian_throughout():
    with (PACKAGE / "cli/locale/id/LC_MESSAGES/django.po").open("rb") as file:
        missing = [message.id for message in read_po(file) if message.id and not message.string]
    assert missing == []
