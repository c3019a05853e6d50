"""Who made the story: "Penulis: Rina, Editor: Budi" above it, "(wk/Sisi)" below."""

import re
from collections.abc import Iterator

from redaksi.stories.copy import BylineCopy

_ROLES = {
    "reporter": ("penulis", "reporter", "wartawan", "pewarta", "jurnalis", "laporan", "oleh", "by", "author", "teks"),
    "editor": ("editor", "redaktur", "penyunting", "disunting oleh"),
    "photographer": ("fotografer", "juru foto"),
    "contributor": ("kontributor", "koresponden", "penerjemah"),
}
_ROLE_OF = {label: role for role, labels in _ROLES.items() for label in labels}
_LABEL = rf"(?P<label>{'|'.join(sorted(_ROLE_OF, key=len, reverse=True))})"
_LABELED = re.compile(rf"(?:^|[\s,;|/•·–-])\s*{_LABEL}\s*:\s*", re.IGNORECASE)
_WRITTEN_BY = re.compile(
    r"(?:oleh|by|penulis|editor|reporter)\s+(?P<names>[A-Z][\w.'’-]*(?:\s(?:[A-Z][\w.'’-]*|dan|&)){0,7})$", re.IGNORECASE
)
_SEPARATORS = re.compile(r"\s*(?:,|;|&|/|\||•|·|\bdan\b|\band\b)\s*")
_NAME = re.compile(r"[^\W\d_][\w.'’ -]{0,79}$")
_SIGN_OFF = re.compile(r"[(\[](?P<marks>[^()\[\]]{2,80})[)\]]\.?$")
_DESK = re.compile(r"[a-z]{2,4}$")
LONGEST = 200


def bylines_in(text: str) -> list[BylineCopy]:
    """The people that a line of the page's head names; none where it is no such line."""
    if len(text) > LONGEST:
        return []
    labels = list(_LABELED.finditer(text))
    if labels and labels[0].start() == 0:
        ends = [*(label.start() for label in labels[1:]), len(text)]
        parts = [(label["label"].lower(), text[label.end() : end]) for label, end in zip(labels, ends, strict=True)]
        return [BylineCopy(name, _ROLE_OF[label]) for label, names in parts for name in _names(names)]
    written_by = _WRITTEN_BY.match(text)
    if written_by and written_by["names"][0].isupper():
        label = text.split()[0].lower()
        return [BylineCopy(name, _ROLE_OF[label]) for name in _names(written_by["names"])]
    return []


def sign_off_in(text: str) -> list[BylineCopy]:
    """The people in "(wk/Sisi)" or "(wk/Sisi/Rani)", a line of its own; none where it is no sign-off."""
    match = _SIGN_OFF.match(text)
    if not match:
        return []
    parts = [part.strip() for part in match["marks"].split("/")]
    if not all(map(_NAME.match, parts)) or len(match["marks"].split()) > 6:
        return []
    desk = parts[0] if len(parts) > 1 and _DESK.match(parts[0]) and parts[1][0].isupper() else ""
    return [BylineCopy(name, desk=desk) for name in dict.fromkeys(parts[1:] if desk else parts)]


def sign_off_at_end(text: str) -> tuple[str, list[BylineCopy]]:
    """A paragraph without the sign-off that closes it, and who signed: "… warga sipil. (wk/Sisi)"."""
    paragraph, bracket, rest = text.rpartition(" (")
    signed = sign_off_in(f"({rest}") if bracket and "/" in rest and paragraph.endswith((".", "!", "?", "”", '"')) else []
    return (paragraph, signed) if signed else (text, [])


def _names(text: str) -> Iterator[str]:
    for name in _SEPARATORS.split(text.strip(" .|-–•")):
        if name and _NAME.match(name):
            yield name
