"""Months of first publication: where each begins and ends, and when one of its stories last changed."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from redaksi.press.models import Month
from redaksi.stories.models import Story


def note_change(published: Iterable[datetime | None]) -> None:
    """Stories first published at these moments changed now. One query."""
    first_days = {first_day_of(moment) for moment in published if moment}
    if first_days:
        now = timezone.now()
        months = [Month(starts_at=start(day), ends_at=end(day), changed_at=now) for day in sorted(first_days)]
        Month.objects.bulk_create(months, update_conflicts=True, unique_fields=["starts_at"], update_fields=["changed_at"])


def counted() -> Iterator[tuple[datetime, datetime, int]]:
    """Newest first: when it begins, when it changed, how many stories readers may see. One query, out of an index alone."""
    inside = Story.objects.published().filter(published_at__gte=OuterRef("starts_at"), published_at__lt=OuterRef("ends_at"))
    number = inside.order_by().values("is_public").annotate(number=Count("*")).values("number")
    months = Month.objects.annotate(stories=Coalesce(Subquery(number), 0)).order_by("-starts_at")
    yield from months.values_list("starts_at", "changed_at", "stories")


def first_day_of(moment: datetime) -> date:
    """By the paper's clock, whatever zone an editor's desk shows."""
    return moment.astimezone(timezone.get_default_timezone()).date().replace(day=1)


def start(first_day: date) -> datetime:
    return datetime(first_day.year, first_day.month, 1, tzinfo=timezone.get_default_timezone())


def end(first_day: date) -> datetime:
    """The beginning of the next. Raises `ValueError` after the year 9999."""
    return start(first_day.replace(year=first_day.year + first_day.month // 12, month=first_day.month % 12 + 1))
