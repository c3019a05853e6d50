"""Letters that come back: delivery reports (RFC 3464), reports in a server's own words, and what is said right away.

Who is meant is found by the address that a report names or, where nobody here has that one, by the headers of the returned
letter: the address to unsubscribe at is one reader's alone.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.message import Message
from email.utils import parseaddr
from itertools import islice

from django.db.models import F
from django.utils import timezone

from redaksi.audience.letters import signing_up
from redaksi.audience.letters.message import returned_in
from redaksi.audience.models import Subscriber

SOFT_BOUNCES = 3
LARGEST = 2 * 1024 * 1024
LONGEST_LINE, MOST_ADDRESSES = 1_000, 100
ADDRESS = re.compile(r"[^\s<>;,]+@[^\s<>;,]+")
ARRIVED, NOT_NOW, NEVER = "245"  # the first figure of a status (RFC 3463)
BY_ACTION = {"failed": NEVER, "delayed": NOT_NOW}
CODE = re.compile(r"(?<![\d.])([45])(?:\.\d{1,3}\.\d{1,3}(?!\.?\d)|[0-5]\d(?=[ -]))")
SERVERS = frozenset({"mailer-daemon", "postmaster"})


def take(message: bytes) -> list[str]:
    """Read a report that came to the address which letters are sent from; returns the addresses it was about."""
    reported = _read(message[:LARGEST])
    for address, status in reported:
        note(address, status == NEVER)
    return [address for address, _status in reported]


def note(address: str, is_final: bool) -> None:
    """Something did not arrive. For good: no letter more; for now: the same after some times in a row."""
    found = Subscriber.objects.at(address).filter(stopped_at=None)
    found.update(bounces=F("bounces") + 1)
    if not is_final:
        found = found.filter(bounces__gte=SOFT_BOUNCES)
    found.update(stopped_at=timezone.now())


def _read(message: bytes) -> list[tuple[str, str]]:
    """What was nested until nothing can be read of it says nothing."""
    try:
        return _reported(email.message_from_bytes(message))
    except (RecursionError, ValueError, LookupError):
        return []


def _reported(told: Message) -> list[tuple[str, str]]:
    """A report whose addresses nobody here has (mail passed on elsewhere) is about the letter, where none of it arrived."""
    named = list(islice(_named(told), MOST_ADDRESSES))
    failed = [(address, status) for address, status in named if status != ARRIVED]
    if named and (len(failed) < len(named) or _is_anybody_here(failed)):
        return failed
    said, token = _returned(told)
    subscription = signing_up.subscription_with(token) if token else None
    if subscription is None:
        return failed
    if named:
        return [(subscription.subscriber.email, min(status for _address, status in named))]
    return [(subscription.subscriber.email, _status_in(said))] if _is_from_a_server(told) else []


def _named(told: Message) -> Iterator[tuple[str, str]]:
    for part in told.walk():
        payload = part.get_payload() if part.get_content_type() == "message/delivery-status" else ()
        for about in payload if isinstance(payload, list) else ():
            if isinstance(about, Message) and (address := _recipient(about)):
                yield address, _status(about)


def _recipient(about: Message) -> str:
    """Whom we wrote to, before whom a server made of it."""
    told = (str(about.get(name) or "")[:LONGEST_LINE] for name in ("Original-Recipient", "Final-Recipient"))
    return next((found[0] for each in told if (found := ADDRESS.search(each))), "")


def _status(about: Message) -> str:
    """A server that gave up on a full mailbox says `failed`, too: its status tells whether that is for good."""
    status, action = str(about.get("Status") or "").strip()[:1], str(about.get("Action") or "").strip().lower()
    return status if status in (ARRIVED, NOT_NOW, NEVER) else BY_ACTION.get(action, ARRIVED)


def _is_anybody_here(named: list[tuple[str, str]]) -> bool:
    return Subscriber.objects.at(*(address for address, _status in named)).exists()


def _returned(told: Message) -> tuple[str, str]:
    """The server's own words, and the token of the letter below them."""
    words = ""
    for part in told.walk():
        said, token = returned_in(f"{_text_of(part)}\nList-Unsubscribe: {part.get('List-Unsubscribe', '')}\n")
        words += said
        if token:
            return words, token
    return words, ""


def _text_of(part: Message) -> str:
    content = part.get_payload(decode=True) if part.get_content_maintype() == "text" else b""
    return content.decode("utf-8", "replace") if isinstance(content, bytes) else ""


def _status_in(said: str) -> str:
    found = CODE.search(said)
    return found[1] if found else NOT_NOW


def _is_from_a_server(told: Message) -> bool:
    """People answer letters, and programs for them: neither is a report."""
    senders = (parseaddr(str(part.get("From", ""))[:LONGEST_LINE])[1] for part in told.walk())
    return any(sender.partition("@")[0].lower() in SERVERS for sender in senders)
