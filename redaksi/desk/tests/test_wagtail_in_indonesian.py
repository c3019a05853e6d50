import subprocess
import sys

import pytest
from babel.messages import mofile, pofile
from django.utils import translation
from django.views.i18n import JavaScriptCatalog

from redaksi.lib.home import PROJECT

CATALOGUES = PROJECT / "redaksi/locale/id/LC_MESSAGES"


def test_every_string_of_the_installed_wagtail_apps_is_in_indonesian_and_keeps_its_placeholders():
    check = subprocess.run(
        [sys.executable, PROJECT / "tools/wagtail_strings.py", "--check"], capture_output=True, text=True, check=False
    )
    assert check.returncode == 0, check.stdout + check.stderr


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_the_compiled_catalogue_says_what_its_source_says(domain):
    with (CATALOGUES / f"{domain}.po").open("rb") as source, (CATALOGUES / f"{domain}.mo").open("rb") as compiled:
        written, used = pofile.read_po(source), mofile.read_mo(compiled)
    assert _said(used) == _said(written)


@pytest.mark.parametrize(
    ("english", "indonesian"),
    [
        ("Save Draft", "Simpan konsep"),
        ("Publish", "Tayangkan"),
        ("Unpublish", "Turunkan dari tayang"),
        ("Submit for moderation", "Serahkan ke redaktur"),
        ("Request changes", "Kembalikan untuk diperbaiki"),
        ("Images", "Foto"),
        ("Snippets", "Data pendukung"),
        ("slug", "alamat pendek"),
    ],
)
def test_wagtail_speaks_as_a_newsroom_does(english, indonesian):
    with translation.override("id"):
        assert translation.gettext(english) == indonesian


def test_wagtails_scripts_get_our_words_too(rf):
    with translation.override("id"):
        catalogue = JavaScriptCatalog.as_view(packages=["wagtail.admin"])(rf.get("/")).content.decode()
    assert '"Duplicate": "Gandakan"' in catalogue


def _said(catalogue) -> dict:
    """Forms are tuples in the one format and lists in the other."""
    return {_forms(message.id): _forms(message.string) for message in catalogue if message.id and message.string}


def _forms(text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)
