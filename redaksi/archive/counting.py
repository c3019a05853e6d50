"""How many of the stories found lie where, with the names that readers know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from django.db.models import QuerySet

from redaksi.archive.wanted import Counts
from redaksi.stories.models import Contributor, Section


class CountedSection(NamedTuple):
    pk: int
    title: str
    slug: str


class CountedAuthor(NamedTuple):
    pk: int
    name: str
    slug: str


@dataclass(frozen=True)
class Counted:
    """Sections and authors with most first, years with the latest first."""

    sections: tuple[tuple[CountedSection, int], ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    contributors: tuple[tuple[CountedAuthor, int], ...] = ()


def counted(counts: Counts) -> Counted:
    """Two queries, however many stories were found."""
    sections = _sections().filter(pk__in=counts.sections)
    authors = _authors().filter(pk__in=counts.contributors)
    return Counted(
        tuple(_most_first(map(CountedSection._make, sections), counts.sections)),
        tuple(sorted(counts.years.items(), reverse=True)),
        tuple(_most_first(map(CountedAuthor._make, authors), counts.contributors)),
    )


@cache
def _sections() -> QuerySet[Section, tuple[Any, ...]]:
    """Put together once, as the next: whoever seeks waits."""
    return Section.objects.order_by().values_list(*CountedSection._fields)


@cache
def _authors() -> QuerySet[Contributor, tuple[Any, ...]]:
    return Contributor.objects.order_by().values_list(*CountedAuthor._fields)


def _most_first[Row: CountedSection | CountedAuthor](
    rows: Iterable[Row], counts: Mapping[int, int]
) -> Iterator[tuple[Row, int]]:
    by_key = {row.pk: row for row in rows}
    return ((by_key[key], count) for key, count in counts.items() if key in by_key)
