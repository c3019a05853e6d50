"""What readers wrote below a story on another site. Stories here have no comments: they are kept aside, in a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

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
    """Where the comments of one run are kept: `imports/<run>/comments.jsonl` in the home, for its owner alone."""

    def __init__(self) -> None:
        self.count = 0

    def keep(self, run: str, story: Story, copy: StoryCopy, comments: Sequence[CommentCopy]) -> None:
        """One line each, with the story that they stand below: its key here, its address, and its number where it was."""
        if not comments:
            return
        below = {"story": story.pk, "address": story.address or "", "source": copy.source, "item": copy.identifier}
        with self._opened(run) as file:
            file.writelines(json.dumps(below | asdict(comment), ensure_ascii=False) + "\n" for comment in comments)
        self.count += len(comments)

    def _opened(self, run: str) -> TextIO:
        path = file_of(run)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        return path.open("a", encoding="utf-8")


def file_of(run: str) -> Path:
    return settings.HOME.imports / run / "comments.jsonl"
