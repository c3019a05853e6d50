"""An article page as a browser saves it, with all that stands around the article."""

import re

from redaksi.wire.formats import Certainty

from .read import read
from .write import write

__all__ = ["read", "recognizes", "write"]

_BEFORE = rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
_PAGE = re.compile(_BEFORE + rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_PART = re.compile(rb"<(?:head|body|meta|article|title|h1|link|div|p)\b", re.IGNORECASE)
_OTHER = re.compile(rb"<(?:rss|feed|rdf:RDF|channel|newsItem|urlset)\b")


def recognizes(head: bytes, name: str) -> Certainty:
    if _PAGE.match(head):
        return Certainty.SURE
    if _OTHER.search(head) or not _PART.search(head) or not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return Certainty.NO
    return Certainty.LIKELY if name.lower().endswith((".html", ".htm", ".xhtml")) else Certainty.POSSIBLE
