"""Where our stories were taken from, watched for a month: what is corrected or withdrawn there concerns us too."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from redaksi.stories.actions import Refused
from redaksi.stories.models import SourceKind, StorySource
from redaksi.wire import differences
from redaksi.wire.fetching import Fetcher, papers_fetcher
from redaksi.wire.item import House, Unreadable
from redaksi.wire.models import Origin, OriginChange
from redaksi.wire.polling import Look, Watch, look
from redaksi.wire.reading import our_house
from redaksi.wire.wording import text_of_page

if TYPE_CHECKING:
    from redaksi.staff.models import User
    from redaksi.stories.models import Story
    from redaksi.wire.models import Incoming

WATCHED = timedelta(days=30)
PAUSES = [(timedelta(hours=6), timedelta(hours=1)), (timedelta(days=1), timedelta(hours=6)), (WATCHED, timedelta(days=1))]
"""How old a story's taking is at most, and how long after a look the next one comes."""
ABSENT = (404, 410)
ABSENCES = 2
LONGEST_NOTE = 4000
SECONDS_A_ROUND = 120

log = logging.getLogger(__name__)


def of_story(story: Story) -> QuerySet[Origin]:
    """Where this story was taken from, the first first."""
    return Origin.objects.filter(story=story).select_related("item__feed").order_by("pk")


def none_of_another_house(to_story: str = "story") -> Q:
    """Of rows that point at a story by `to_story`: those whose story is ours to give, whoever it was written after."""
    return ~Q(Exists(Origin.objects.filter(story=OuterRef(to_story), may_be_passed_on=False)))


def unseen_changes() -> QuerySet[Origin]:
    """Corrections and withdrawals at their source that nobody here has looked at yet, newest first; one query."""
    changed = Origin.objects.exclude(change=OriginChange.NONE).filter(seen_at=None)
    return changed.select_related("story", "story__section").order_by("-changed_at", "-pk")


def mark_seen(origin: Origin, by: User) -> None:
    """Somebody knows of the change; a later one is told anew."""
    origin.seen_by, origin.seen_at = by, timezone.now()
    origin.save(update_fields=["seen_by", "seen_at"])


def begin(item: Incoming, story: Story, now: datetime) -> Origin:
    """From now on the item's page is watched, where it names one."""
    return Origin.objects.create(
        story=story,
        item=item,
        name=item.feed.name,
        url=item.url,
        usage_terms=item.feed.usage_terms,
        may_be_passed_on=item.feed.may_be_passed_on,
        next_at=now if item.url else None,
        watched_until=now + WATCHED,
    )


def record(story: Story, name: str, url: str, by: User, usage_terms: str = "", may_be_passed_on: bool = False) -> Origin:
    """A story quotes or republishes this page: whoever wrote it down by hand, it is watched like one from a feed.

    `may_be_passed_on`: the story stays ours to give, for it only quotes, or the licence lets us. Raises `Refused`.
    """
    if not story.permissions_for_user(by).can_edit():
        raise Refused.because(_("You may not change this story."), "url")
    if Origin.objects.filter(story=story, url=url).exists():
        raise Refused.because(_("This origin is written down already."), "url")
    now = timezone.now()
    told = {"usage_terms": usage_terms, "may_be_passed_on": may_be_passed_on, "next_at": now, "watched_until": now + WATCHED}
    return Origin.objects.create(story=story, name=name, url=url, **told)


def mediums_unwatched(story: Story) -> list[StorySource]:
    """Other media that the story names as sources, with an address that nobody watches yet. Two queries."""
    lines = StorySource.objects.filter(story=story, source__kind=SourceKind.MEDIUM).select_related("source")
    known = set(Origin.objects.filter(story=story).values_list("url", flat=True))
    return [line for line in lines if line.url and line.url not in known]


def tell(origins: QuerySet[Origin], change: OriginChange, note: str, now: datetime) -> None:
    """What changed at the source, added to what was not seen yet. A withdrawal stays one, whatever is corrected after."""
    for origin in origins.select_for_update():
        before = origin.change_note.splitlines() if origin.seen_at is None else []
        was_withdrawn = origin.seen_at is None and origin.change == OriginChange.WITHDRAWN
        origin.change = OriginChange.WITHDRAWN if was_withdrawn else change
        origin.change_note = "\n".join(dict.fromkeys([*before, *note.splitlines()]))[:LONGEST_NOTE]
        origin.changed_at, origin.seen_by, origin.seen_at = now, None, None
        origin.save(update_fields=["change", "change_note", "changed_at", "seen_by", "seen_at"])


def watch_due(now: datetime | None = None, fetcher: Fetcher | None = None) -> int:
    """Look at every page that is due, a bad one stopping no other; returns how many were looked at.

    After two minutes the rest waits for the next round.
    """
    now, fetcher, until = now or timezone.now(), fetcher or papers_fetcher(), time.monotonic() + SECONDS_A_ROUND
    house, looked = our_house(), 0
    for origin in Origin.objects.filter(next_at__lte=now).order_by("next_at", "pk"):
        if time.monotonic() > until:
            break
        try:
            _look(origin, fetcher, house, now)
        except Exception:
            log.exception("The page %s could not be looked at", origin.url)
            _later(origin, now)
        looked += 1
    return looked


def _look(origin: Origin, fetcher: Fetcher, house: House, now: datetime) -> None:
    seen = look(Watch(origin.url, _pause(origin, now), origin.etag, origin.last_modified, origin.failures), fetcher, now)
    text = origin.text
    if seen.is_news:
        try:
            text = text_of_page(seen.body, origin.url, house)
        except Unreadable as unreadable:
            seen = replace(seen, watch=replace(seen.watch, trouble=str(unreadable), etag="", last_modified=""))
    _write(origin, seen, text, now)


@transaction.atomic
def _write(origin: Origin, seen: Look, text: str, now: datetime) -> None:
    """The page's marks are kept together with what was read under them."""
    watch, same = seen.watch, Origin.objects.filter(pk=origin.pk)
    absences = origin.absences + 1 if seen.status in ABSENT else 0
    is_over = origin.watched_until is None or now >= origin.watched_until or absences >= ABSENCES
    if absences == ABSENCES:
        tell(same, OriginChange.WITHDRAWN, _("The page is not there any more."), now)
    elif origin.text and (note := differences.between(origin.text, text)):
        tell(same, OriginChange.CORRECTED, note, now)
    same.update(
        text="" if is_over else text,
        etag=watch.etag[:500],
        last_modified=watch.last_modified[:100],
        failures=watch.failures,
        trouble=watch.trouble[:300],
        absences=absences,
        next_at=None if is_over else watch.next_at,
    )


def _later(origin: Origin, now: datetime) -> None:
    """A look that fell over, of which nothing else is known."""
    Origin.objects.filter(pk=origin.pk).update(next_at=now + timedelta(days=1))


def _pause(origin: Origin, now: datetime) -> timedelta:
    """Falling with the time since the story was taken."""
    age = WATCHED - ((origin.watched_until or now) - now)
    return next((pause for oldest, pause in PAUSES if age <= oldest), PAUSES[-1][1])
