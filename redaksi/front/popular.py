"""*Terpopuler* as readers see it: what the audience has counted, as cards, without what has been withdrawn since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from redaksi.audience import most_read
from redaksi.audience.most_read import Scope
from redaksi.press import keys, shown
from redaksi.stories import cards
from redaksi.stories.cards import Card
from redaksi.stories.models import Section, Story

IN_BLOCK, IN_LIST = 5, 10
SPARE = 5


class Ranked(NamedTuple):
    scope: str
    name: str
    stories: Sequence[Card]


def today(section: Section | None = None) -> list[Card]:
    """Of the paper, or of a section. Two queries; one where nothing has been read."""
    shown.note(keys.list_of("most-read", section.pk if section else None))
    ranked = most_read.keys(Scope.TODAY, section.pk if section else None, IN_BLOCK + SPARE)
    found = _cards(ranked) if ranked else {}
    return _in_order(ranked, found, IN_BLOCK)


def all_lists() -> list[Ranked]:
    """Now, today, this week. Four queries."""
    shown.note(keys.list_of("most-read", None))
    ranked = {scope: most_read.keys(scope, None, IN_LIST + SPARE) for scope in Scope}
    found = _cards({key for each in ranked.values() for key in each})
    return [Ranked(scope, str(scope.label), _in_order(each, found, IN_LIST)) for scope, each in ranked.items()]


def newest() -> list[Card]:
    """What is offered instead while nothing has been read. One query."""
    shown.note(keys.NEWEST)
    return cards.read(Story.objects.published().newest_first()[:IN_LIST])


def _cards(wanted: Iterable[int]) -> dict[int, Card]:
    with shown.aside():
        return cards.published(list(wanted))


def _in_order(ranked: Iterable[int], found: dict[int, Card], limit: int) -> list[Card]:
    chosen = [found[key] for key in ranked if key in found][:limit]
    shown.note_cards(chosen)
    return chosen
