"""Letters that come back: delivery reports (RFC 3464), and what a mail server says right away."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.message import Message
from itertools import islice

from django.db.models import F
from django.utils import timezone

from redaksi.audience.models import Subscriber

SOFT_BOUNCES = 3
LARGEST = 2 * 1024 * 1024
LONGEST_LINE, MOST_ADDRESSES = 1_000, 100
ADDRESS = re.compile(r"[^\s<>;,]+@[^\s<>;,]+")


def take(message: bytes) -> list[str]:
    """Read a report that came to the address which letters are sent from; returns the addresses it was about."""
    reported = _read(message[:LARGEST])
    for address, is_final in reported:
        note(address, is_final)
    return [address for address, _is_final in reported]


def note(address: str, is_final: bool) -> None:
    """Something did not arrive. For good: no letter more; for now: the same after some times in a row."""
    found = Subscriber.objects.filter(email__iexact=address, stopped_at=None)
    found.update(bounces=F("bounces") + 1)
    if not is_final:
        found = found.filter(bounces__gte=SOFT_BOUNCES)
    found.update(stopped_at=timezone.now())


def _read(message: bytes) -> list[tuple[str, bool]]:
    """What was nested until nothing can be read of it says nothing."""
    try:
        return list(islice(_reported(email.message_from_bytes(message)), MOST_ADDRESSES))
    except (RecursionError, ValueError, LookupError):
        return []


def _reported(told: Message) -> Iterator[tuple[str, bool]]:
    for part in told.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        payload = part.get_payload()
        for about in payload if isinstance(payload, list) else ():
            if not isinstance(about, Message):
                continue
            recipient = str(about.get("Final-Recipient") or about.get("Original-Recipient") or "")
            found = ADDRESS.search(recipient[:LONGEST_LINE])
            action, status = str(about.get("Action") or "").lower(), str(about.get("Status") or "")
            if found and (action == "failed" or status.startswith("5")):
                yield found[0], True
            elif found and (action == "delayed" or status.startswith("4")):
                yield found[0], False
