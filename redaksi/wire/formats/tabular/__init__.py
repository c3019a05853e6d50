"""Tables: CSV, JSON by lines or in one array, Excel; a story a row, its columns told by a map or guessed."""

from .mapping import Mapping
from .preview import preview
from .read import read
from .recognition import recognizes
from .write import write

IS_ARCHIVE = True  # workbooks are

__all__ = ["IS_ARCHIVE", "Mapping", "preview", "read", "recognizes", "write"]
