"""The feeds that we follow: asked when they are due, each for itself; what they say is kept with the marks it came under."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from redaksi.wire import bulletin
from redaksi.wire.bulletin import Bulletin, Told
from redaksi.wire.fetching import Fetcher, papers_fetcher
from redaksi.wire.item import Unreadable
from redaksi.wire.models import Feed
from redaksi.wire.polling import Look, Watch, failed, look
from redaksi.wire.reading import our_house
from redaksi.wire.receiving import Receipt, Receiving

SECONDS_A_ROUND = 240
SHOWN_AT_TRIAL = 10

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Polled:
    """What came of one look at a feed. `trouble` is a line for a person to read, empty where all is well."""

    feed: Feed
    receipt: Receipt = field(default_factory=Receipt)
    trouble: str = ""


@dataclass(frozen=True)
class Looked:
    """What is at a feed's address, as it is tried out: nothing of it was kept.

    `format` is the name of the format that it was recognized as, empty where it is none; `items` are the first ten of
    `count`; `refusals` are items that would not come in, with the reason; `feeds_there` are addresses of feeds that a web
    page names, where it is a page and no feed.
    """

    format: str = ""
    count: int = 0
    items: list[Told] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    trouble: str = ""
    feeds_there: list[str] = field(default_factory=list)


def due(now: datetime | None = None) -> QuerySet[Feed]:
    """Switched on, not gone for good, and to be asked now; who waits longest comes first."""
    now = now or timezone.now()
    on = Feed.objects.filter(is_on=True, is_gone=False)
    return (on.filter(next_at=None) | on.filter(next_at__lte=now)).order_by(F("next_at").asc(nulls_first=True), "pk")


def poll_due(now: datetime | None = None, fetcher: Fetcher | None = None) -> list[Polled]:
    """Ask every feed that is due, a bad one stopping no other. After four minutes the rest waits for the next round."""
    fetcher, until = fetcher or papers_fetcher(), time.monotonic() + SECONDS_A_ROUND
    polled = []
    for feed in due(now):
        if time.monotonic() > until:
            break
        polled.append(poll(feed, now, fetcher))
    return polled


def poll(feed: Feed, now: datetime | None = None, fetcher: Fetcher | None = None) -> Polled:
    """Ask this feed now, whether it is due or not; raises nothing."""
    now, fetcher = now or timezone.now(), fetcher or papers_fetcher()
    try:
        return _poll(feed, now, fetcher)
    except Exception:
        log.exception("Feed %s (%s) could not be taken in", feed.pk, feed.url)
        trouble = _("a fault of ours; the log has it")
        _keep_marks(feed, failed(_watch(feed), trouble, now), now)
        return Polled(feed, trouble=trouble)


def look_at(feed: Feed, fetcher: Fetcher | None = None) -> Looked:
    """Try a feed out, saved or not, switched on or not; keeps nothing and raises nothing for what may be there."""
    seen = look(Watch(feed.url), fetcher or papers_fetcher(), timezone.now())
    if not seen.is_news:
        return Looked(trouble=seen.watch.trouble or _("an empty answer"))
    try:
        told = bulletin.read(seen.body, feed.url, our_house())
    except Unreadable as unreadable:
        return Looked(trouble=str(unreadable), feeds_there=bulletin.feeds_named_in(seen.body, feed.url))
    refusals = [refusal.reason for refusal in told.refusals[:SHOWN_AT_TRIAL]]
    return Looked(told.format, len(told.items), told.items[:SHOWN_AT_TRIAL], refusals)


def _poll(feed: Feed, now: datetime, fetcher: Fetcher) -> Polled:
    watch = _watch(feed)
    seen, told = _read(feed, look(watch, fetcher, now), watch, now)
    if told is None:
        _keep_marks(feed, seen.watch, now)
        return Polled(feed, trouble=seen.watch.trouble)
    receiving = Receiving(feed, told, now)
    with transaction.atomic():
        """A feed's marks say up to where it was read: they stand and fall with what was read."""
        receipt = receiving.keep() if _keep_marks(feed, seen.watch, now, has_answered=True) else Receipt()
    return Polled(feed, receipt)


def _read(feed: Feed, seen: Look, watch: Watch, now: datetime) -> tuple[Look, Bulletin | None]:
    """What was no feed leaves the marks as they were: the next look shall get it whole."""
    if not seen.is_news:
        return seen, None
    try:
        return seen, bulletin.read(seen.body, feed.url, our_house())
    except Unreadable as unreadable:
        return replace(seen, watch=failed(watch, str(unreadable), now)), None


def _watch(feed: Feed) -> Watch:
    every = timedelta(minutes=feed.every_minutes)
    return Watch(feed.url, every, feed.etag, feed.last_modified, feed.failures)


def _keep_marks(feed: Feed, watch: Watch, now: datetime, has_answered: bool = False) -> bool:
    """False, and nothing kept, where somebody else has polled or moved the feed meanwhile."""
    same = Feed.objects.filter(pk=feed.pk, url=feed.url, looked_at=feed.looked_at)
    marks = {
        "etag": watch.etag if len(watch.etag) <= 500 else "",
        "last_modified": watch.last_modified if len(watch.last_modified) <= 100 else "",
        "failures": watch.failures,
        "trouble": watch.trouble[:300],
        "is_gone": watch.is_gone,
        "next_at": watch.next_at,
        "looked_at": now,
        **({"answered_at": now} if has_answered else {}),
    }
    return bool(same.update(**marks))
