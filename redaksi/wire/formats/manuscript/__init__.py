"""Our own format: a story as a text file that a person can write (docs/formats/manuscript.md)."""

import re

from redaksi.wire.formats import Certainty

from .read import read
from .write import write

__all__ = ["read", "recognizes", "write"]

_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s*\+\+\+[ \t]*\r?\n")
_EDITION = re.compile(rb"^\s*(?:\[site\]|\[\[(?:sections|contributors|topics|storylines)\]\])", re.MULTILINE)


def recognizes(head: bytes, name: str) -> Certainty:
    if _HEAD.match(head):
        return Certainty.SURE
    is_edition = name.lower().endswith(".toml") and (name.lower().endswith("edition.toml") or _EDITION.search(head))
    return Certainty.SURE if is_edition else Certainty.NO
