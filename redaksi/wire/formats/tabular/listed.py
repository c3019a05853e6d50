"""Several names in one cell: "Rina Sari; Budi Santoso (editor)". What stands for itself has a backslash before it."""

import re
from collections.abc import Collection, Iterable

_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_HIDDEN = re.compile("[\ue000-\ue0ff]")
_SPECIAL = re.compile(r"[\\;|,/()&#]|(?<=\s)[-–](?=\s)|\s(?=(?:dan|and)\s)")
_PARTS = re.compile(r"\s*[;|,\n]+\s*|\s+(?:dan|and|&)\s+")
_MARKED = re.compile(r"(?P<name>.+?)\s*\((?P<mark>[a-z]+)\)$", re.DOTALL)
_FIRST_HIDDEN = 0xE000


def names_in(cell: str) -> list[str]:
    """Still hidden: `shown` gives each its own characters back."""
    return [name for part in _PARTS.split(hidden(cell)) if (name := part.strip(" \t\xa0#"))]


def marked(name: str, marks: Collection[str]) -> tuple[str, str]:
    """A name, and what stands in brackets behind it where that is one of `marks`."""
    match = _MARKED.match(name)
    return (match["name"], match["mark"]) if match and match["mark"] in marks else (name, "")


def hidden(cell: str) -> str:
    return _ESCAPED.sub(_hide, cell) if "\\" in cell else cell


def shown(name: str) -> str:
    return _HIDDEN.sub(lambda match: chr(ord(match[0]) - _FIRST_HIDDEN), name)


def escaped(name: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", name)


def joined(names: Iterable[str]) -> str:
    return "; ".join(names)


def _hide(match: re.Match[str]) -> str:
    code = ord(match[1])
    return chr(_FIRST_HIDDEN + code) if code < 0x100 else match[0]
