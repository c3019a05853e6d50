"""What is in a cell, as text: whatever kind its format gave it."""

import html
import re
from typing import Any

from redaksi.stories import clean
from redaksi.wire.legible import legible, line

from .spoiled import repaired

_NOTHING = frozenset(["", "-", "–", "—", "none", "null", "nan", "n/a", "tidak ditemukan", "not found", "undefined"])
_FOR_MACHINES = re.compile(r"(?=\S*[\d_./:=])\S*$|\d{4}-\d\d-\d\d [\d:.+]+$")
_MARKUP = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:\w{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")


def text_in(value: Any) -> str:
    """Lists with commas, tables by their name or what they render; empty for the words that databases have for nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, list):
        return ", ".join(filter(None, map(text_in, value)))
    if isinstance(value, dict):
        return next((text_in(value[key]) for key in ("rendered", "name", "title", "url", "src") if value.get(key)), "")
    return "" if value is None else str(value)


def is_nothing(text: str) -> bool:
    return len(text) < 20 and text.strip().casefold() in _NOTHING


def is_empty(value: Any) -> bool:
    return value in (None, "", [], {}) or (isinstance(value, str) and is_nothing(value))


def is_for_machines(value: Any) -> bool:
    """A number, a file's name, a key, the time of a run."""
    return not isinstance(value, str | list | dict) or (isinstance(value, str) and bool(_FOR_MACHINES.match(value.strip())))


def whole(value: Any, notes: dict[str, int]) -> str:
    """Several lines as they are, made legible; `notes` counts the characters that were put right."""
    text, count = repaired(text_in(value))
    notes["repaired"] = notes.get("repaired", 0) + count
    return "" if is_nothing(text) else legible(text).strip()


def short(value: Any, notes: dict[str, int]) -> str:
    """One line without markup."""
    text = bare(whole(value, notes))
    return line(text) if "\n" in text or "  " in text else text


def bare(text: str) -> str:
    """Without markup, entities resolved."""
    if "<" in text and _MARKUP.search(text):
        return clean.plain(text).strip()
    return html.unescape(text).strip() if "&" in text and _ENTITY.search(text) else text
