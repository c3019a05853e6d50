"""What the ledger tells: entries with their words, but for those that are masked."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from redaksi.stories.models.ledger_entry import LedgerEntry, LedgerKind
from redaksi.stories.prepared import Prepared

if TYPE_CHECKING:
    from redaksi.stories.models import Story

PUBLIC = (
    *(LedgerKind.CORRECTION, LedgerKind.REPLY, LedgerKind.UNVERIFIED, LedgerKind.VERIFIED, LedgerKind.WITHDRAWAL),
    *(LedgerKind.PROTECTION, LedgerKind.ERASURE),
)
"""Acts that readers are told of. What else is in the chain is there to be counted and proved."""


OF_READERS = Q(kind__in=PUBLIC) & (~Q(kind=LedgerKind.REPLY) | Q(answer__isnull=False))
"""Of a reply, that it stands printed; what came before is between the paper and whoever wrote."""


def told() -> QuerySet[LedgerEntry]:
    """All entries, each with its words, its stories, and whether it is masked (`is_masked`): then it says nothing."""
    return with_masks(LedgerEntry.objects.select_related("words", "story", "answer").defer("story__body", "answer__body"))


def with_masks(entries: QuerySet[LedgerEntry]) -> QuerySet[LedgerEntry]:
    """An entry is masked by a protection of it, or of its whole story."""
    later = LedgerEntry.objects.filter(kind=LedgerKind.PROTECTION).order_by()
    of_entry = later.filter(about=OuterRef("uid"))
    of_story = later.filter(story=OuterRef("story"), about=None)
    return entries.annotate(masked=Exists(of_entry) | Exists(of_story))


OF_STORY = (LedgerKind.CORRECTION, LedgerKind.REPLY, LedgerKind.UNVERIFIED, LedgerKind.VERIFIED)
_numbers = Prepared(
    lambda stories: (
        LedgerEntry.objects.filter(OF_READERS, Q(story__in=stories) | Q(answer__in=stories), kind__in=OF_STORY)
        .order_by()
        .values_list("number", flat=True)
    )
)


def of_story(story: Story) -> list[LedgerEntry]:
    """What its page says of itself, and of stories that it answers, in the order of time. Two queries, and a short one alone
    for nearly every story: there is nothing to tell."""
    numbers = _numbers([story.uid])
    return list(told().filter(number__in=numbers).order_by("number")) if numbers else []


def for_readers(since: datetime | None = None, until: datetime | None = None) -> QuerySet[LedgerEntry]:
    """The newest first."""
    entries = told().filter(OF_READERS)
    if since:
        entries = entries.filter(at__gte=since)
    if until:
        entries = entries.filter(at__lt=until)
    return entries.order_by("-number")


def months() -> list[datetime]:
    """The first of each month, by the paper's clock, in which there is something to tell; the newest first."""
    zone = timezone.get_default_timezone()
    entries = LedgerEntry.objects.filter(OF_READERS).annotate(month=TruncMonth("at", tzinfo=zone))
    return list(entries.order_by("-month").values_list("month", flat=True).distinct())
