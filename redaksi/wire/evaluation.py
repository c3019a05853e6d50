"""How well pages are read, measured against pages whose right headline, time and text somebody wrote down."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, cast

from redaksi.stories import prose
from redaksi.wire import formats
from redaksi.wire.item import House, Item, Unreadable
from redaksi.wire.opened import OpenedFile

_WORD = re.compile(r"\w+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Right:
    """What a page should be read as; None where the collection does not say."""

    path: Path
    text: str
    headline: str | None = None
    published_at: datetime | None = None


@dataclass(frozen=True)
class Score:
    """`f1` of the text's words; the others None where there is nothing to compare with."""

    name: str
    f1: float
    headline_is_right: bool | None = None
    date_is_right: bool | None = None


@dataclass
class Evaluation:
    scores: list[Score] = field(default_factory=list)

    def share(self, name: str) -> float | None:
        """Of those where it is known, the part that is right: 0 to 1."""
        known = [value for score in self.scores if (value := getattr(score, name)) is not None]
        return sum(known) / len(known) if known else None

    def lines(self, below: float = 0.9) -> Iterator[str]:
        """A table for people: those read worst, then all together."""
        for score in sorted(self.scores, key=lambda score: score.f1):
            if score.f1 < below or score.headline_is_right is False or score.date_is_right is False:
                yield f"  {score.f1:.3f}  {_mark(score.headline_is_right)} {_mark(score.date_is_right)}  {score.name}"
        shares = {name: self.share(name) for name in ("headline_is_right", "date_is_right", "f1")}
        told = (f"{name}: {'–' if share is None else format(share, '.3f')}" for name, share in shares.items())
        yield f"{len(self.scores)} pages; {', '.join(told)}"


def _mark(is_right: bool | None) -> str:
    return "·" if is_right is None else "✓" if is_right else "✗"


def evaluate(rights: Iterable[Right], house: House, format_name: str = "page_html") -> Evaluation:
    """Reads each page; one that cannot be read counts as read wrong."""
    return Evaluation([_score(right, _read(right.path, house, format_name)) for right in rights])


def _read(path: Path, house: House, format_name: str) -> Item | None:
    reader = import_module(f"{formats.__name__}.{format_name}")
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
            file = OpenedFile(path, path.name, cast(BinaryIO, stream), b"")
            return next((item for item in reader.read(file, house) if isinstance(item, Item)), None)
    except Unreadable:
        return None


def _score(right: Right, item: Item | None) -> Score:
    if item is None:
        is_known = (right.headline is not None, right.published_at is not None)
        return Score(right.path.name, 0.0, *(False if known else None for known in is_known))
    headline = None if right.headline is None else _line(item.copy.headline) == _line(right.headline)
    date = None if right.published_at is None else _minute(item.copy.published_at) == _minute(right.published_at)
    return Score(right.path.name, token_f1(words_of(item), right.text), headline, date)


def _minute(at: datetime | None) -> datetime | None:
    """Pages print minutes; seconds stand in the data of some of them."""
    return at.replace(second=0, microsecond=0).astimezone(UTC) if at else None


def words_of(item: Item) -> str:
    """The text as filed, with the dateline that was taken from its first line; pictures' captions are no text."""
    blocks = [block for block in item.copy.body if block.kind not in ("photo", "gallery", "embed", "related")]
    texts = prose.paragraphs([{"type": block.kind, "value": block.value} for block in blocks])
    return "\n".join([item.copy.dateline, *texts])


def token_f1(read: str, right: str) -> float:
    """Harmonic mean of precision and recall over words, each counted as often as it occurs; 0 to 1."""
    counts = [Counter(_WORD.findall(text.casefold())) for text in (read, right)]
    common = sum((counts[0] & counts[1]).values())
    total = sum(counts[0].values()) + sum(counts[1].values())
    return 2 * common / total if total else 1.0


def _line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def indonesian_pages(folder: Path) -> list[Right]:
    """`id-html-gold`: a `gold.json` beside the pages."""
    return [_indonesian(folder, each) for each in json.loads((folder / "gold.json").read_text())]


def _indonesian(folder: Path, gold: dict[str, Any]) -> Right:
    at = datetime.fromisoformat(gold["date_utc"]) if gold.get("date_utc") else None
    return Right(folder / gold["file"], gold["content"], gold["title"], at)


def world_pages(folder: Path) -> list[Right]:
    """`html-gold-scrapinghub`: texts alone, by the name of the page's file."""
    golds = json.loads((folder / "ground-truth.json").read_text())
    paths = ((folder / f"{name}.html.gz", gold) for name, gold in sorted(golds.items()))
    return [Right(path, gold["articleBody"]) for path, gold in paths if path.exists()]
