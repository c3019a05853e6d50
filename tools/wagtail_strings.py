#!/usr/bin/env python3
# SPDX-FileCopyrightText: Redaksi contributors
# SPDX-License-Identifier: BSD-3-Clause
"""Which strings of the installed Wagtail apps have no Indonesian translation, neither Wagtail's own nor ours.

    tools/wagtail_strings.py            what is missing, as the entries of a .po file, to be filled in redaksi/locale/
    tools/wagtail_strings.py --check    how much is covered; fails when anything is missing or a placeholder was lost

After an upgrade of Wagtail: run it, translate what it prints, then `msgfmt --check -o django.mo django.po`.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Message
from django.apps import AppConfig
from django.conf import settings

OURS = Path(__file__).resolve().parent.parent / "redaksi/locale"
DOMAINS = ("django", "djangojs")
INDONESIAN = ("id", "id_ID")  # gettext reads both where the language is `id`; Wagtail names its folder id_ID

# What a translation has to keep: %(name)s, %s, {name}, and every tag with its attributes.
TO_KEEP = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?[a-z][^>]*>")

Key = tuple[str | None, str]  # context and the English singular, by which gettext finds a translation


@dataclass(frozen=True)
class English:
    """A string as Wagtail's code says it."""

    domain: str
    context: str | None
    singular: str
    plural: str | None
    flags: tuple[str, ...]

    @property
    def key(self) -> Key:
        return self.context, self.singular


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="report in a line; exit 1 when anything is missing")
    check = parser.parse_args().check
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redaksi.settings")

    folders = wagtail_folders()
    english = [text for domain in DOMAINS for text in english_texts(folders, domain)]
    indonesian = {domain: translations([*folders, OURS], domain) for domain in DOMAINS}
    missing = [text for text in english if text.key not in indonesian[text.domain]]
    broken = [text for text in english if text not in missing and not keeps_all(text, indonesian[text.domain][text.key])]

    if not check:
        sys.stdout.write(as_po(missing))
        return 0
    for text in broken:
        sys.stdout.write(f"{text.domain}: placeholders differ: {text.singular!r}\n")
    covered = len(english) - len(missing)
    sys.stdout.write(f"{covered} of {len(english)} strings of {len(folders)} Wagtail apps are in Indonesian.\n")
    return 1 if missing or broken else 0


def wagtail_folders() -> list[Path]:
    """The locale folders of Wagtail's apps in INSTALLED_APPS, also where the entry is a configuration of our own."""
    apps = [AppConfig.create(entry) for entry in settings.INSTALLED_APPS]
    return [Path(app.path) / "locale" for app in apps if app.name.split(".")[0] == "wagtail"]


def english_texts(folders: list[Path], domain: str) -> list[English]:
    """Each string once, however many apps say it, in the apps' order."""
    found: dict[Key, English] = {}
    for folder in folders:
        for message in messages(folder / "en", domain):
            singular, plural = forms(message.id)
            text = English(domain, message.context, singular, plural, tuple(sorted(message.flags)))
            found.setdefault(text.key, text)
    return list(found.values())


def translations(folders: list[Path], domain: str) -> dict[Key, str]:
    """What is said in Indonesian; a later folder wins over an earlier one."""
    found: dict[Key, str] = {}
    for folder in folders:
        for language in INDONESIAN:
            for message in messages(folder / language, domain):
                said, _ = forms(message.string)
                if said and not message.fuzzy:
                    found[message.context, forms(message.id)[0]] = said
    return found


def messages(language: Path, domain: str) -> Iterator[Message]:
    """The entries of a language's catalogue, without its heading; none where there is no such catalogue."""
    path = language / "LC_MESSAGES" / f"{domain}.po"
    if path.is_file():
        with path.open("rb") as file:
            yield from (message for message in pofile.read_po(file) if message.id)


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, str | None]:
    """The first form and the second, of what babel gives as one string, as several or not at all."""
    if text is None or isinstance(text, str):
        return text or "", None
    return text[0], text[1] if len(text) > 1 else None


def keeps_all(text: English, said: str) -> bool:
    """Indonesian has one form, and it serves the plural."""
    return sorted(TO_KEEP.findall(text.plural or text.singular)) == sorted(TO_KEEP.findall(said))


def as_po(texts: list[English]) -> str:
    """Entries with nothing said yet, under the name of the file they belong in."""
    parts = []
    for domain in DOMAINS:
        entries = [as_entry(text) for text in texts if text.domain == domain]
        if entries:
            parts.append("\n".join([f"# {domain}.po\n", *entries]))
    return "\n".join(parts)


def as_entry(text: English) -> str:
    lines = [f"#, {flag}" for flag in text.flags]
    if text.context:
        lines.append(f"msgctxt {pofile.normalize(text.context)}")
    lines.append(f"msgid {pofile.normalize(text.singular)}")
    if text.plural:
        lines.append(f"msgid_plural {pofile.normalize(text.plural)}")
    lines.append('msgstr[0] ""' if text.plural else 'msgstr ""')
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
