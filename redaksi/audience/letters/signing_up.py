"""Asking for letters, and giving them up. Nobody gets one who has not confirmed; whoever asks learns nothing of others."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from redaksi.audience.models import Letter, Sending, Subscriber, Subscription
from redaksi.audience.models.letter import CONFIRMED_WITHIN

ASKED_AGAIN_AFTER = timedelta(minutes=30)


def letters_offered() -> list[Letter]:
    return list(Letter.objects.filter(is_on=True))


@transaction.atomic
def ask(email: str, letters: Collection[Letter], consent: str, language: str) -> Subscriber | None:
    """Note the wish; whoever has to be asked to confirm is returned, nobody where that was done just now.

    What is asked for in somebody else's name changes nothing until it is confirmed.
    """
    now = timezone.now()
    known = Subscriber.objects.select_for_update().at(email).first()
    if known is None:
        known = Subscriber(email=email.lower(), consent=consent, language=language)
    elif known.told_at and known.told_at > now - ASKED_AGAIN_AFTER:
        return None
    if known.confirmed_at is None:
        known.consent, known.asked_at, known.language = consent, now, language
    known.told_at = now
    known.save()
    return known


@transaction.atomic
def confirm(subscriber: Subscriber, letters: Collection[Letter]) -> None:
    """From now on these letters go there. Done twice, it is done once."""
    if subscriber.confirmed_at is None or subscriber.stopped_at:
        subscriber.confirmed_at = subscriber.confirmed_at or timezone.now()
        subscriber.bounces, subscriber.stopped_at = 0, None
        subscriber.save()
    rows = (Subscription(subscriber=subscriber, letter=letter) for letter in letters)
    Subscription.objects.bulk_create(rows, ignore_conflicts=True)


def with_token(token: str) -> Subscriber | None:
    """None for a wish that was not confirmed in time."""
    found = Subscriber.objects.filter(token=token).first()
    if found and found.confirmed_at is None and found.asked_at < timezone.now() - CONFIRMED_WITHIN:
        return None
    return found


def subscription_with(token: str) -> Subscription | None:
    return Subscription.objects.select_related("letter", "subscriber").filter(token=token).first()


def give_up(subscription: Subscription) -> None:
    """Not one letter more, whatever is under way; and no address without a letter that it is kept for."""
    subscriber = subscription.subscriber
    subscription.delete()
    if not subscriber.subscriptions.exists():
        subscriber.delete()


def erase(subscriber: Subscriber) -> None:
    subscriber.delete()


def all_about(subscriber: Subscriber) -> dict[str, Any]:
    """Whatever is kept of somebody, to be handed to them (UU 27/2022, 7)."""
    subscriptions = subscriber.subscriptions.select_related("letter")
    sent = Sending.objects.filter(subscription__subscriber=subscriber).select_related("issue")
    return {
        "email": subscriber.email,
        "language": subscriber.language,
        "consent": subscriber.consent,
        "asked_at": _written(subscriber.asked_at),
        "confirmed_at": _written(subscriber.confirmed_at),
        "letters": [{"letter": each.letter.name, "since": _written(each.since)} for each in subscriptions],
        "sent": [{"issue": each.issue.subject, "state": each.state, "at": _written(each.due_at)} for each in sent],
    }


def let_go() -> int:
    """Addresses that nobody confirmed in time; returns how many."""
    before = timezone.now() - CONFIRMED_WITHIN
    return Subscriber.objects.filter(confirmed_at=None, asked_at__lt=before).delete()[0]


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
