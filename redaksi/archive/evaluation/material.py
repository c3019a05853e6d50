"""Stories and links as an evaluation gets them, and what is taken out of a source so that it does not tell the answer."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TextIO
from urllib.parse import urlsplit

COLUMNS = ("source_url", "target_url")
KIND = "baca_juga"
MOST_INDEGREE = 6
_SEE_ALSO = r"(?:baca|lihat|simak|tonton) juga"
_LINE = re.compile(rf"^\s*{_SEE_ALSO}.*$", re.IGNORECASE | re.MULTILINE)
_WORDS = re.compile(rf"{_SEE_ALSO}\s*:?", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """A story of the material. `domain` is what its newsroom registered; `text` in paragraphs."""

    url: str
    domain: str
    headline: str
    text: str
    dek: str = ""
    section: str = ""
    topics: tuple[str, ...] = ()
    published_at: datetime | None = None


def section_under(url: str, domain: str, category: str) -> str:
    """With the desk that has a host of its own before it: "Berita" of oto.detik.com is not that of news.detik.com."""
    desk = (urlsplit(url).hostname or "").removeprefix("www.").removesuffix(domain).strip(".")
    return "/".join(filter(None, [desk, category]))


@dataclass(frozen=True)
class Link:
    source: str
    target: str


class NoLinks(ValueError):
    """The file holds none; the message names its columns."""


def read_links(lines: TextIO) -> Iterator[Link]:
    """Of kind `baca_juga`, without what a paper linked from everywhere; either column may be missing. Raises `NoLinks`."""
    rows = csv.DictReader(lines)
    if not set(COLUMNS) <= set(rows.fieldnames or ()):
        raise NoLinks(", ".join(rows.fieldnames or ())[:200])
    for row in rows:
        indegree = (row.get("target_indegree") or "").strip()
        is_promotion = indegree.isdecimal() and int(indegree) > MOST_INDEGREE
        if (row.get("kind") or KIND).strip() == KIND and not is_promotion:
            yield Link((row["source_url"] or "").strip(), (row["target_url"] or "").strip())


def longest_of_each(stories: Iterable[Told]) -> dict[str, Told]:
    """One for each URL."""
    found: dict[str, Told] = {}
    for story in stories:
        if story.url not in found or len(story.text) > len(found[story.url].text):
            found[story.url] = story
    return found


def without_links(story: Told, headlines: Collection[str]) -> Told:
    """Its text without these headlines, however broken or glued, and without lines that begin with "Baca juga"."""
    text = story.text
    for headline in headlines:
        if words := headline.split():
            text = re.sub(r"\s*".join(map(re.escape, words)), " ", text, flags=re.IGNORECASE)
    return replace(story, text=_WORDS.sub(" ", _LINE.sub("", text)))
