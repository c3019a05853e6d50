"""Text out of somebody's fields, as a person can read it."""

import re

_BREAKS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
# Control characters, halves of a character, and marks that turn the direction of what follows. Databases refuse NUL.
_ILLEGIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]"
)
_SPACES = re.compile(r"\s+")


def legible(text: str) -> str:
    """Without what cannot be read, lines ended by "\\n" alone."""
    if text.replace("\n", "").isprintable():  # most are, and two searches through them would find nothing
        return text
    return _ILLEGIBLE.sub("", _BREAKS.sub("\n", text))


def line(text: str) -> str:
    """The same in one line. Most lines are legible already."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", legible(text)).strip()
