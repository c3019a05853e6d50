from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from redaksi.stories.actions.arrival import Arrival
from redaksi.stories.actions.take_over import check_right
from redaksi.stories.models import Batch, Story
from redaksi.stories.signals import stories_taken_over

if TYPE_CHECKING:
    from redaksi.staff.models import User
    from redaksi.stories.copy import StoryCopy


@transaction.atomic
def illustrate(story_id: int, copy: StoryCopy, by: User | None) -> Story | None:
    """Pictures that could not be had when the same item came in: the story gets them, in the places that it has for them.

    None where somebody has worked on it here since: nobody's words are overwritten. Raises `PermissionDenied`.
    """
    check_right(by)
    untouched = Story.objects.select_for_update(of=("self",)).filter(pk=story_id, latest_revision=None)
    story = untouched.select_related("section").first()
    if story is None:
        return None
    batch = Batch.objects.get(pk=story.source_ids.values_list("batch", flat=True)[0])
    arrival = Arrival(batch, [copy], is_public=story.is_public)
    with arrival.files_removed_on_failure():
        arrival.illustrate(story, copy)
    if story.is_public:
        told = {"batch": batch, "numbers": [story.number], "story_ids": [story.pk]}
        transaction.on_commit(partial(stories_taken_over.send_robust, sender=Story, **told))
    return story
