"""Asking for breaking news, and giving it up. Whoever knows a browser's endpoint is that browser."""

from __future__ import annotations

from typing import Any

from redaksi.audience.breaking.envelope import Unusable, keys_of
from redaksi.audience.breaking.posting import checked
from redaksi.audience.models import PushReader, PushSending

LONGEST = 1_000


def ask(endpoint: str, p256dh: str, auth: str, consent: str, language: str) -> PushReader:
    """Asked twice, it is kept once, with the first consent's time. Raises `Unusable`."""
    if (
        not all(isinstance(each, str) for each in (endpoint, p256dh, auth))
        or len(endpoint) > LONGEST
        or len(p256dh + auth) > 140
    ):
        raise Unusable("subscription")
    checked(endpoint)
    keys_of(p256dh, auth)
    told = {"p256dh": p256dh, "auth": auth, "language": language}
    return PushReader.objects.update_or_create(endpoint=endpoint, defaults=told, create_defaults={**told, "consent": consent})[
        0
    ]


def give_up(endpoint: str) -> None:
    PushReader.objects.filter(endpoint=endpoint).delete()


def all_about(endpoint: str) -> dict[str, Any]:
    """Whatever is kept of a browser, to be handed to its owner (UU 27/2022, 7); nothing where nothing is kept."""
    reader = PushReader.objects.filter(endpoint=endpoint).first()
    if reader is None:
        return {}
    sent = PushSending.objects.filter(reader=reader).select_related("push__story").order_by("pk")
    return {
        "endpoint": reader.endpoint,
        "p256dh": reader.p256dh,
        "auth": reader.auth,
        "language": reader.language,
        "consent": reader.consent,
        "asked_at": reader.asked_at.isoformat(),
        "sent": [{"story": each.push.story.title, "state": each.state} for each in sent],
    }


def count() -> int:
    return PushReader.objects.count()
