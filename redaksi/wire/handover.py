"""An export that is handed to a partner: without what was meant for the desk, and in the delivery log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from redaksi.stories.models import Story
from redaksi.wire import deliveries
from redaksi.wire.deliveries import Sent
from redaksi.wire.models import Delivery, Partner
from redaksi.wire.origins import none_of_another_house
from redaksi.wire.status import Status


def open_to(partner: Partner, stories: QuerySet[Story]) -> QuerySet[Story]:
    """Of these what is public, under no embargo and ours to give, and the withdrawn ones that the partner holds."""
    is_out = Q(embargoed_until=None) | Q(embargoed_until__lte=timezone.now())
    holds = Exists(Delivery.objects.filter(partner=partner, story=OuterRef("pk")))
    return stories.filter(Q(is_public=True) & is_out & none_of_another_house("pk") | Q(withdrawal__isnull=False) & holds)


def log(partner: Partner, stories: QuerySet[Story], began_at: datetime) -> None:
    """Whatever changed while the files were written counts as not delivered: nobody knows which version is in them."""
    there = stories.filter(published_at__lte=began_at)
    rows = there.values_list("pk", "last_published_at", "withdrawal__withdrawn_at").iterator(chunk_size=2000)
    deliveries.log(partner, _sent(rows, began_at))


def _sent(rows: Iterator[tuple[int, datetime, datetime | None]], began_at: datetime) -> Iterator[Sent]:
    for story_id, published_at, withdrawn_at in rows:
        status = Status.CANCELED if withdrawn_at and withdrawn_at <= began_at else Status.USABLE
        yield Sent(story_id, min(withdrawn_at or published_at, began_at), status)
