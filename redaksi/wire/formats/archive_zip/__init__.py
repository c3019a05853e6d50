"""Our own full export: every story with all its versions, the photos, and what they share, in one zip with checksums."""

from redaksi.wire.formats import Certainty

from .archive import Archive
from .members import MARK
from .read import read
from .write import Written, write

IS_ARCHIVE = True

__all__ = ["IS_ARCHIVE", "Archive", "Written", "read", "recognizes", "write"]


def recognizes(head: bytes, name: str) -> Certainty:
    """By its first member, which is stored and says so; as EPUB does it."""
    return Certainty.SURE if head.startswith(b"PK\x03\x04") and head[30:].startswith(MARK) else Certainty.NO
