"""What feeds brought, on its way to the desk: seen, taken, put aside, cleared away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from redaksi.stories import actions, rights
from redaksi.wire import origins, sidecar
from redaksi.wire.drafting import draft_of
from redaksi.wire.models import Feed, Incoming, IncomingState

if TYPE_CHECKING:
    from redaksi.staff.models import User
    from redaksi.stories.copy import StoryCopy
    from redaksi.stories.models import Section, Story

KEPT = timedelta(days=30)
WAITING, DISMISSED = IncomingState.WAITING, IncomingState.DISMISSED


def waiting(feed: Feed | None = None) -> QuerySet[Incoming]:
    """Items that wait, newest first, one for each event.

    Each has `told_again.all()`: the items that wait and tell the same. Where `told_first` is set on an item of the list,
    that one was taken or put aside before, and this is told once more. Of a feed: its own items, whoever told first.
    Three queries however many items; without the items' copy.
    """
    found = Incoming.objects.filter(state=WAITING).select_related("feed", "told_first", "told_first__story")
    found = found.defer("copy", "told_first__copy")
    again = Incoming.objects.filter(state=WAITING).select_related("feed").defer("copy").order_by("received_at", "pk")
    first_of_all = Q(told_first=None) | ~Q(told_first__state=WAITING)
    found = found.filter(first_of_all if feed is None else Q(feed=feed))
    newest_first = found.order_by("-received_at", F("published_at").desc(nulls_last=True), "pk")
    return newest_first.prefetch_related(Prefetch("told_again", queryset=again))


def copy_of(item: Incoming) -> StoryCopy:
    """The item as it came last, cleaned: `redaksi.stories.copy` says what is in it. Pictures are named by their address."""
    return sidecar.load(item.copy)


@transaction.atomic
def take(item: Incoming, by: User, section: Section | None = None) -> Story:
    """The item becomes a draft of this user's, with its source, credit, licence and link; where it was taken already,
    the draft that came of it, never a second one. What waits and tells the same is put aside with it.

    Without `section` it is the feed's own, else the one that the item names. Raises `PermissionDenied`, and
    `stories.actions.Refused` where no section is known, or where the source has withdrawn it.
    """
    held = Incoming.objects.select_for_update().get(pk=item.pk)  # what it points at is read after the wait, not joined before
    if held.state == IncomingState.TAKEN and held.story:
        return held.story
    if held.state == IncomingState.WITHDRAWN:
        raise actions.Refused.because(_("Its source has withdrawn it."))
    draft = draft_of(held, section)
    story = actions.take_up(draft.copy, draft.section, by, source_name=held.feed.name)
    now = timezone.now()
    _handled(_group_of(held).exclude(pk=held.pk), DISMISSED, by, now)
    _handled(Incoming.objects.filter(pk=held.pk), IncomingState.TAKEN, by, now, story=story)
    origins.begin(held, story, now)
    item.refresh_from_db()
    return story


@transaction.atomic
def dismiss(items: Iterable[Incoming], by: User) -> int:
    """Put aside these items and what waits under them and tells the same; returns how many. Raises `PermissionDenied`."""
    _check_right(by)
    keys = [item.pk for item in items]
    together = Incoming.objects.filter(Q(pk__in=keys) | Q(told_first__in=keys))
    return _handled(together.filter(state__in=[WAITING, IncomingState.WITHDRAWN]), DISMISSED, by, timezone.now())


@transaction.atomic
def put_back(item: Incoming, by: User) -> None:
    """An item that was put aside waits again, with what was put aside in the same moment. Raises `PermissionDenied`."""
    _check_right(by)
    held = Incoming.objects.select_for_update().get(pk=item.pk)
    if held.state != DISMISSED:
        return
    together = Incoming.objects.filter(Q(pk=held.pk) | Q(told_first=held.pk, handled_at=held.handled_at), state=DISMISSED)
    together.update(state=WAITING, handled_by=None, handled_at=None)
    item.refresh_from_db()


def clear_old(now: datetime | None = None) -> int:
    """Remove what nobody took within 30 days and no feed tells any more; returns how many.

    What still stands in its feed stays: it would come again as new.
    """
    before = (now or timezone.now()) - KEPT
    old = Incoming.objects.exclude(state=IncomingState.TAKEN).filter(received_at__lt=before)
    return old.filter(in_feed_at__lt=F("feed__answered_at")).delete()[1].get("wire.Incoming", 0)


def _group_of(item: Incoming) -> QuerySet[Incoming]:
    """What waits and tells the same as this item."""
    first = item.told_first_id or item.pk
    return Incoming.objects.filter(Q(pk=first) | Q(told_first=first) | Q(told_first=item.pk), state=WAITING)


def _handled(items: QuerySet[Incoming], state: IncomingState, by: User, at: datetime, **fields: Story) -> int:
    return items.update(state=state, handled_by=by, handled_at=at, **fields)


def _check_right(by: User) -> None:
    if not rights.may_write(by):
        raise PermissionDenied(_("You may not handle incoming news."))
