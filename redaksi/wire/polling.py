"""When to look at a source again, and what to ask it then. Nothing is kept here: who polls stores what comes back."""

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from django.utils.translation import gettext as _

from redaksi.wire.fetching import Fetched, Fetcher
from redaksi.wire.places import Refused, Unreached

SHORTEST, LONGEST = timedelta(minutes=1), timedelta(days=1)
GROWTH = 2.0
JITTER = 0.1
LONGEST_ASKED_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Watch:
    """What is known of a source between two looks. `every` is its own schedule; `failures` count since it last answered."""

    url: str
    every: timedelta = timedelta(minutes=15)
    etag: str = ""
    last_modified: str = ""
    failures: int = 0
    next_at: datetime | None = None
    trouble: str = ""
    """Why the last look failed, in a line; empty where it did not."""
    is_gone: bool = False
    """The server says that there is no such feed any more: 410."""


@dataclass(frozen=True)
class Look:
    """One look at a source: its state from now on, and the feed where it has changed."""

    watch: Watch
    body: bytes = b""
    status: int = 0
    """What the server answered; 0 where nobody did."""

    @property
    def is_news(self) -> bool:
        return bool(self.body)


def is_due(watch: Watch, now: datetime) -> bool:
    return not watch.is_gone and (watch.next_at is None or watch.next_at <= now)


def look(watch: Watch, fetcher: Fetcher, now: datetime, chance: random.Random | None = None) -> Look:
    """Asks the source once; raises nothing for what it may answer."""
    dice = chance or random.Random()  # noqa: S311 -- spreads requests over time, keeps no secret
    try:
        answer = fetcher.fetch(watch.url, watch.etag, watch.last_modified)
    except (Refused, Unreached) as failure:
        return Look(failed(watch, str(failure), now, dice))
    if answer.is_unchanged:
        return Look(_well(watch, answer, now, dice), status=answer.status)
    if answer.status != 200:
        return Look(_answered_ill(watch, answer, now, dice), status=answer.status)
    return Look(_well(watch, answer, now, dice, is_changed=True), answer.body, answer.status)


def _well(watch: Watch, answer: Fetched, now: datetime, dice: random.Random, is_changed: bool = False) -> Watch:
    """A server that says "unchanged" may leave its marks out: then those that it gave before stay."""
    etag, last_modified = answer.etag, answer.last_modified
    if not is_changed:
        etag, last_modified = etag or watch.etag, last_modified or watch.last_modified
    after = max(watch.every, _asked_for(answer, now))
    next_at = now + _spread(after, dice)
    return replace(watch, etag=etag, last_modified=last_modified, failures=0, trouble="", next_at=next_at)


def _answered_ill(watch: Watch, answer: Fetched, now: datetime, dice: random.Random) -> Watch:
    ill = failed(watch, _in_words(answer.status), now, dice)
    asked = _asked_for(answer, now)
    later = max(ill.next_at or now, now + asked) if asked else ill.next_at
    return replace(ill, next_at=later, is_gone=answer.status == 410)


def _in_words(status: int) -> str:
    told = {
        401: _("the server asks for a log-in (401)"),
        403: _("the server does not let us in (403)"),
        404: _("there is no such page (404)"),
        410: _("it is gone for good (410)"),
        429: _("the server asks us to come less often (429)"),
    }
    in_trouble = _("the server is in trouble (%(status)s)") if status >= 500 else _("the server answers %(status)s")
    return told.get(status) or in_trouble % {"status": status}


def failed(watch: Watch, trouble: str, now: datetime, chance: random.Random | None = None) -> Watch:
    """After a look that brought nothing that could be used: the next one comes later than the last."""
    dice = chance or random.Random()  # noqa: S311 -- as in `look`
    failures = watch.failures + 1
    return replace(watch, failures=failures, trouble=trouble, next_at=now + _spread(pause_after(watch.every, failures), dice))


def pause_after(every: timedelta, failures: int) -> timedelta:
    """Twice as long after each failure, to a day."""
    return min(LONGEST, max(SHORTEST, every) * GROWTH ** min(failures, 20))


def _asked_for(answer: Fetched, now: datetime) -> timedelta:
    """How long the server asks to be left alone, to a week: `Retry-After` in seconds or as a date."""
    given = answer.headers.get("retry-after", "").strip()
    if given.isdigit():
        asked = timedelta(seconds=min(int(given[:9]), LONGEST_ASKED_FOR.total_seconds()))
    else:
        try:
            until = parsedate_to_datetime(given)
            asked = (until if until.tzinfo else until.replace(tzinfo=UTC)) - now
        except (ValueError, TypeError, IndexError, OverflowError):
            return timedelta()
    return max(timedelta(), min(asked, LONGEST_ASKED_FOR))


def _spread(pause: timedelta, dice: random.Random) -> timedelta:
    """A little later, never earlier, so that not all sources are asked in the same second."""
    return pause * (1 + dice.random() * JITTER)
