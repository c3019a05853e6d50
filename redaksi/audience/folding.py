"""Readings counted: what the kiosk has written down becomes sums by hour and day, and the lines are gone.

A batch is a few files of the spool. Its sums and its name go into the database together, then the day's book is committed,
then the files go: killed in between, the book is written again from the same lines and the sums are not.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from redaksi.audience.daybook import Daybook, books, burn
from redaksi.audience.models import Folded, StoryDay, StoryHour, Tally, Unfound
from redaksi.audience.sums import Sums
from redaksi.audience.taking.reading import Illegible, Reading
from redaksi.audience.taking.sought import SOUGHT
from redaksi.audience.taking.taker import DROPPED, HANDED
from redaksi.audience.tallying import Readers

FILES_AT_ONCE = 60
LINES_AT_ONCE = 10_000
LEFT_BEHIND_SECONDS = 60  # a file that nobody finished: the kiosk was killed while it wrote
LATE_SECONDS, EARLY_SECONDS = 36 * 3600, 300
BOOK_KEPT_HOURS = 2  # into the next day, for what is written down late
HOURS_KEPT, BATCHES_KEPT, SOUGHT_KEPT = timedelta(days=8), timedelta(days=2), timedelta(days=30)

log = logging.getLogger(__name__)


def folder() -> Path:
    return Path(settings.READINGS_FOLDER)


def fold() -> int:
    """Count all that is written down; returns how many lines."""
    counted = 0
    while files := _next_files():
        counted += fold_batch(files)
    return counted


def fold_batch(files: Sequence[Path]) -> int:
    counted = set(Folded.objects.filter(name__in=[file.stem for file in files]).values_list("name", flat=True))
    lines = sum(
        _fold([file for file in files if (file.stem in counted) is is_counted], is_counted) for is_counted in (True, False)
    )
    for file in files:
        file.unlink(missing_ok=True)
    return lines


def _fold(files: Sequence[Path], is_counted: bool) -> int:
    """`is_counted`: their sums are in the database already, and perhaps not yet what the book has to know of them."""
    by_day, sums = _by_day(line for file in files for line in _lines_of(file)), Sums()
    with ExitStack() as opened:
        for day, lines in sorted(by_day.items()):
            _count(lines, opened.enter_context(_writing(day)), sums)
        if not is_counted:
            with transaction.atomic():
                Folded.objects.bulk_create(Folded(name=file.stem) for file in files)
                sums.add_up()
    return sum(map(len, by_day.values()))


@contextmanager
def _writing(day: str) -> Iterator[Daybook]:
    book = Daybook(folder(), day)
    try:
        with book.writing():
            yield book
    finally:
        book.close()


def _count(lines: Iterable[str], book: Daybook, sums: Sums) -> None:
    readings = []
    for line in lines:
        kind, _space, rest = line.partition(" ")
        if kind in (DROPPED, HANDED, SOUGHT):
            _count_told(kind, rest, sums)
            continue
        try:
            readings.append(Reading.of_line(line))
        except Illegible:
            sums.dropped(int(time.time()), "illegible")
    Readers(book, sums).read(readings)


def _count_told(kind: str, rest: str, sums: Sums) -> None:
    at, what, count = rest.split(" ")
    if kind == DROPPED:
        sums.dropped(int(at), what, int(count))
    elif kind == SOUGHT:
        sums.sought(int(at), what)
    else:
        sums.handed(int(at), what, int(count))


def _by_day(lines: Iterable[str]) -> dict[str, list[str]]:
    """By the paper's clock; what bears a time that cannot be is dropped, and said to be today's."""
    now = int(time.time())
    by_day: dict[str, list[str]] = {}
    days: dict[int, str] = {}
    for line in lines:
        at = _time_of(line)
        if not now - LATE_SECONDS <= at <= now + EARLY_SECONDS:
            line, at = f"{DROPPED} {now} clock 1", now
        hour = at // 900
        if hour not in days:
            days[hour] = day_of(at).isoformat()
        by_day.setdefault(days[hour], []).append(line)
    return by_day


def _time_of(line: str) -> int:
    words = line.split(" ", 2)
    written = words[1] if words[0] in (DROPPED, HANDED, SOUGHT) and len(words) > 1 else words[0]
    return int(written) if written.isdecimal() and len(written) < 12 else 0


def _lines_of(file: Path) -> list[str]:
    """Whole ones only; what cannot be read is nobody's reading."""
    try:
        text = file.read_text(encoding="ascii", errors="replace")
    except OSError:
        log.exception("Readings written down in %s cannot be read", file.name)
        return []
    return text.split("\n")[:-1]


def _next_files() -> list[Path]:
    spool = folder() / "spool"
    waiting = sorted(spool.glob("*.lines")) if spool.is_dir() else []
    chosen, lines = [], 0
    for file in islice(waiting, FILES_AT_ONCE):
        chosen.append(file)
        lines += file.stat().st_size // 70
        if lines >= LINES_AT_ONCE:
            break
    return chosen or _left_behind(spool)


def _left_behind(spool: Path) -> list[Path]:
    now = time.time()
    return [path for path in sorted(spool.glob("*.part")) if now - path.stat().st_mtime > LEFT_BEHIND_SECONDS][:FILES_AT_ONCE]


def day_of(at: float) -> date:
    return datetime.fromtimestamp(at, timezone.get_default_timezone()).date()


def let_go() -> None:
    """What is over is gone: books of past days, hours after a week, days after as long as the settings say."""
    now = timezone.now()
    current = day_of(now.timestamp() - BOOK_KEPT_HOURS * 3600).isoformat()
    for day in books(folder()):
        if day < current:
            _close_book(day)
    _throw_away_salts(timezone.localdate().isoformat())
    StoryHour.objects.filter(hour__lt=now - HOURS_KEPT).delete()
    Folded.objects.filter(at__lt=now - BATCHES_KEPT).delete()
    kept_since = timezone.localdate() - timedelta(days=settings.READINGS_KEPT_DAYS)
    StoryDay.objects.filter(day__lt=kept_since).delete()
    Unfound.objects.filter(day__lt=timezone.localdate() - SOUGHT_KEPT).delete()
    Tally.objects.filter(hour__lt=datetime.combine(kept_since, datetime.min.time(), UTC)).delete()


def _close_book(day: str) -> None:
    """What was read with what is added to the sums of the days before; then nothing is left of who did."""
    from redaksi.audience.also_read import close_day

    close_day(day)
    burn(folder(), day)


def _throw_away_salts(today: str) -> None:
    from redaksi.audience.taking.salt import throw_away_others

    throw_away_others(folder(), today)
