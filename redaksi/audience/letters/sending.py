"""Letters given to the mail server: a few at a time, each address once, whatever is killed in between.

A row is marked under way and committed before the mail server is told. Killed then, the letter may have gone or not: it is not
sent again, for one letter too few is better than two. What the server refuses for now is tried again, later each time.
"""

from __future__ import annotations

import logging
import smtplib
import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import mailers
from django.db import connection, transaction
from django.utils import timezone

from redaksi.audience.letters import bouncing
from redaksi.audience.letters.message import LetterMessage, message_of
from redaksi.audience.models import Issue, Sending, SendingState, Subscription

ROWS_AT_ONCE = 2_000
TRIES = 5
TRIED_AGAIN_AFTER = timedelta(minutes=5)
FOR_A_ROUND = 50  # seconds

log = logging.getLogger(__name__)


def send_due() -> int:
    """One round of the worker, over one connection: as much as the rate lets out in it; returns how many went out."""
    address_all()
    pause, sent, until = 60 / settings.LETTERS_A_MINUTE, 0, time.monotonic() + FOR_A_ROUND
    server = mailers["default"]
    try:
        while time.monotonic() < until and (row := _next()):
            began = time.monotonic()
            sent += _send(row, server)
            time.sleep(max(0.0, pause - (time.monotonic() - began)))
    finally:
        server.close()
    return sent


def address_all() -> None:
    """A row for each confirmed subscription of what was composed; where this was cut short, it goes on."""
    for issue in Issue.objects.filter(addressed_at=None).order_by("pk"):
        subscriptions = Subscription.objects.filter(
            letter=issue.letter_id, subscriber__stopped_at=None, subscriber__confirmed_at__isnull=False
        )
        keys = list(subscriptions.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), ROWS_AT_ONCE):
            some = (Sending(issue=issue, subscription_id=key) for key in keys[start : start + ROWS_AT_ONCE])
            Sending.objects.bulk_create(some, ignore_conflicts=True)
        Issue.objects.filter(pk=issue.pk).update(addressed_at=timezone.now())


@transaction.atomic
def _next() -> Sending | None:
    """Taken by this process alone, and marked before it is sent."""
    can_skip = connection.features.has_select_for_update_skip_locked
    waiting = Sending.objects.select_for_update(skip_locked=can_skip).filter(
        state=SendingState.WAITING, due_at__lte=timezone.now()
    )
    key = waiting.order_by("due_at", "pk").values_list("pk", flat=True).first()
    if key is None:
        return None
    Sending.objects.filter(pk=key).update(state=SendingState.UNDER_WAY)
    return Sending.objects.select_related("issue__letter", "subscription__subscriber").get(pk=key)


def _send(row: Sending, server: Any) -> bool:
    try:
        _give(server, message_of(row.issue, row.subscription))
    except smtplib.SMTPRecipientsRefused as refusal:
        code, said = next(iter(refusal.recipients.values()))
        _refused(row, code, said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said))
        return False
    except smtplib.SMTPResponseException as refusal:
        _refused(row, refusal.smtp_code, str(refusal.smtp_error))
        return False
    except (smtplib.SMTPException, OSError) as error:
        log.warning("The mail server does not take letters: %s", error)
        server.close()
        _again(row, str(error))
        return False
    Sending.objects.filter(pk=row.pk).update(state=SendingState.SENT, reason="")
    return True


def _give(server: Any, message: LetterMessage) -> None:
    """The connection stays open for the next one."""
    server.open()
    server.send_messages([message])


def _refused(row: Sending, code: int, said: str) -> None:
    """5xx: there is no such address, or it wants no mail; 4xx: not now."""
    if 500 <= code < 600:
        Sending.objects.filter(pk=row.pk).update(state=SendingState.FAILED, reason=said[:200])
        bouncing.note(row.subscription.subscriber.email, is_final=True)
    else:
        _again(row, said)


def _again(row: Sending, reason: str) -> None:
    tries = row.tries + 1
    state = SendingState.FAILED if tries >= TRIES else SendingState.WAITING
    due_at = timezone.now() + TRIED_AGAIN_AFTER * 2**tries
    Sending.objects.filter(pk=row.pk).update(state=state, tries=tries, due_at=due_at, reason=reason[:200])
