"""IPTC's NewsML-G2 (https://iptc.org/standards/newsml-g2/): news items, alone or in a message, read and written."""

from redaksi.wire.formats import Certainty

from .names import NAR
from .read import read
from .write import CARRIED, write

__all__ = ["CARRIED", "read", "recognizes", "write"]

_NAMESPACE = NAR.encode()


def recognizes(head: bytes, name: str) -> Certainty:
    """By its namespace, which every document of it names at its beginning; in UTF-16 without every second byte."""
    return Certainty.SURE if _NAMESPACE in head.replace(b"\x00", b"") else Certainty.NO
