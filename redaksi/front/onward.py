"""What is offered below a story: what the archive finds near it, and what readers may want next. Never one in both.

The second list is a blend (`blend.py`) of what the archive and the audience know. All of it lies ready as rows that the
worker makes; nothing is worked out while a reader waits but the sum.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from redaksi.archive.related import Neighbour, Ready, picked_in, ready_for, stories_near
from redaksi.audience import read_next
from redaksi.audience.read_next import Learned
from redaksi.front import blend
from redaksi.press import keys, shown
from redaksi.stories import cards
from redaksi.stories.cards import Card
from redaksi.stories.models import Story
from redaksi.stories.prepared import Prepared

OFFERED = 6
SPARE = 3
"""Printed hidden: the reader's browser shows one in place of a story that was read in this visit already."""
LOST = 4
"""Chosen beyond that, for what has been withdrawn since it was counted."""
LOOKED_AT = 60


@dataclass(frozen=True)
class Suggestion:
    """`is_spare`: shown only where another one was read already."""

    story: Card
    why: str
    is_spare: bool = False


@dataclass(frozen=True)
class Onward:
    related: Sequence[Neighbour] = ()
    recommended: Sequence[Suggestion] = ()


class Fresh(NamedTuple):
    pk: int
    section: int | None
    published_at: datetime


def from_story(story: Story) -> Onward:
    """Both lists, with their photographs' renditions. A story not filed yet has neighbours, too: the preview shows them."""
    with shown.aside():  # many are looked at, few are offered
        ready = ready_for(story.pk)
        related = stories_near(story, ready=ready)
        recommended = recommended_after(story, [near.story.pk for near in related], ready)
    offered = [near.story for near in related] + [suggestion.story for suggestion in recommended]
    cards.with_pictures(offered)
    shown.note(keys.list_of("near", story.pk))
    shown.note_cards(offered)
    return Onward(related, recommended)


def recommended_after(story: Story, besides: Collection[int], near: Ready) -> list[Suggestion]:
    """At most six and three to spare, none of `besides` (keys). Six queries, five where nothing is new; photographs come
    without their renditions."""
    fresh = newest()
    parts, known = parts_of(story.pk, story.section_id, fresh, near)
    learned = read_next.learned()
    out = {story.pk, *besides, *picked_in(story)}
    chosen = _chosen(parts, known, learned, out, fresh)
    found = cards.published([choice.story for choice in chosen])
    offers = [(found[choice.story], _why(choice, found[choice.story])) for choice in chosen if choice.story in found]
    return [Suggestion(card, why, place >= OFFERED) for place, (card, why) in enumerate(offers[: OFFERED + SPARE])]


_newest = Prepared(lambda: Story.objects.published().newest_first().values_list("pk", "section", "published_at")[:LOOKED_AT])


def newest() -> list[Fresh]:
    return [Fresh(*row) for row in _newest()]


def parts_of(story: int, section: int | None, fresh: Sequence[Fresh], near: Ready) -> tuple[blend.Parts, float]:
    """What each part expects to be read after the story, and how much is known of its readers. Two queries."""
    known, now = read_next.known_of(story, section), timezone.now()
    ages = {each.pk: (now - each.published_at) / timedelta(hours=1) for each in fresh}
    parts: blend.Parts = {
        blend.ALSO: blend.shares_of(known.also.weights, known.also.total),
        blend.NOW: blend.shares_of(known.now),
        blend.TODAY: blend.shares_of(known.today),
        blend.WEEK: blend.shares_of(known.week),
        blend.SECTION: blend.shares_of(known.section),
        blend.FRESH: blend.freshness(ages),
        blend.NEAR: blend.shares_of(near.scores),
    }
    return parts, known.also.total


def _chosen(
    parts: blend.Parts, known: float, learned: Learned, out: Collection[int], fresh: Sequence[Fresh]
) -> list[blend.Choice]:
    since = timezone.now() - timedelta(hours=blend.NEW_HOURS)
    new = [each.pk for each in fresh if each.published_at >= since and each.pk not in out]
    learner = blend.Learner(learned.weights, learned.seen)
    weights, order = learner.weights_for(known), learner.order
    sections = {each.pk: each.section for each in fresh}
    offers = read_next.offers_of(new)
    first = blend.choose(parts, weights, OFFERED, out, sections, offers, learned.places_for_new, order)
    taken = {*out, *(choice.story for choice in first)}
    return first + blend.choose(parts, weights, SPARE + LOST, taken, sections, order=order)


def _why(choice: blend.Choice, story: Card) -> str:
    if choice.part == blend.ALSO:
        return _("Also read")
    if choice.part in (blend.NOW, blend.TODAY, blend.WEEK, blend.SECTION):
        return _("Much read now")
    if choice.part == blend.NEAR:
        return _("On the same matter")
    return _("New in %(section)s") % {"section": story.section.title} if story.section else _("New")
