"""WordPress eXtended RSS, what a WordPress exports and takes: 1.0, 1.1 and 1.2 are read, 1.2 is written."""

import re

from redaksi.wire.formats import Certainty

from .read import read
from .write import write, write_all

__all__ = ["read", "recognizes", "write", "write_all"]

_OWN = re.compile(rb"https?://wordpress\.org/export/1\.\d/|<wp:wxr_version>", re.IGNORECASE)


def recognizes(head: bytes, name: str) -> Certainty:
    text = head.replace(b"\x00", b"")  # of wide characters one half
    return Certainty.SURE if b"<rss" in text and _OWN.search(text) else Certainty.NO
