"""What readers wrote below a story on another site. Stories here have no comments: they are kept aside, in a file."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from django.conf import settings

if TYPE_CHECKING:
    from redaksi.stories.copy import StoryCopy
    from redaksi.stories.models import Story


@dataclass(frozen=True)
class CommentCopy:
    """`answers`: the identifier of the one that it answers. `text` may hold markup, as it came. `written_at` is UTC."""

    identifier: str
    author: str
    text: str
    written_at: str = ""
    answers: str = ""
    kind: str = "comment"
    is_approved: bool = True


class CommentFile:
    """Where the comments of one run are kept: `imports/<run>/comments.jsonl` in the home, for its owner alone.

    A comment that an earlier run kept below the same story is not kept again; one that was changed since is.
    """

    def __init__(self) -> None:
        self.count = 0
        self._known: _Known | None = None

    def new_ones(self, story_id: int, copy: StoryCopy, comments: Sequence[CommentCopy]) -> list[CommentCopy]:
        """Those of these that no run has kept below this story."""
        return [comment for comment in comments if not self._has(_key(_line(story_id, "", copy, comment)))]

    def keep(self, run: str, story: Story, copy: StoryCopy, comments: Sequence[CommentCopy]) -> None:
        """One line each, with the story that they stand below: its key here, its address, and its number where it was."""
        lines = [_line(story.pk, story.address or "", copy, comment) for comment in self.new_ones(story.pk, copy, comments)]
        if not lines:
            return
        with self._opened(run) as file:
            for line in lines:
                if not self._has(key := _key(line)):
                    file.write(json.dumps(line, ensure_ascii=False) + "\n")
                    self._index().add(key)
                    self.count += 1

    def _has(self, key: bytes) -> bool:
        return key in self._index()

    def _index(self) -> _Known:
        """Made when the first comment comes: most runs bring none."""
        if self._known is None:
            self._known = _Known()
            for path in sorted(settings.HOME.imports.glob("*/comments.jsonl")):
                self._known.add_all(_keys_in(path))
        return self._known

    def _opened(self, run: str) -> TextIO:
        path = file_of(run)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        return path.open("a", encoding="utf-8")


class _Known:
    """Keys on the disk, in a file that nobody else sees: a million comments take no more memory than ten."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect("")
        self._rows.execute("PRAGMA journal_mode = OFF")
        self._rows.execute("CREATE TABLE kept (key BLOB PRIMARY KEY) WITHOUT ROWID")

    def add_all(self, keys: Iterable[bytes]) -> None:
        self._rows.executemany("INSERT OR IGNORE INTO kept VALUES (?)", ((key,) for key in keys))

    def add(self, key: bytes) -> None:
        self.add_all([key])

    def __contains__(self, key: bytes) -> bool:
        return self._rows.execute("SELECT 1 FROM kept WHERE key = ?", (key,)).fetchone() is not None


def _line(story_id: int, address: str, copy: StoryCopy, comment: CommentCopy) -> dict[str, Any]:
    below = {"story": story_id, "address": address, "source": copy.source, "item": copy.identifier}
    return below | asdict(comment)


def _key(line: dict[str, Any]) -> bytes:
    """Of all that it says but the address, which a draft gets only later."""
    said = json.dumps({**line, "address": ""}, ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _keys_in(path: Path) -> Iterator[bytes]:
    """A line that a killed run left half-written is no comment; the run that goes on writes it anew."""
    with path.open(encoding="utf-8", errors="replace") as file:
        for text in file:
            try:
                line = json.loads(text)
            except ValueError:
                continue
            if isinstance(line, dict):
                yield _key(line)


def file_of(run: str) -> Path:
    return settings.HOME.imports / run / "comments.jsonl"
