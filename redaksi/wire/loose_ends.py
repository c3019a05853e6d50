"""“Read also” of stories whose target is still to come, in this run or in one next year: `imports/<run>/related.jsonl`.

Kept beside the run, because to look for them in the texts would mean to read all of them, each time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from django.conf import settings

from redaksi.lib import lock
from redaksi.stories.actions.tie import LooseEnd, loose_ends_of, tie_related

if TYPE_CHECKING:
    from redaksi.stories.copy import StoryCopy
    from redaksi.stories.models import Story

FILE = "related.jsonl"
AT_ONCE = 500


def remember(run: str, stories: Sequence[Story], copies: Sequence[StoryCopy]) -> None:
    """Before the stories stand: a run that is killed here remembers too many, and they fall away when they are looked at."""
    ends = [end for story, copy in zip(stories, copies, strict=True) for end in loose_ends_of(story, copy.source)]
    if ends:
        folder = settings.HOME.imports / run
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with lock.held(_lock()), (folder / FILE).open("a", encoding="utf-8") as file:
            _write(file, ends)


def tie() -> None:
    """Of all runs whatever waits for a story that is here now. Costs by the ends that wait, not by the archive."""
    if any(_waiting()):
        with lock.held(_lock()):
            for path in sorted(_waiting()):  # looked up again: whoever held the lock may have tied the last of a run
                _tie_in(path)


def _waiting() -> Iterator[Path]:
    return settings.HOME.imports.glob(f"*/{FILE}")


def _tie_in(path: Path) -> None:
    beside = path.with_suffix(".part")
    with path.open(encoding="utf-8", errors="replace") as file, beside.open("w", encoding="utf-8") as rest:
        for ends in batched(_ends(file), AT_ONCE):
            _write(rest, tie_related(ends))
    if beside.stat().st_size:
        beside.replace(path)
    else:
        beside.unlink()
        path.unlink()


def _ends(lines: Iterable[str]) -> Iterator[LooseEnd]:
    """A line that a killed run left half-written belongs to a story that does not stand."""
    for line in lines:
        try:
            source, item, story = json.loads(line)
        except (ValueError, TypeError):
            continue
        if isinstance(source, str) and isinstance(item, str) and isinstance(story, int):
            yield LooseEnd(source, item, story)


def _write(file: TextIO, ends: Iterable[LooseEnd]) -> None:
    file.writelines(json.dumps(list(end), ensure_ascii=False) + "\n" for end in ends)


def _lock() -> Path:
    return settings.HOME.imports / ".related.lock"
