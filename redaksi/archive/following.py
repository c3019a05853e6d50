"""The index kept true to the database: what waits is read again, within a second; what was missed is found at the start.

First the index commits, then the rows go: whatever is killed in between is done once more, and that changes nothing.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from django.db import transaction

from redaksi.archive import quotes, reading, rebuilding, renewing, verifying
from redaksi.archive.engines import Busy, Engine, Health, Unavailable, Writer, engine
from redaksi.archive.entry import Entry, State
from redaksi.archive.models import Waiting

AT_ONCE = 2000
"""Stories in one commit; a row more than that may be over it by its own width."""
AFTER_TROUBLE_SECONDS = 5
LOOK_AGAIN_SECONDS = 0.2
COMPARED_AT_ONCE = 1000

log = logging.getLogger(__name__)


class Follower:
    """Whoever writes the index: one for each installation, in the worker."""

    def __init__(self) -> None:
        self._kept: set[int] = set()  # rows that are done, and wait for a rebuild that may have read their stories before
        self._comparison: Iterator[tuple[verifying.Verdict, int]] | None = None
        self._has_compared = False

    def step(self) -> int:
        """Do what is next: rebuild, catch up; where nothing waits, compare a little, and look what lies near a few stories.
        Returns how many stories were read.

        Raises `Busy` where another process writes, `Unavailable` where the engine cannot be reached.
        """
        _repair(engine())
        done = self.catch_up()
        if not done and not self._has_compared:
            self._compare_on()
        if not done:
            renewing.renew(engine(), Waiting.objects.exists)
        return done

    def settle(self) -> None:
        """Do all there is."""
        while self.step() or not self._has_compared or Waiting.objects.exists() or renewing.is_due():
            pass

    def catch_up(self) -> int:
        """Read what waits, up to some two thousand stories; returns how many."""
        is_kept = rebuilding.is_running()
        if not is_kept:
            self._kept.clear()
        rows = self._next_rows()
        if not rows:
            return 0
        writer = engine().writer()
        entries = _write(writer, rows)
        writer.commit()
        self._finish(rows, entries, is_kept)
        return len(entries)

    def _finish(self, rows: list[Waiting], entries: dict[int, State | None], is_kept: bool) -> None:
        published = {key for key, state in entries.items() if state is State.PUBLIC}
        keys = [row.pk for row in rows]
        with transaction.atomic():
            renewing.note(published, entries.keys() - published)
            quotes.renew(entries.keys())
            if not is_kept:
                Waiting.objects.filter(pk__in=keys).delete()
        if is_kept:
            self._kept.update(keys)

    def _next_rows(self) -> list[Waiting]:
        rows: list[Waiting] = []
        stories = 0
        for row in Waiting.objects.order_by("pk")[: AT_ONCE + len(self._kept)]:
            if row.pk in self._kept:
                continue
            rows.append(row)
            stories += row.last - row.first + 1
            if stories >= AT_ONCE:
                break
        return rows

    def _compare_on(self) -> None:
        """A further stretch of the comparison with the database; what differs waits."""
        if self._comparison is None:
            self._comparison = verifying.differences()
        stretch = list(islice(self._comparison, COMPARED_AT_ONCE))
        _let_wait(key for verdict, key in stretch if verdict != "same")
        renewing.note_missing({key for verdict, key in stretch if verdict == "same"})
        self._has_compared = len(stretch) < COMPARED_AT_ONCE


def follow() -> None:
    """One round of the worker: until nothing waits. After trouble it rests, so that what cannot be helped fills no log."""
    try:
        while _this_process().step():
            pass
    except Busy:
        time.sleep(AFTER_TROUBLE_SECONDS)
    except Unavailable as trouble:
        log.warning("The index cannot be written: %s", trouble)
        time.sleep(AFTER_TROUBLE_SECONDS)
    except Exception:
        time.sleep(AFTER_TROUBLE_SECONDS)
        raise


@cache
def _this_process() -> Follower:
    return Follower()


def be_current(patience: float = 60) -> None:
    """Everything that waits now is read, by this process or, where one runs, by the worker; for a command.

    Raises `Busy` where the worker has not done it within so many seconds, `Unavailable` where the engine is not there.
    """
    follower, until = Follower(), time.monotonic() + patience
    try:
        _repair(engine())
        while Waiting.objects.exists():
            try:
                follower.catch_up()
            except Busy:
                if time.monotonic() > until:
                    raise
                time.sleep(LOOK_AGAIN_SECONDS)
    finally:
        engine().let_go()


def _repair(index: Engine) -> None:
    """Make anew what is missing or damaged. A suspicion is looked into first."""
    if index.is_suspected() and (damaged := index.damage()):
        log.error("The index is damaged and made anew: %s", ", ".join(damaged))
    if index.health() in (Health.MISSING, Health.DAMAGED):
        index.let_go()
        log.info("The index is made from the database")
        log.info("The index holds %d stories", rebuilding.rebuild_apart())


def _write(writer: Writer, rows: Iterable[Waiting]) -> dict[int, State | None]:
    """The state of each story that was looked for; None for what is gone."""
    single = sorted({row.first for row in rows if row.first == row.last})
    read = _replace(writer, single, reading.entries(single)) if single else {}
    for row in rows:
        if row.first != row.last:
            for first, last in _stretches(row):
                read |= _replace(writer, range(first, last + 1), reading.entries_between(first, last))
    return read


def _stretches(row: Waiting) -> Iterator[tuple[int, int]]:
    for first in range(row.first, row.last + 1, reading.AT_ONCE):
        yield first, min(row.last, first + reading.AT_ONCE - 1)


def _replace(writer: Writer, keys: Iterable[int], entries: Iterable[Entry]) -> dict[int, State | None]:
    """These stories as they are now; those that are gone, gone."""
    found = {entry.id: entry for entry in entries}
    writer.put(found.values())
    gone = set(keys) - found.keys()
    writer.drop(gone)
    return dict.fromkeys(gone) | {key: entry.state for key, entry in found.items()}


def _let_wait(keys: Iterable[int]) -> None:
    Waiting.objects.bulk_create(Waiting(first=key, last=key) for key in keys)
