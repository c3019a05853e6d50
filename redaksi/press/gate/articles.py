"""A NewsArticle, by https://developers.google.com/search/docs/appearance/structured-data/article (2025-12-10).

What Google asks of pictures for Discover: https://developers.google.com/search/docs/appearance/google-discover.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from redaksi.press.gate import moments
from redaksi.press.structured_data import TYPES

Thing = Mapping[str, Any]

FEWEST_PIXELS = 50_000
FOR_DISCOVER_WIDTH, FOR_DISCOVER_PIXELS = 1_200, 300_000
SHAPES = {"16:9": 16 / 9, "4:3": 4 / 3, "1:1": 1.0}
_NOT_A_NAME = re.compile(r"^(?:by|oleh|dari|reporter|penulis|editor|redaktur|laporan)\b|[()/|@]|https?:|\bdkk\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\s(?:dan|and|&)\s|;")


def mistakes(article: Thing) -> Iterator[str]:
    """Of one article of a page's JSON-LD. Dates are asked for where it was published."""
    if article.get("@type") not in TYPES.values():
        yield _("%(type)s is no kind of news article") % {"type": article.get("@type")}
    if not article.get("headline"):
        yield _("no headline")
    publisher = article.get("publisher") or {}
    if not publisher.get("name"):
        yield _("no publisher")
    yield from of_authors(article.get("author") or [], str(publisher.get("name", "")))
    yield from _of_dates(str(article.get("datePublished", "")), str(article.get("dateModified", "")))
    yield from of_pictures(article.get("image") or [])


def of_authors(authors: Iterable[Thing], paper: str) -> Iterator[str]:
    """One object for each; its name is a name, and nothing else."""
    authors = list(authors)
    if not authors:
        yield _("no author")
    for author in authors:
        name = str(author.get("name", "")).strip()
        if author.get("@type") not in ("Person", "Organization"):
            yield _("the author “%(name)s” is neither a person nor an organization") % {"name": name}
        if not author.get("url") and not author.get("sameAs"):
            yield _("nothing leads to more about the author “%(name)s”") % {"name": name}
        if author.get("@type") == "Person":
            yield from of_name(name, paper)


def of_name(name: str, paper: str) -> Iterator[str]:
    if not name or _NOT_A_NAME.search(name) or (paper and paper.casefold() in name.casefold()):
        yield _("the author's name is not only a name: “%(name)s”") % {"name": name}
    elif _SEVERAL.search(name):
        yield _("several authors in one name: “%(name)s”") % {"name": name}


def _of_dates(published: str, modified: str) -> Iterator[str]:
    for written in filter(None, (published, modified)):
        if moments.w3c(written) is None:
            yield _("not a date with its zone: %(date)s") % {"date": written}
    first, last = moments.w3c(published), moments.w3c(modified)
    if first is None and not published:
        yield _("no date of publication")
    if first and last and last < first:
        yield _("changed before it was published: %(date)s") % {"date": modified}


def of_pictures(pictures: Iterable[Thing]) -> Iterator[str]:
    pictures = list(pictures)
    sizes = [(int(each.get("width") or 0), int(each.get("height") or 0)) for each in pictures]
    for each, (width, height) in zip(pictures, sizes, strict=True):
        if "://" not in str(each.get("url", "")):
            yield _("a picture without a whole address: %(address)s") % {"address": each.get("url", "–")}
        if width * height < FEWEST_PIXELS:
            yield _("a picture of %(width)s × %(height)s; 50,000 pixels are the least") % {"width": width, "height": height}
    if not sizes:
        return
    missing = [name for name, shape in SHAPES.items() if not any(_is_shaped(size, shape) for size in sizes)]
    if missing:
        yield _("no picture in %(shapes)s") % {"shapes": ", ".join(missing)}
    yield from of_size(*max(sizes))


def of_size(width: int, height: int) -> Iterator[str]:
    """What Discover shows large."""
    if width < FOR_DISCOVER_WIDTH or width * height < FOR_DISCOVER_PIXELS:
        yield _("the largest picture is %(width)s pixels wide; Discover wants 1,200") % {"width": width}


def _is_shaped(size: tuple[int, int], shape: float) -> bool:
    return bool(size[1]) and abs(size[0] / size[1] - shape) < 0.02 * shape
