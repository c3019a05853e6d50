"""Breaking news given to the push services: some browsers at a time, each once, whatever is killed in between.

As with letters, a row is marked under way and committed before a push service is told: killed then, it is not sent again.
"""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import urllib3
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from redaksi.audience.breaking import envelope
from redaksi.audience.breaking.posting import Answer, post
from redaksi.audience.models import Push, PushReader, PushSending, SendingState
from redaksi.stories.models import Paper, Story

ROWS_AT_ONCE = 2_000
AT_ONCE, LINES = 200, 8
FOR_A_ROUND = 50  # seconds
TRIES = 4
TRIED_AGAIN_AFTER = timedelta(minutes=1)
HOURS_OF_NEWS = timedelta(hours=4)
GONE = frozenset({404, 410})
UNREACHED = 0
LONGEST_TEXT = 300


def is_told(story: Story) -> bool:
    return Push.objects.filter(story=story).exists()


def tell(story: Story) -> bool:
    """Whether this is the first time; a story is told once. The worker sends it, while readers may see it."""
    return Push.objects.get_or_create(story=story)[1]


def send_due() -> int:
    """One round of the worker; returns how many went out."""
    address_all()
    sent, until = 0, time.monotonic() + FOR_A_ROUND
    with ThreadPoolExecutor(LINES) as lines:
        while time.monotonic() < until and (rows := _next()):
            contact = _contact()
            answers = list(lines.map(_post, [_order(row, contact) for row in rows]))
            sent += sum(_note(row, answer) for row, answer in zip(rows, answers, strict=True))
    return sent


def address_all() -> None:
    """A row for each browser; where this was cut short, it goes on."""
    for push in Push.objects.filter(addressed_at=None).order_by("pk"):
        keys = list(PushReader.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), ROWS_AT_ONCE):
            some = (PushSending(push=push, reader_id=key) for key in keys[start : start + ROWS_AT_ONCE])
            PushSending.objects.bulk_create(some, ignore_conflicts=True)
        Push.objects.filter(pk=push.pk).update(addressed_at=timezone.now())


@transaction.atomic
def _next() -> list[PushSending]:
    """Taken by this process alone, and marked before they are sent. What readers may no longer see, or is old, stays here."""
    can_skip = connection.features.has_select_for_update_skip_locked
    _waiting().exclude(push__story__is_public=True, push__asked_at__gt=timezone.now() - HOURS_OF_NEWS).update(
        state=SendingState.FAILED
    )
    due = _waiting().select_for_update(skip_locked=can_skip).filter(due_at__lte=timezone.now())
    keys = list(due.order_by("due_at", "pk").values_list("pk", flat=True)[:AT_ONCE])
    PushSending.objects.filter(pk__in=keys).update(state=SendingState.UNDER_WAY)
    rows = PushSending.objects.select_related("push__story", "reader").defer("push__story__body")
    return list(rows.filter(pk__in=keys).order_by("pk"))


def _waiting() -> Any:
    return PushSending.objects.filter(state=SendingState.WAITING)


def _contact() -> str:
    """Whom a push service may ask (RFC 8292, 2.1)."""
    email = Paper.load().email
    return f"mailto:{email}" if email else settings.SITE_URL


def _order(row: PushSending, contact: str) -> tuple[str, bytes, dict[str, str]]:
    """Where to, what, and with which headers; no database after this."""
    reader, seconds = row.reader, int(HOURS_OF_NEWS.total_seconds())
    parts = urlsplit(reader.endpoint)
    signed = envelope.signature(settings.PUSH_KEY, f"{parts.scheme}://{parts.netloc}", contact)
    headers = {"Authorization": signed, "Content-Encoding": "aes128gcm", "TTL": str(seconds), "Urgency": "high"}
    return reader.endpoint, envelope.seal(message_of(row.push.story, reader.language), reader.p256dh, reader.auth), headers


def message_of(story: Story, language: str) -> bytes:
    with translation.override(language):
        told = {
            "title": _("Breaking news: %(headline)s") % {"headline": story.title[:LONGEST_TEXT]},
            "text": story.summary[:LONGEST_TEXT],
            "url": story.get_absolute_url(),
            "lang": language,
        }
    return json.dumps(told, ensure_ascii=False).encode()


def _post(order: tuple[str, bytes, dict[str, str]]) -> Answer:
    try:
        return post(*order)
    except envelope.Unusable:
        return Answer(410)
    except (OSError, urllib3.exceptions.HTTPError):
        return Answer(UNREACHED)


def _note(row: PushSending, answer: Answer) -> bool:
    """What has gone is forgotten; what is busy is asked again, later each time and never before it asks to be."""
    status = answer.status
    if status in GONE:
        row.reader.delete()
        return False
    is_sent, tries = 200 <= status < 300, row.tries + 1
    may_try = (status == UNREACHED or status == 429 or status >= 500) and tries < TRIES
    state = SendingState.SENT if is_sent else SendingState.WAITING if may_try else SendingState.FAILED
    asked_for = timedelta(seconds=min(answer.wait, HOURS_OF_NEWS.total_seconds()))
    due_at = timezone.now() + max(TRIED_AGAIN_AFTER * 2**tries, asked_for)
    PushSending.objects.filter(pk=row.pk).update(state=state, tries=tries, due_at=due_at)
    return is_sent
