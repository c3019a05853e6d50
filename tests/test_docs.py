"""What exists has its heading in the documentation."""

import re
from pathlib import Path

import redaksi

PROJECT = Path(redaksi.__file__).parent.parent
DOCS = PROJECT / "docs"


def headings(name: str) -> set[str]:
    return set(re.findall(r"^#+ `?([\w.-]+)`?", (DOCS / name).read_text(encoding="utf-8"), re.MULTILINE))


def test_every_setting_has_its_heading():
    read = set(re.findall(r'env(?:\.\w+)?\(\s*"(\w+)"', (PROJECT / "redaksi/settings.py").read_text(encoding="utf-8")))
    assert read - {"DEBUG"} | {"REDAKSI_HOME"} <= headings("settings.md")


def test_every_format_has_its_page():
    from redaksi.wire.formats import all_formats

    pages = {path.stem.replace("-", "_") for path in (DOCS / "formats").glob("*.md")}
    assert all_formats().keys() - pages == set()


def test_every_command_is_named_for_administrators():
    from redaksi.cli.command_line import redaksi as command_line

    guide = (DOCS / "administrators.md").read_text(encoding="utf-8")
    unnamed = [name for name in command_line.list_commands(None) if not re.search(rf"redaksi {name}\b", guide)]
    assert unnamed == []


def test_every_signal_stands_on_the_map():
    from django.dispatch import Signal

    from redaksi.stories import signals

    named = {name for name, value in vars(signals).items() if isinstance(value, Signal)}
    on_the_map = set(re.findall(r"^\| `(\w+)` \|", (DOCS / "map.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert named == on_the_map & named
    assert len(named) == 18


def test_every_package_stands_on_the_map():
    packages = {path.parent.name for path in (PROJECT / "redaksi").glob("*/__init__.py")}
    on_the_map = set(re.findall(r"^\| `(\w+)` \|", (DOCS / "map.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert packages == on_the_map & packages


def test_decisions_are_numbered_without_a_gap():
    numbers = sorted(int(path.name[:4]) for path in (DOCS / "decisions").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_links_between_documents_lead_somewhere():
    broken = [
        f"{path.name}: {target}"
        for path in [*PROJECT.glob("*.md"), *DOCS.rglob("*.md")]
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists() and "…" not in target
    ]
    assert broken == []
