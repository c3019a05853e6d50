"""What is offered below a story: what the archive finds near it, and what readers may want next. Never one in both."""

from collections.abc import Sequence
from dataclasses import dataclass

from redaksi.archive.related import Neighbour, stories_near
from redaksi.audience.read_next import Suggestion, after
from redaksi.press import keys, shown
from redaksi.stories import cards
from redaksi.stories.models import Story


@dataclass(frozen=True)
class Onward:
    related: Sequence[Neighbour] = ()
    recommended: Sequence[Suggestion] = ()


def from_story(story: Story) -> Onward:
    """Both lists, with their photographs' renditions. A story not filed yet has neighbours, too: the preview shows them."""
    with shown.aside():  # many are looked at, few are offered
        related = stories_near(story)
        recommended = after(story, besides=[near.story.pk for near in related])
    offered = [near.story for near in related] + [suggestion.story for suggestion in recommended]
    cards.with_pictures(offered)
    shown.note(keys.list_of("near", story.pk))
    shown.note_cards(offered)
    return Onward(related, recommended)
