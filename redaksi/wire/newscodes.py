"""IPTC's NewsCodes that we know, and how codes are written in each place."""

import re

from redaksi.stories.models import Genre
from redaksi.stories.models.photo import DigitalSourceType

GENRES = "http://cv.iptc.org/newscodes/genre/"
DIGITAL_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
# There is none that says "paid": that one is named, and has no code.
GENRE_CODES = {
    Genre.REPORT: "Current",
    Genre.ANALYSIS: "Analysis",
    Genre.OPINION: "Opinion",
    Genre.BACKGROUND: "Background",
    Genre.REVIEW: "Review",
}
_GENRES = {
    **{code.casefold(): genre for genre, code in GENRE_CODES.items()},
    **{value: Genre(value) for value in Genre.values},
    **dict.fromkeys(("actuality", "update", "news", "article"), Genre.REPORT),
    **dict.fromkeys(("comment", "commentary", "column", "editorial"), Genre.OPINION),
    **dict.fromkeys(("backgrounder", "explainer"), Genre.BACKGROUND),
    **dict.fromkeys(("sponsored", "advertorial", "advertiser supplied", "press release"), Genre.PAID),
}
_SOURCE_TYPES = {value.casefold(): value for value in DigitalSourceType.values}
_TAIL = re.compile(r"[^/:#]+\Z")


def code_in(text: str) -> str:
    """The last part of a URI or of a qualified code: "genre:Analysis" gives "Analysis"."""
    found = _TAIL.search(text.strip().rstrip("/"))
    return found[0] if found else ""


def genre_of(*codes: str) -> Genre | None:
    """The first of these names, codes and URIs that says one of our genres."""
    words = (code_in(code).casefold().replace("_", " ") for code in codes)
    return next((_GENRES[word] for word in words if word in _GENRES), None)


def digital_source_type_of(*codes: str) -> str:
    """One that our photographs know; empty where none is."""
    words = (code_in(code).casefold() for code in codes)
    return next((_SOURCE_TYPES[word] for word in words if word in _SOURCE_TYPES), "")
