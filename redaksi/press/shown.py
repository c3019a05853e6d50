"""What the page being made shows: noted by itself, for every thing that is fetched while it is made.

Nobody can forget to note a story: whatever the database hands out is noted. Who looks at more than is shown says so
(`aside`), and lists add the keys under which a story is awaited that is not there yet (`note`).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_init

from redaksi.press import keys
from redaksi.stories.cards import Card, cards_read
from redaksi.stories.models import Paper

_noted: ContextVar[set[str] | None] = ContextVar("noted", default=None)


def connect() -> None:
    for model in (*keys.KINDS, Paper):
        post_init.connect(_note_fetched, sender=model, dispatch_uid="press.shown")
    cards_read.connect(_note_cards, dispatch_uid="press.shown")


@contextmanager
def noted() -> Iterator[set[str]]:
    """The keys of whatever is fetched inside."""
    found: set[str] = set()
    before = _noted.set(found)
    try:
        yield found
    finally:
        _noted.reset(before)


@contextmanager
def aside() -> Iterator[None]:
    """What is fetched inside is looked at, and may not be shown: whoever shows it notes it."""
    before = _noted.set(None)
    try:
        yield
    finally:
        _noted.reset(before)


def note(*shown: str) -> None:
    found = _noted.get()
    if found is not None:
        found.update(shown)


def note_cards(cards: Iterable[Card]) -> None:
    found = _noted.get()
    if found is not None:
        for card in cards:
            found.add(f"story:{card.pk}")
            if card.section:
                found.add(f"section:{card.section.pk}")
            if card.lead_photo:
                found.add(f"photo:{card.lead_photo.pk}")


def note_things(*things: Model | None) -> None:
    note(*(keys.of(thing) for thing in things if thing is not None and thing.pk is not None))


def _note_cards(sender: Any, cards: list[Card], **_rest: Any) -> None:
    note_cards(cards)


def _note_fetched(sender: type[Model], instance: Any, **_rest: Any) -> None:
    found = _noted.get()
    if found is not None and instance.pk is not None:
        found.add(keys.of(instance))
