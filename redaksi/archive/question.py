"""What somebody typed into the search field, taken apart. Any text is a question; none is an error.

harga beras "pasar induk" -impor penulis:"Rina Wijaya" rubrik:ekonomi topik:bulog sejak:2025-01 sampai:2025-02-15
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from redaksi.archive.entry import words_of

LONGEST = 200
MOST_WORDS = 12
MOST_NAMES = 6
"""Of sections, authors and topics: each is looked for in the database."""
FIELDS = {
    **dict.fromkeys(("penulis", "oleh", "author", "by"), "author"),
    **dict.fromkeys(("rubrik", "kanal", "section"), "section"),
    **dict.fromkeys(("topik", "tag", "topic"), "topic"),
    **dict.fromkeys(("sejak", "dari", "since", "from"), "since"),
    **dict.fromkeys(("sampai", "hingga", "until", "to"), "until"),
    **dict.fromkeys(("tahun", "year"), "year"),
}
_QUOTES = dict.fromkeys(map(ord, "“”„«»＂"), '"') | dict.fromkeys(map(ord, "−–—"), "-")
# After a space perhaps a minus and a field's name; then what stands between quotation marks, or up to the next space.
_PIECE = re.compile(r'(?:(?<!\S)(?P<minus>-?)(?:(?P<field>[A-Za-z]+):)?)?(?:"(?P<quoted>[^"]*)(?:"|$)|(?P<plain>[^\s"]+))')
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})[/.-](\d{4})")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Name:
    """A section, a topic or an author, as somebody called it."""

    kind: str
    text: str
    is_not: bool = False


@dataclass(frozen=True)
class Question:
    """`text` is the question as it is shown again. Words are in small letters, in the order they came.

    `without` are words, or phrases of several. `since` and `until` are the first and the last day. `misread`: what looked
    like a field and was none.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()
    names: tuple[Name, ...] = ()
    since: date | None = None
    until: date | None = None
    misread: tuple[str, ...] = field(default=())

    @property
    def asks(self) -> bool:
        """Whether there is anything to look for: marks alone ask nothing, and neither does what is only shut out."""
        return bool(self.words or self.phrases or self.since or self.until or any(not name.is_not for name in self.names))


def tidy(text: str) -> str:
    """The question as it is asked: printable, one space between words, not endless."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text[: LONGEST * 2])
    return " ".join(printable.split())[:LONGEST].strip()


def parse(text: str) -> Question:
    asked = Question(tidy(text))
    for piece in _PIECE.finditer(asked.text.translate(_QUOTES)):
        asked = _with(asked, piece)
    words = tuple(dict.fromkeys(asked.words))
    return replace(asked, words=words[:MOST_WORDS], phrases=asked.phrases[:MOST_WORDS], names=asked.names[:MOST_NAMES])


def _with(asked: Question, piece: re.Match[str]) -> Question:
    quoted, plain = piece["quoted"], piece["plain"] or ""
    kind = FIELDS.get((piece["field"] or "").lower())
    value = (plain if quoted is None else quoted).strip()
    if kind and value:
        return _with_field(asked, kind, value, bool(piece["minus"]))
    words = tuple(words_of(value if kind else f"{piece['field'] or ''} {value}"))[:MOST_WORDS]
    if not words:
        return asked
    if piece["minus"]:
        return replace(asked, without=(*asked.without, words)[:MOST_WORDS])
    if quoted is not None:
        return replace(asked, phrases=(*asked.phrases, words))
    return replace(asked, words=(*asked.words, *words))


def _with_field(asked: Question, kind: str, value: str, is_not: bool) -> Question:
    if kind in ("author", "section", "topic"):
        return replace(asked, names=(*asked.names, Name(kind, value, is_not)))
    days = days_of(value)
    if days is None or is_not:
        return replace(asked, misread=(*asked.misread, value))
    since = days[0] if kind in ("since", "year") else asked.since
    until = days[1] if kind in ("until", "year") else asked.until
    return replace(asked, since=since, until=until)


def days_of(text: str) -> tuple[date, date] | None:
    """The first and the last day of a year, a month or a day: 2025, 2025-03, 2025-03-28, 3/2025, 28/3/2025."""
    for read in (_days_of_day, _days_of_month, _days_of_year):
        try:
            if days := read(text):
                return days
        except ValueError:  # the 31st of February
            return None
    return None


def _days_of_day(text: str) -> tuple[date, date] | None:
    if found := _DAY.fullmatch(text):
        year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
        only = date(int(year), int(month), int(day))
        return only, only
    return None


def _days_of_month(text: str) -> tuple[date, date] | None:
    if found := _MONTH.fullmatch(text):
        year, month = (int(part) for part in (found.group(1, 2) if found[1] else found.group(4, 3)))
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return None


def _days_of_year(text: str) -> tuple[date, date] | None:
    if _YEAR.fullmatch(text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    return None


def without_each(asked: Question) -> Iterator[tuple[str, Question]]:
    """The question with one of its parts left out, and that part as it was written."""
    for place, word in enumerate(asked.words):
        yield word, replace(asked, words=asked.words[:place] + asked.words[place + 1 :])
    for place, phrase in enumerate(asked.phrases):
        yield f'"{" ".join(phrase)}"', replace(asked, phrases=asked.phrases[:place] + asked.phrases[place + 1 :])
    for place, name in enumerate(asked.names):
        yield name.text, replace(asked, names=asked.names[:place] + asked.names[place + 1 :])
    if asked.since or asked.until:
        yield "", replace(asked, since=None, until=None)
