"""A log of readings as docs/formats/readings.md describes it: CSV or lines of JSON, packed or not, in any order."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble

MOST_OF_SESSION = 300
MOST_SHOWN = 100
VISIT_ENDS_AFTER = 3600  # seconds without a reading
MILLISECONDS_FROM = 100_000_000_000
NAMES = {
    "time": ("time", "timestamp", "at", "ts", "datetime", "event_time", "waktu"),
    "session": ("session", "session_id", "visit", "visit_id", "sesi", "user", "user_id", "reader"),
    "story": ("story", "story_id", "article", "article_id", "item", "item_id", "news_id", "url", "berita"),
    "shown": ("shown", "list", "list_shown", "offered"),
    "clicked": ("clicked", "place", "place_clicked", "click"),
    "published_at": ("published_at", "published", "publish_time", "terbit"),
    "section": ("section", "category", "rubrik"),
    "headline": ("headline", "title", "judul"),
    "text": ("text", "body", "content", "isi"),
}
LONGEST_FIELD = 16 * 1024 * 1024


@dataclass
class Known:
    """What the log or its table of stories tells of a story. `published_at` in seconds, None where nobody says."""

    name: str
    published_at: float | None = None
    section: str = ""
    headline: str = ""
    text: str = ""


class Row(NamedTuple):
    """One reading. `story` is a number in `Log.stories`; `target`: what was read next in the same visit, -1 for nothing."""

    at: float
    session: int
    story: int
    target: int
    target_at: float


@dataclass
class Log:
    rows: list[Row] = field(default_factory=list)
    stories: list[Known] = field(default_factory=list)
    sessions: int = 0
    left_out: int = 0


class NotWhole(Exception):
    """A list of JSON that was cut off."""


class _Read(NamedTuple):
    at: float
    session: int
    story: int
    clicked: int


def read(events: Path, tables: Iterable[Path] = ()) -> Log:
    """Raises `Trouble` for a file without a single reading."""
    reader = _Reader()
    for table in tables:
        for told in _rows_of(table):
            reader.take_story(told)
    for told in _rows_of(events):
        reader.take_reading(told)
    if not reader.reads:
        raise Trouble(reader.complaint() % {"file": events})
    return reader.log()


class _Reader:
    def __init__(self) -> None:
        self.reads: list[_Read] = []
        self._log = Log()
        self._numbers: dict[str, int] = {}
        self._sessions: dict[str, int] = {}
        self._first_met: dict[int, float] = {}

    def take_story(self, told: dict[str, Any]) -> None:
        if name := _word(told, "story"):
            _note(self._log.stories[self._number_of(name)], told)

    def take_reading(self, told: dict[str, Any]) -> None:
        at, session, name = _seconds(_value(told, "time")), _word(told, "session"), _word(told, "story")
        if at is None or not session or not name:
            self._log.left_out += 1
            return
        story, shown = self._number_of(name), [self._number_of(each) for each in _shown(told)]
        _note(self._log.stories[story], told)
        for each in (story, *shown):
            self._first_met[each] = min(at, self._first_met.get(each, at))
        clicked = _clicked(_word(told, "clicked").removesuffix(".0"), shown, self._numbers)
        self.reads.append(_Read(at, self._sessions.setdefault(session, len(self._sessions)), story, clicked))

    def complaint(self) -> str:
        if not self._log.left_out:
            return _("There is no reading in %(file)s: it needs the columns time, session, story.")
        return _("No row of %(file)s is a reading: it needs the columns time, session, story; times by ISO 8601 or since 1970.")

    def log(self) -> Log:
        for number, at in self._first_met.items():
            _be_there(self._log.stories[number], at)
        self.reads.sort(key=lambda each: each.at)
        self._log.sessions = len(self._sessions)
        _join(self._log, self.reads)
        return self._log

    def _number_of(self, name: str) -> int:
        if name not in self._numbers:
            self._numbers[name] = len(self._log.stories)
            self._log.stories.append(Known(name))
        return self._numbers[name]


def _join(log: Log, reads: list[_Read]) -> None:
    """Each reading with the one after it in the same visit. A story opened again right away is one reading."""
    by_session: dict[int, list[_Read]] = {}
    for each in reads:
        before = by_session.setdefault(each.session, [])
        if (before and before[-1].story == each.story) or len(before) >= MOST_OF_SESSION:
            log.left_out += 1
            continue
        before.append(each)
    for visit in by_session.values():
        for each, after in zip(visit, [*visit[1:], None], strict=True):
            target, at = each.clicked, each.at + 1
            if after is not None and after.at - each.at <= VISIT_ENDS_AFTER and target < 0:
                target, at = after.story, after.at
            log.rows.append(Row(each.at, each.session, each.story, target if target != each.story else -1, at))
    log.rows.sort(key=lambda row: row.at)


def _note(story: Known, told: dict[str, Any]) -> None:
    published_at = _seconds(_value(told, "published_at"))
    if published_at is not None:
        story.published_at = published_at
    for name in ("section", "headline", "text"):
        if word := _word(told, name):
            setattr(story, name, word)


def _be_there(story: Known, at: float) -> None:
    """Without a day of its own, or with one that cannot be, a story was published when it was first met."""
    if story.published_at is None or story.published_at > at:
        story.published_at = at


def _shown(told: dict[str, Any]) -> list[str]:
    shown = _value(told, "shown")
    names = shown if isinstance(shown, list) else re.split(r"[\s,;|]+", str(shown or "").strip("[] "))
    return [str(name).strip("\"' ") for name in names if name not in ("", None)][:MOST_SHOWN]


def _clicked(told: str, shown: list[int], numbers: dict[str, int]) -> int:
    """What was clicked in the list that was shown, by its place from 1 or by its name; -1 where nothing was."""
    if told.isdecimal() and 1 <= int(told) <= len(shown):
        return shown[int(told) - 1]
    named = numbers.get(told, -1)
    return named if named in shown else -1


def _value(told: dict[str, Any], name: str) -> Any:
    return next((told[each] for each in NAMES[name] if told.get(each) not in (None, "")), None)


def _word(told: dict[str, Any], name: str) -> str:
    value = _value(told, name)
    return "" if value is None or isinstance(value, (list, dict)) else str(value).strip()


def _seconds(written: Any) -> float | None:
    """Seconds or milliseconds since 1970, or ISO 8601; without a zone it is UTC."""
    try:
        number = float(written)
        seconds = number / 1000 if number > MILLISECONDS_FROM else number
    except (TypeError, ValueError):
        try:
            moment = datetime.fromisoformat(str(written).strip())
        except ValueError:
            return None
        seconds = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    return seconds if 0 < seconds < 4_102_444_800 else None


def _rows_of(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with _opened(path) as lines:
            first = lines.readline()
            rows = _of_json(first, lines) if first.lstrip().startswith(("{", "[")) else _of_csv(first, lines)
            for row in rows:
                yield {str(name).strip().lower(): value for name, value in row.items() if name is not None}
    except csv.Error as error:
        said = _("%s cannot be read as CSV: a field is longer than 16 MB, perhaps because a quotation mark does not close.")
        raise Trouble(said % path) from error
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise Trouble(_("%s is packed and damaged, or cut off: fetch it once more.") % path) from error
    except NotWhole as error:
        raise Trouble(_("%s begins as a JSON list and does not end as one: fetch it once more.") % path) from error
    except OSError as error:
        raise Trouble(f"{path}: {error}") from error


def _of_json(first: str, lines: TextIO) -> Iterator[dict[str, Any]]:
    if first.lstrip().startswith("["):
        yield from _of_list(first + lines.read())
        return
    for line in _chained(first, lines):
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = {}
        yield row if isinstance(row, dict) else {}


def _of_list(text: str) -> Iterator[dict[str, Any]]:
    """All rows in one list. Raises `NotWhole`."""
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotWhole from error
    yield from (row for row in rows if isinstance(row, dict))


def _of_csv(first: str, lines: TextIO) -> Iterator[dict[str, Any]]:
    csv.field_size_limit(LONGEST_FIELD)  # one for the whole process: others may have set theirs
    delimiter = max(",;\t", key=first.count)
    return csv.DictReader(_chained(first, lines), delimiter=delimiter)


def _chained(first: str, lines: TextIO) -> Iterator[str]:
    yield first
    yield from lines


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    with path.open("rb") as raw:
        is_packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        source = io.BufferedReader(gzip.GzipFile(fileobj=raw)) if is_packed else raw
        with io.TextIOWrapper(source, encoding=_encoding(source.peek(2)[:2]), errors="replace", newline="") as lines:
            yield lines


def _encoding(head: bytes) -> str:
    """UTF-8, or the UTF-16 that spreadsheets save: with its mark, or known by the half of a letter that is empty."""
    if head in (BOM_UTF16_LE, BOM_UTF16_BE):
        return "utf-16"
    if b"\0" in head[:2]:
        return "utf-16-be" if head.startswith(b"\0") else "utf-16-le"
    return "utf-8-sig"
