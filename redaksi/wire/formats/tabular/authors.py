"""Who made a story, out of a cell: "Rina Sari - detikNews", "(wk/Sisi)", three names over five lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from redaksi.stories.copy import BylineCopy
from redaksi.stories.models.byline import BylineRole

from .listed import hidden, marked, names_in, shown

_ROLES = {
    "reporter": ("penulis", "reporter", "wartawan", "pewarta", "jurnalis", "laporan", "oleh", "by", "author", "teks"),
    "editor": ("editor", "redaktur", "penyunting"),
    "photographer": ("fotografer", "juru foto", "foto"),
    "contributor": ("kontributor", "koresponden", "penerjemah"),
}
_LABELS = {label: role for role, labels in _ROLES.items() for label in labels}
_LABEL = re.compile(rf"(?P<label>{'|'.join(sorted(_LABELS, key=len, reverse=True))})\s*:\s*(?P<names>.+)$", re.I | re.S)
_NO_NAME = {"tim redaksi", "redaksi", *_LABELS}
_OUTLET = re.compile(r"\s*(?:\s[-–|]\s*(?P<outlet>\S+)|[-–|]\s*(?P<glued>detik\w*))$")
_DOMAIN = re.compile(r"[\w-]+\.(?:com|co\.id|co|net|id|tv|news)$", re.IGNORECASE)
_SIGN_OFF = re.compile(r"[(\[](?P<marks>[^()\[\]]{2,80})[)\]]\.?$")
_DESK = re.compile(r"[a-z]{2,4}$")
LONGEST = 1000


@dataclass
class Credits:
    people: list[BylineCopy] = field(default_factory=list)
    medium: str = ""
    left_out: list[str] = field(default_factory=list)


def credits_in(cell: Any, role: str = "reporter") -> Credits:
    """Of a text, a list of texts, or a list of tables with a name in each."""
    found = Credits()
    for each in cell if isinstance(cell, list) else [cell]:
        if isinstance(each, dict):
            _add(found, [BylineCopy(_text(each, "name"), _text(each, "role") or role, _text(each, "desk"))])
        elif isinstance(each, str):
            _read(hidden(each.strip()[:LONGEST]), role, found)
    return found


def signed(line: str) -> list[BylineCopy]:
    """The people of a sign-off, "(wk/Sisi)" or "(Rina Sari)"; none where the line is none."""
    match = _SIGN_OFF.match(line)
    parts = [part.strip() for part in match["marks"].split("/")] if match else []
    if not parts or not all(_is_signature(part, is_alone=len(parts) == 1) for part in parts):
        return []
    has_desk = len(parts) > 1 and bool(_DESK.match(parts[0])) and parts[1][:1].isupper()
    return [BylineCopy(name, desk=parts[0] if has_desk else "") for name in dict.fromkeys(parts[1:] if has_desk else parts)]


def _is_signature(part: str, is_alone: bool) -> bool:
    words = part.split()
    is_name = 1 <= len(words) <= 4 and all(word[0].isupper() and word.strip(".'’").isalpha() for word in words)
    return bool(_DESK.match(part)) or (is_name and (len(words) > 1 or not is_alone))


def _read(cell: str, role: str, found: Credits) -> None:
    if people := signed(cell):
        _add(found, people)
        return
    if label := _LABEL.match(cell):
        cell, role = label["names"], _LABELS[label["label"].lower()]
    outlet = _OUTLET.search(cell)
    if outlet:
        found.medium = shown(outlet["outlet"] or outlet["glued"])
        found.left_out.append(found.medium)
        cell = cell[: outlet.start()]
    _add(found, _people(cell, role, found))


def _people(cell: str, role: str, found: Credits) -> Iterator[BylineCopy]:
    for written in names_in(cell):
        name, own_role = marked(written, BylineRole.values)
        desk, slash, rest = name.partition("/")
        has_desk = bool(slash and _DESK.match(desk) and rest[:1].isupper())
        if name.casefold() in _NO_NAME:
            found.left_out.append(name)
        elif _DOMAIN.match(name):
            found.medium = found.medium or shown(name)
            found.left_out.append(shown(name))
        else:
            yield BylineCopy(shown(rest if has_desk else name), own_role or role, desk if has_desk else "")


def _add(found: Credits, people: Iterator[BylineCopy] | list[BylineCopy]) -> None:
    found.people += [each for each in people if each.name and each not in found.people]


def _text(table: dict[str, Any], name: str) -> str:
    value = table.get(name)
    return value.strip() if isinstance(value, str) else ""
