"""What readers may want next. Until reading is counted: the newest, other sections before the story's own."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from redaksi.stories.models import Story

LOOKED_AT = 40


@dataclass(frozen=True)
class Suggestion:
    story: Story
    why: str


def after(story: Story, besides: Collection[Story], limit: int = 6) -> list[Suggestion]:
    """At most `limit` published stories for who has read `story`, none of `besides`. One query; photographs come
    without their renditions."""
    out = {story.pk, *(other.pk for other in besides)}
    newest = Story.objects.published().newest_first().on_cards().prefetch_related(None)[: LOOKED_AT + len(out)]
    fresh = [other for other in newest if other.pk not in out]
    return [Suggestion(other, _why(other)) for other in _mixed(fresh, story.section_id)[:limit]]


def _why(story: Story) -> str:
    return _("New in %(section)s") % {"section": story.section.title} if story.section else _("New")


def _mixed(stories: list[Story], own_section: int | None) -> list[Story]:
    """A section's first story before any section's second, the story's own section after the others in each round."""
    rounds: dict[int | None, int] = {}
    placed = []
    for order, other in enumerate(stories):
        turn = rounds[other.section_id] = rounds.get(other.section_id, -1) + 1
        placed.append((turn, other.section_id == own_section, order, other))
    return [other for *_place, other in sorted(placed, key=lambda place: place[:3])]
