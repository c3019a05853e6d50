"""The worker's part: whatever is due goes out, together where the service takes many at once."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from redaksi.press.addresses import absolute, host
from redaksi.press.models import Ping
from redaksi.press.pings.post import Answer, post

MOST_FEEDS = 30  # `hub.url` may be given several times; hubs bound what they read
MOST_ADDRESSES = 10_000  # IndexNow's own limit
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
MOST_ATTEMPTS = 12  # within two days

log = logging.getLogger(__name__)


def send_due() -> int:
    """One request for each service that has something waiting; returns how many addresses were told."""
    waiting = Ping.objects.filter(due_at__lte=timezone.now())
    return sum(_send_to(endpoint) for endpoint in waiting.order_by("endpoint").values_list("endpoint", flat=True).distinct())


def _send_to(endpoint: str) -> int:
    if endpoint not in _named():
        Ping.objects.filter(endpoint=endpoint).delete()  # a service that is no longer to be told
        return 0
    is_indexnow = endpoint == settings.INDEXNOW_URL and bool(settings.INDEXNOW_KEY)
    read_at = timezone.now()
    due = Ping.objects.filter(endpoint=endpoint, due_at__lte=read_at).order_by("pk")
    pings = list(due[: MOST_ADDRESSES if is_indexnow else MOST_FEEDS])
    answer = _tell(endpoint, [ping.url for ping in pings], is_indexnow)
    if answer.is_well:
        _forget(pings, read_at)
        return len(pings)
    _try_again(endpoint, pings, answer, read_at)
    return 0


def _named() -> set[str]:
    return {*settings.WEBSUB_HUBS, *([settings.INDEXNOW_URL] if settings.INDEXNOW_KEY else [])}


def _tell(endpoint: str, urls: Sequence[str], is_indexnow: bool) -> Answer:
    if not is_indexnow:
        form = urlencode([("hub.mode", "publish"), *(("hub.url", url) for url in urls)])
        return post(endpoint, form.encode(), "application/x-www-form-urlencoded")
    key = settings.INDEXNOW_KEY
    said = {"host": host(), "key": key, "keyLocation": absolute(f"/{key}.txt"), "urlList": list(urls)}
    return post(endpoint, json.dumps(said).encode(), "application/json; charset=utf-8")


def _forget(pings: Sequence[Ping], read_at: datetime) -> None:
    """Told; but not what was noted anew while it was on its way."""
    Ping.objects.filter(pk__in=[ping.pk for ping in pings], noted_at__lte=read_at).delete()


def _try_again(endpoint: str, pings: Sequence[Ping], answer: Answer, read_at: datetime) -> None:
    attempts = max(ping.attempts for ping in pings) + 1
    said = f"{answer.status or 'nobody answers'} {answer.text[:200]}".strip()
    if answer.is_final or attempts >= MOST_ATTEMPTS:
        log.error("%s takes nothing from us (%s); %s addresses are not told again", endpoint, said, len(pings))
        _forget(pings, read_at)
        return
    pause = max(min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE), timedelta(seconds=min(answer.wait, 86_400)))
    log.warning("%s could not be told of %s addresses (%s); again in %s", endpoint, len(pings), said, pause)
    mine = Ping.objects.filter(pk__in=[ping.pk for ping in pings])
    mine.update(attempts=F("attempts") + 1, due_at=timezone.now() + pause)
