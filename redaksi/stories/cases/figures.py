"""How many asked, how they were answered, how long it took: counts only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median

from django.utils import timezone

from redaksi.stories.models import Case, CaseKind, CaseOutcome, CaseState

YEARS = 5


@dataclass
class Figures:
    """Of one kind in one year. `median_hours` is None until something was closed."""

    kind: CaseKind
    received: int = 0
    waiting: int = 0
    in_time: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    median_hours: int | None = None

    @property
    def label(self) -> str:
        return str(self.kind.label)

    @property
    def outcome_counts(self) -> list[tuple[str, int]]:
        return [(str(CaseOutcome(outcome).label), count) for outcome, count in sorted(self.outcomes.items())]


def of_year(year: int) -> list[Figures]:
    """The kinds that there were, without what was nothing. One query."""
    rows = (
        Case.objects.filter(received_at__year=year)
        .exclude(state=CaseState.QUEUED)
        .exclude(outcome=CaseOutcome.SPAM)
        .values_list("kind", "outcome", "received_at", "due_at", "closed_at")
    )
    found: dict[str, Figures] = {}
    hours: dict[str, list[float]] = {}
    for kind, outcome, received_at, due_at, closed_at in rows:
        figures = found.setdefault(kind, Figures(CaseKind(kind)))
        figures.received += 1
        if closed_at is None:
            figures.waiting += 1
            continue
        figures.outcomes[outcome] = figures.outcomes.get(outcome, 0) + 1
        figures.in_time += closed_at <= due_at
        hours.setdefault(kind, []).append((closed_at - received_at) / timedelta(hours=1))
    for kind, taken in hours.items():
        found[kind].median_hours = round(median(taken))
    return [found[kind] for kind in CaseKind.values if kind in found]


def by_year() -> list[tuple[int, list[Figures]]]:
    """The last five years that have any, the latest first."""
    this_year = timezone.localdate().year
    years = ((year, of_year(year)) for year in range(this_year, this_year - YEARS, -1))
    return [(year, figures) for year, figures in years if figures]
