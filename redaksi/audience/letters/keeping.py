"""What the letters keep of a person, for whoever is asked to hand it out or to erase it (`stories.cases.person`)."""

from __future__ import annotations

from typing import Any

from redaksi.audience.letters import signing_up
from redaksi.audience.models import Subscriber
from redaksi.stories.cases.person import Keeper


def export(email: str) -> list[dict[str, Any]]:
    return [signing_up.all_about(subscriber) for subscriber in Subscriber.objects.at(email)]


def erase(email: str) -> int:
    found = list(Subscriber.objects.at(email))
    for subscriber in found:
        signing_up.erase(subscriber)
    return len(found)


LETTERS = Keeper("newsletters", export, erase)
