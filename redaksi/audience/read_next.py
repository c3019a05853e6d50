"""What readers may want next. Until reading is counted: the newest, other sections before the story's own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from redaksi.stories import cards
from redaksi.stories.cards import Card
from redaksi.stories.models import Story

LOOKED_AT = 40


@dataclass(frozen=True)
class Suggestion:
    story: Card
    why: str


def after(story: Story, besides: Collection[int], limit: int = 6) -> list[Suggestion]:
    """At most `limit` published stories for who has read `story`, none of `besides` (keys). Two queries; photographs come
    without their renditions."""
    out = {story.pk, *besides}
    newest = Story.objects.published().newest_first().values_list("pk", "section")[: LOOKED_AT + len(out)]
    fresh = [(key, section) for key, section in newest if key not in out]
    chosen = _mixed(fresh, story.section_id)[:limit]
    found = {card.pk: card for card in cards.read(Story.objects.published().filter(pk__in=chosen).order_by())}
    return [Suggestion(found[key], _why(found[key])) for key in chosen if key in found]


def _why(story: Card) -> str:
    return _("New in %(section)s") % {"section": story.section.title} if story.section else _("New")


def _mixed(stories: Sequence[tuple[int, int | None]], own_section: int | None) -> list[int]:
    """A section's first story before any section's second, the story's own section after the others in each round.

    Of keys with their sections; returns keys.
    """
    rounds: dict[int | None, int] = {}
    placed = []
    for order, (key, section) in enumerate(stories):
        turn = rounds[section] = rounds.get(section, -1) + 1
        placed.append((turn, section == own_section, order, key))
    return [key for *_place, key in sorted(placed)]
