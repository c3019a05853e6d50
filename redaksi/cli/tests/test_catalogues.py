"""Translations are committed compiled, so that nobody needs gettext to run the paper; so they have to be true."""

import gettext
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parents[2]
CATALOGUES = sorted(PACKAGE.glob("**/LC_MESSAGES/*.po"))
ROOMS = sorted(PACKAGE.glob("*/locale/*/LC_MESSAGES/*.po"))


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


@pytest.mark.parametrize("source", ROOMS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_speaks_indonesian_throughout(source):
    assert unsaid(source) == [], "give it its Indonesian, take the fuzzy mark away, and say `make messages`"


@pytest.mark.parametrize(
    ("message", "is_unsaid"),
    [
        ('msgid "story"\nmsgstr "berita"', False),
        ('msgid "story"\nmsgstr ""', True),
        ('#, fuzzy\nmsgid "story"\nmsgstr "berita"', True),
        ('msgid "story"\nmsgid_plural "stories"\nmsgstr[0] "berita"', False),
        ('msgid "story"\nmsgid_plural "stories"\nmsgstr[0] ""', True),
    ],
)
def test_what_is_empty_or_a_guess_is_unsaid(tmp_path, message, is_unsaid):
    source = tmp_path / "django.po"
    source.write_text(f'msgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=0;\\n"\n\n{message}\n', encoding="utf-8")
    assert bool(unsaid(source)) is is_unsaid


def unsaid(source: Path) -> list:
    """What has no translation, or only one that gettext guessed."""
    with source.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    return [message.id for message in messages if message.fuzzy or not message.string or not all(message.string)]
