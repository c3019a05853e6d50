"""The headline: what the page prints as one, checked against what it calls itself."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from redaksi.wire.legible import line

from .lines import lines_of, weight_of

_PARTS = re.compile(r"(\s+[|–—·•»:-]{1,2}\s+|:\s+(?=\S)|\s*\|\s*)")
_WORD = re.compile(r"\w+")
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:com|co|id|net|org|tv|news|info)", re.IGNORECASE)
MOST_WORDS_OF_NAME = 5
LONGER = 1.6  # a printed headline may have a kicker in it that the title leaves out
FEWEST_WORDS = 2
MOST_LINES = 1500


def headline_of(tree: HtmlElement, told: Sequence[str], names: Sequence[str]) -> str:
    """`told`: titles that the page gives itself, the most trusted first; `names`: what the medium calls itself."""
    known = [title for title in (without_names(each, names) for each in told) if title]
    if not known:
        return next((text for text in _headings(tree) if weight_of(text) > FEWEST_WORDS), "")
    printed = (text for text in (*_headings(tree), *_other_lines(tree)) if any(_agree(text, title) for title in known))
    return next(printed, "") or _whole(known)


def _headings(tree: HtmlElement) -> Iterator[str]:
    for tag in ("h1", "h2", "h3"):
        for heading in tree.iter(tag):
            if text := line(heading.text_content()):
                yield text


def _other_lines(tree: HtmlElement) -> Iterator[str]:
    """Systems there are that set their headlines in no heading; a line with a link in it leads to another story."""
    return (each.text for each in islice(lines_of(tree), MOST_LINES) if not each.linked)


def _agree(printed: str, title: str) -> bool:
    short, long = sorted((_key(printed), _key(_CUT.sub("", title))), key=len)
    is_part = len(short.split()) > FEWEST_WORDS and f" {short} " in f" {long} "
    return bool(short) and (short == long or (is_part and len(long) <= LONGER * len(short)))


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _whole(titles: Sequence[str]) -> str:
    """The first title; where it was cut, the one that goes on."""
    if not titles or not _CUT.search(titles[0]):
        return titles[0] if titles else ""
    start = _CUT.sub("", titles[0])
    return next((title for title in titles if title.startswith(start) and not _CUT.search(title)), titles[0])


def without_names(title: str, names: Iterable[str]) -> str:
    """The title without the medium's name before or behind it: "… - ANTARA News", "KapanLagi.com: …"."""
    media = {word for name in names for word in _key(_host_or_name(name)).split() if len(word) > 2}
    parts = _PARTS.split(title)
    while len(parts) > 1 and _is_name(parts[-1], media):
        parts = parts[:-2]
    while len(parts) > 1 and _is_name(parts[0], media):
        parts = parts[2:]
    return "".join(parts).strip() or title


def _host_or_name(name: str) -> str:
    return (urlsplit(name).hostname or "").removeprefix("www.") if "//" in name else name


def _is_name(part: str, media: set[str]) -> bool:
    words = _key(part).split()
    if not words or len(words) > MOST_WORDS_OF_NAME:
        return False
    together = "".join(words)
    return bool(_DOMAIN.fullmatch(part.strip())) or any(word in media for word in words) or together in media
