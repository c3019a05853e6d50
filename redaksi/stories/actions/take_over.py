"""Stories from elsewhere come in: as drafts, or as what was already public there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from redaksi.stories.actions import traces
from redaksi.stories.actions.arrival import Arrival
from redaksi.stories.models import Batch, Story
from redaksi.stories.signals import stories_brought_in, stories_taken_over

if TYPE_CHECKING:
    from redaksi.staff.models import User
    from redaksi.stories.copy import StoryCopy


def take_over(batch: Batch, copies: Sequence[StoryCopy], by: User | None) -> list[Story]:
    """Stories that were already public elsewhere: dated as they were, no approval, no checks, no pings.

    All of them or none; written in bulk, numbered in the order given. `by` is None for the machine's own
    administrator at the command line. Raises `PermissionDenied`.
    """
    check_right(by)
    stories = _arrive(batch, copies, is_public=True)
    told = {"batch": batch, "numbers": [story.number for story in stories], "story_ids": [story.pk for story in stories]}
    transaction.on_commit(partial(stories_taken_over.send_robust, sender=Story, **told))
    return stories


def bring_in(batch: Batch, copies: Sequence[StoryCopy], by: User | None) -> list[Story]:
    """Stories from elsewhere as drafts: each still has to be read and published here. Raises `PermissionDenied`."""
    check_right(by)
    stories = _arrive(batch, copies, is_public=False)
    told = {"batch": batch, "story_ids": [story.pk for story in stories]}
    transaction.on_commit(partial(stories_brought_in.send_robust, sender=Story, **told))
    return stories


@transaction.atomic
def renew(story: Story, copy: StoryCopy, batch: Batch, by: User | None) -> Story:
    """The same item came again with other words: a new version of the same story, waiting to be published."""
    check_right(by)
    before = traces.as_it_was(story, copy)
    version = Arrival(batch, [copy], is_public=False).version_of(story, copy)
    version.save_revision(user=by, clean=False)
    traces.log_renewal(version, batch, by, before)
    return version


def check_right(by: User | None) -> None:
    if by is not None and not (by.is_active and by.has_perm("stories.add_batch")):
        raise PermissionDenied(_("You may not bring in stories from elsewhere."))


@transaction.atomic
def _arrive(batch: Batch, copies: Sequence[StoryCopy], is_public: bool) -> list[Story]:
    stories = Arrival(batch, copies, is_public).write()
    Batch.objects.filter(pk=batch.pk).update(story_count=F("story_count") + len(stories))
    return stories
