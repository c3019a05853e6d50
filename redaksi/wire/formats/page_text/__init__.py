"""A page as a reader's browser copies it: words and line breaks, no markup. The seed of this project came so."""

import re

from redaksi.wire.encoding import looks_like_text
from redaksi.wire.formats import Certainty

from .read import read
from .write import write

__all__ = ["read", "recognizes", "write"]

_MARKED_UP = re.compile(rb"\s*(?:<[!?a-zA-Z]|[\[{]\s*[\"{\[}\]]|\+\+\+|---\s|%PDF|#!)")


def recognizes(head: bytes, name: str) -> Certainty:
    if not looks_like_text(head) or _MARKED_UP.match(head.removeprefix(b"\xef\xbb\xbf")):
        return Certainty.NO
    return Certainty.LIKELY if name.lower().endswith((".txt", ".text")) else Certainty.POSSIBLE
