"""Who made the article, as the page says in its data."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from redaksi.stories.copy import BylineCopy

from .headline import without_names
from .json_ld import Statements, text, texts

_ADDRESS = re.compile(r"https?://|www\.|@\w|\.(?:com|co\.id|id)\b", re.IGNORECASE)
_BY = re.compile(r"^(?:by|oleh|penulis|reporter)\s*:?\s+", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*(?:;|,|&|\||\bdan\b|\band\b)\s*")
_LABELED = re.compile(r"(?:penulis|reporter|editor|redaktur|fotografer)\s*:", re.IGNORECASE)
_EDITOR = re.compile(r"editor\s*:\s*(?P<name>.{3,80})$", re.IGNORECASE)
LONGEST = 80
MOST = 12
FEWEST_CUT = 6


def people_of(article: Statements, tags: Sequence[str], editors: Iterable[str], names: Sequence[str]) -> list[BylineCopy]:
    """`tags`: authors as `<meta>` and microdata name them; `names`: what the medium calls itself, which is nobody's name."""
    editing = list(
        dict.fromkeys([*_names(editors, names), *_names(texts(article.get("editor")), names), *_keyword_editors(article)])
    )
    written = list(_names([*_persons(article.get("creator")), *_persons(article.get("author"))], names)) or list(
        _names(tags, names)
    )
    reporters = [BylineCopy(name) for name in dict.fromkeys(written) if name not in editing]
    return [*reporters, *(BylineCopy(name, "editor") for name in editing)][:MOST]


def _persons(value: Any) -> list[str]:
    """Organizations are no people; a text may be either."""
    each = value if isinstance(value, list) else [value]
    return [name for one in each if not (isinstance(one, dict) and one.get("@type") == "Organization") for name in texts(one)]


def _keyword_editors(article: Statements) -> Iterator[str]:
    """ "Editor:Aditia Saputra" among the keywords: what some systems count their people by."""
    for keyword in texts(article.get("keywords")):
        if match := _EDITOR.match(keyword):
            yield match["name"].strip()


def _names(told: Iterable[str], media: Sequence[str]) -> Iterator[str]:
    for line in told:
        for name in _SEPARATORS.split(_BY.sub("", line)):
            if (
                2 < len(name) <= LONGEST
                and not _ADDRESS.search(name)
                and not _LABELED.search(name)
                and not _is_medium(name, media)
            ):
                yield name.strip()


def _is_medium(name: str, media: Sequence[str]) -> bool:
    """The medium itself, its desk, or a system's own user."""
    if name.casefold() in ("admin", "redaksi", "administrator", "editor", "newsroom", "staff"):
        return True
    return without_names(f"x - {name}", media) == "x"


def keywords_of(article: Statements, tags: Sequence[str], described: str) -> list[str]:
    """Without those that carry other matters ("Editor:…"), and without a description that a system cut into words."""
    told = texts(article.get("keywords")) or list(tags)
    single = [part.strip() for keyword in told for part in keyword.split(",")]
    words = [word for word in dict.fromkeys(single) if word and ":" not in word and len(word) <= LONGEST]
    in_description = sum(word.casefold() in described.casefold().replace(",", "").split() for word in words)
    return [] if len(words) >= FEWEST_CUT and in_description > 0.8 * len(words) else words


def section_of(article: Statements, tag: str) -> str:
    return text(article.get("articleSection")) or tag
