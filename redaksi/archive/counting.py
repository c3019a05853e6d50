"""How many of the stories found lie where, with the names that readers know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from redaksi.archive.wanted import Counts
from redaksi.stories.models import Contributor, Section


@dataclass(frozen=True)
class Counted:
    """Sections and authors with most first, years with the latest first."""

    sections: tuple[tuple[Section, int], ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    contributors: tuple[tuple[Contributor, int], ...] = ()


def counted(counts: Counts) -> Counted:
    """Two queries, however many stories were found."""
    return Counted(
        _named(Section.objects.only("title", "slug").in_bulk(counts.sections), counts.sections),
        tuple(sorted(counts.years.items(), reverse=True)),
        _named(Contributor.objects.in_bulk(counts.contributors), counts.contributors),
    )


def _named(rows: Mapping[int, Any], counts: Mapping[int, int]) -> tuple[tuple[Any, int], ...]:
    return tuple((rows[key], count) for key, count in counts.items() if key in rows)
