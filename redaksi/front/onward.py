"""What is offered below a story: what the archive finds near it, and what readers may want next. Never one in both."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from redaksi.archive.related import Neighbour, stories_near
from redaksi.audience.read_next import Suggestion, after
from redaksi.stories.models import Story


@dataclass(frozen=True)
class Onward:
    related: Sequence[Neighbour] = ()
    recommended: Sequence[Suggestion] = ()


def from_story(story: Story) -> Onward:
    """Both lists, with their photographs' renditions. A story not filed yet has neighbours, too: the preview shows them."""
    related = stories_near(story)
    recommended = after(story, besides=[near.story for near in related])
    shown = [near.story for near in related] + [suggestion.story for suggestion in recommended]
    prefetch_related_objects([other.lead_photo for other in shown if other.lead_photo], "renditions")
    return Onward(related, recommended)
