"""What narrows a search besides its words: section, author, topic, days; by names from the question or from a form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, Self, cast

from django.db.models.functions import Lower
from django.utils import timezone

from redaksi.archive.question import Name, Question, days_of
from redaksi.archive.wanted import Filed
from redaksi.stories.models import Contributor, Section, Topic, TopicSpelling
from redaksi.stories.slugs import slug_of

MOST_MEANT = 50
"""Rows that one name may mean: "penulis:ahmad" is any of so many."""
KINDS = {"section": "section", "author": "contributor", "topic": "topic"}
PARAMETERS = {"rubrik": "section", "penulis": "author", "topik": "topic", "tahun": "year", "sejak": "since", "sampai": "until"}
LONGEST_SLUG = 140


@dataclass(frozen=True)
class Narrowing:
    """From a form: slugs, a year, first and last day. Empty is everything."""

    section: str = ""
    author: str = ""
    topic: str = ""
    year: int | None = None
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Self:
        """What an address says; whatever means nothing is left out."""
        given: dict[str, Any] = {}
        for parameter, name in PARAMETERS.items():
            text = (parameters.get(parameter) or "").strip()[:LONGEST_SLUG]
            if name in KINDS:
                given[name] = text
            elif days := days_of(text):
                given[name] = days[0].year if name == "year" else days[name == "until"]
        return cls(**given)

    @property
    def narrows(self) -> bool:
        return self != type(self)()

    def names(self) -> Iterable[Name]:
        return (Name(kind, text) for kind in KINDS if (text := getattr(self, kind)))


@dataclass(frozen=True)
class Filing:
    """`unknown`: names that nobody and nothing here has."""

    filed: tuple[Filed, ...] = ()
    since: int | None = None
    until: int | None = None
    unknown: tuple[str, ...] = ()


class Known(dict[tuple[str, str], frozenset[int]]):
    """What a section, topic or author that was named may be, by kind and name; each is looked for once."""

    def __missing__(self, called: tuple[str, str]) -> frozenset[int]:
        kind, text = called
        self[called] = keys = FINDERS[kind](text)
        return keys


def filing_of(asked: Question, narrowing: Narrowing, known: Known) -> Filing:
    """Up to three short queries for each name that is not known yet, none where there is none."""
    since, until = _later(asked.since, narrowing.since), _earlier(asked.until, narrowing.until)
    filing = Filing(since=_start_of(since), until=_start_of(_after(until)))
    if narrowing.year is not None:
        filing = replace(filing, filed=(Filed("year", frozenset([narrowing.year])),))
    for name in (*asked.names, *narrowing.names()):
        keys = known[name.kind, name.text]
        filed = Filed(cast(Literal["section", "contributor", "topic"], KINDS[name.kind]), keys, name.is_not)
        unknown = () if keys else (name.text,)
        filing = replace(filing, filed=(*filing.filed, filed), unknown=(*filing.unknown, *unknown))
    return filing


def _section(text: str) -> frozenset[int]:
    """Sections are few: they are looked through here, for joined with their pages all stories would be."""
    rows = list(Section.objects.order_by().values_list("pk", "slug", "title"))
    slug, small = slug_of(text), text.casefold()
    exactly = frozenset(key for key, other, title in rows if other == slug or title.casefold() == small)
    return exactly or frozenset(key for key, _slug, title in rows if small in title.casefold())


def _contributor(text: str) -> frozenset[int]:
    by_name = Contributor.objects.order_by()
    return _first_found(
        by_name.filter(slug=slug_of(text)), by_name.filter(name__iexact=text), by_name.filter(name__icontains=text)
    )


def _topic(text: str) -> frozenset[int]:
    by_name = Topic.objects.order_by()
    spelled = by_name.annotate(small=Lower("name")).filter(small=text.lower())
    otherwise = TopicSpelling.objects.annotate(small=Lower("text")).filter(small=text.lower())
    return _first_found(
        by_name.filter(slug=slug_of(text)) | spelled,
        by_name.filter(pk__in=otherwise.values("topic")),
        by_name.filter(name__icontains=text),
    )


def _first_found(*ways: Any) -> frozenset[int]:
    """What the first way finds that finds anything: called exactly so, else those in whose name it stands."""
    for rows in ways:
        if keys := frozenset(rows.values_list("pk", flat=True)[:MOST_MEANT]):
            return keys
    return frozenset()


FINDERS: dict[str, Callable[[str], frozenset[int]]] = {"section": _section, "author": _contributor, "topic": _topic}


def _after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day and day < date.max else None


def _start_of(day: date | None) -> int | None:
    """In the paper's zone, in seconds since 1970."""
    return None if day is None else int(timezone.make_aware(datetime.combine(day, time.min)).timestamp())


def _later(one: date | None, other: date | None) -> date | None:
    return max(filter(None, (one, other)), default=None)


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(filter(None, (one, other)), default=None)
