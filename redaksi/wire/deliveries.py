"""The delivery log: who holds a copy of which version, so that a correction or a withdrawal can follow each of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import batched

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from redaksi.stories.models import Story
from redaksi.wire import changes
from redaksi.wire.models import Change, Delivery, Partner
from redaksi.wire.status import Status

CHUNK = 500
LOOK_BACK, MOST = timedelta(days=30), 5000


@dataclass(frozen=True)
class Sent:
    """One version of a story, as it left."""

    story_id: int
    version_at: datetime
    status: Status = Status.USABLE


@dataclass(frozen=True)
class Held:
    """The newest version that a partner has of a story, and whether readers see another one by now."""

    delivery: Delivery
    is_behind: bool

    @property
    def partner(self) -> Partner:
        return self.delivery.partner


def log(partner: Partner, sent: Iterable[Sent]) -> None:
    """A line for each version that this partner gets for the first time; nothing is written where there is none."""
    for chunk in batched(sent, CHUNK):
        known = set(
            Delivery.objects.filter(partner=partner, story__in=[each.story_id for each in chunk]).values_list(
                "story_id", "version_at", "status"
            )
        )
        new = [each for each in chunk if (each.story_id, each.version_at, each.status.value) not in known]
        if new:
            Delivery.objects.bulk_create([_line(partner, each) for each in new], ignore_conflicts=True)


def sent_of(story: Story) -> Sent:
    """What readers see of it now."""
    if story.is_withdrawn:
        return Sent(story.pk, story.withdrawal.withdrawn_at, Status.CANCELED)
    return Sent(story.pk, story.last_published_at)


def is_held(story: Story) -> bool:
    return Delivery.objects.filter(story=story).exists()


def holders_of(story: Story) -> list[Held]:
    """Every partner that has a copy, by name; switched off or not, they still have it."""
    newest = _newest().filter(story=story).select_related("partner").order_by("partner__name")
    now = _version_at(story)
    return [Held(line, now is not None and line.version_at < now) for line in newest]


def outstanding(story: Story) -> list[Held]:
    """Who still has an older version than readers see: the correction or the withdrawal has not reached them."""
    return [held for held in holders_of(story) if held.is_behind]


def behind(since: datetime | None = None) -> QuerySet[Delivery]:
    """The newest line of each partner for stories that changed after it; of the last `MOST` that changed since (30 days)."""
    recent = Change.objects.filter(at__gte=since or timezone.now() - LOOK_BACK).order_by("-at")
    changed = list(recent.values_list("story", flat=True)[:MOST])
    here = changes.once_public().filter(pk=OuterRef("story"), version_at__gt=OuterRef("version_at"))
    return (
        _newest()
        .filter(Exists(here), story__in=changed)
        .select_related("partner", "story")
        .order_by("partner__name", "-version_at")
    )


def _newest() -> QuerySet[Delivery]:
    """Of each partner and story the line with the latest version; a withdrawal is later than what it takes back."""
    later = Delivery.objects.filter(partner=OuterRef("partner"), story=OuterRef("story"), version_at__gt=OuterRef("version_at"))
    return Delivery.objects.filter(~Exists(later))


def _version_at(story: Story) -> datetime | None:
    return story.withdrawal.withdrawn_at if story.is_withdrawn else story.last_published_at if story.is_public else None


def _line(partner: Partner, sent: Sent) -> Delivery:
    return Delivery(partner=partner, story_id=sent.story_id, version_at=sent.version_at, status=sent.status.value)
