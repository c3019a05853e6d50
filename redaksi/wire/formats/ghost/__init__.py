"""Ghost's JSON export, of every version: posts with their tags and authors, bodies in Lexical, Mobiledoc, HTML, Markdown."""

import re

from redaksi.wire.formats import Certainty

from .read import read
from .write import write

__all__ = ["read", "recognizes", "write"]

_WRAPPED = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"db"\s*:\s*\[\s*\{')
_BARE = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"(?:meta"\s*:\s*\{[^{}]{0,400}"exported_on"|data"\s*:\s*\{\s*"posts"\s*:\s*\[)')


def recognizes(head: bytes, name: str) -> Certainty:
    """Ghost's own exports are wrapped in `db`; those that others made for Ghost need not be."""
    return Certainty.SURE if _WRAPPED.match(head) or _BARE.match(head) else Certainty.NO
