"""What stories of an export point at and what may stand behind them in the file: pictures, and blocks used again.

Kept in a file of its own that nobody else sees, so that a hundred thousand pictures take no more memory than ten.
"""

import re
import sqlite3
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Self

from redaksi.stories.copy import PhotoCopy

_SIZE = re.compile(r"(?:-\d{2,5}x\d{2,5}|-scaled|-e\d{13})+(?=\.[a-zA-Z]{3,4}$)")
_COLUMNS = "url, credit, caption, alt"
PICTURES = re.compile(r"\.(?:avif|gif|heic|jpe?g|png|webp|tiff?|bmp)$", re.IGNORECASE)
MOST_IN_GALLERY = 60


class Index(AbstractContextManager["Index"]):
    def __init__(self) -> None:
        self._rows = sqlite3.connect("")  # on disk, gone when closed
        self._rows.execute("PRAGMA journal_mode = OFF")
        self._rows.execute("CREATE TABLE photo (id TEXT PRIMARY KEY, parent TEXT, bare TEXT, url, credit, caption, alt)")
        self._rows.execute("CREATE TABLE block (id TEXT PRIMARY KEY, content TEXT)")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self._rows.close()

    def add_photo(self, number: str, parent: str, photo: PhotoCopy) -> None:
        row = (number, parent, bare(photo.file), photo.file, photo.credit, photo.caption, photo.alt)
        self._rows.execute("INSERT OR IGNORE INTO photo VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def add_block(self, number: str, content: str) -> None:
        self._rows.execute("INSERT OR IGNORE INTO block VALUES (?, ?)", (number, content))

    def seal(self) -> Self:
        """When all is in it, before it is asked."""
        self._rows.execute("CREATE INDEX photo_bare ON photo (bare)")
        self._rows.execute("CREATE INDEX photo_parent ON photo (parent)")
        return self

    def photo(self, number: str) -> PhotoCopy | None:
        return self._one("id = ?", number)

    def photo_at(self, url: str) -> PhotoCopy | None:
        """Whichever of its sizes the address shows."""
        return self._one("bare = ?", bare(url))

    def photos_below(self, parent: str) -> list[PhotoCopy]:
        """Those that were put into an entry, at most as many as a gallery holds."""
        query = f"SELECT {_COLUMNS} FROM photo WHERE parent = ? ORDER BY rowid LIMIT {MOST_IN_GALLERY}"  # noqa: S608
        photos = [PhotoCopy(*row) for row in self._rows.execute(query, (parent,))]
        return [photo for photo in photos if PICTURES.search(photo.file)]

    def block(self, number: str) -> str:
        row = self._rows.execute("SELECT content FROM block WHERE id = ?", (number,)).fetchone()
        return row[0] if row else ""

    def _one(self, condition: str, value: str) -> PhotoCopy | None:
        query = f"SELECT {_COLUMNS} FROM photo WHERE {condition} LIMIT 1"  # noqa: S608 -- no word of it from outside
        row = self._rows.execute(query, (value,)).fetchone()
        return PhotoCopy(*row) if row else None


def bare(url: str) -> str:
    """The address without scheme, query, and the size in its name."""
    return _SIZE.sub("", re.sub(r"^(?:https?:)?//(?:www\.)?|[?#].*$", "", url))
