"""What was masked is forgotten here, too: the words of its origin, and those of the items that it was made of."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q

from redaksi.stories.copy import StoryCopy
from redaksi.stories.models import ProtectedStory, Story
from redaksi.stories.signals import story_protected
from redaksi.wire.bulletin import stored
from redaksi.wire.models import Incoming, IncomingState, Origin


def connect() -> None:
    story_protected.connect(_follow)


@transaction.atomic
def forget(story: Story) -> None:
    """Nothing of what the source wrote stays, nor the address where it can still be read; that there was one does. Three
    queries and one for each item.

    An item keeps its number in the feed: without it, the feed would bring the same words again as new.
    """
    for item in Incoming.objects.select_for_update().filter(pk__in=_items_of(story)):
        item.headline, item.lead, item.url = story.title, "", ""
        item.copy = stored(StoryCopy(story.title))
        item.state = IncomingState.DISMISSED if item.state == IncomingState.WAITING else item.state
        item.save(update_fields=["headline", "lead", "url", "copy", "state"])
    told = dict.fromkeys(("url", "text", "change_note", "etag", "last_modified", "trouble"), "")
    Origin.objects.filter(story=story).update(**told, next_at=None)


def is_forgotten(item: Incoming) -> bool:
    """Whether it, or what it repeated, became a story that was masked: its words are not kept again. One query."""
    mine = Q(story=item.story_id) if item.story_id else Q(pk=None)
    first = Q(story__in=Incoming.objects.filter(told_again=item).values("story"))
    return ProtectedStory.objects.filter(mine | first).exists()


def _items_of(story: Story) -> list[int]:
    """Those taken for it, those it was made of, and what told the same."""
    taken = Q(story=story) | Q(pk__in=Origin.objects.filter(story=story).exclude(item=None).values("item"))
    firsts = list(Incoming.objects.filter(taken).values_list("pk", "told_first"))
    around = {key for pair in firsts for key in pair if key}
    return list(Incoming.objects.filter(Q(pk__in=around) | Q(told_first__in=around)).values_list("pk", flat=True))


def _follow(sender: Any, story: Story, **kwargs: Any) -> None:
    forget(story)
