from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from redaksi.stories import rights
from redaksi.stories.actions.arrival import Arrival
from redaksi.stories.models import Batch, Story
from redaksi.stories.signals import stories_brought_in

if TYPE_CHECKING:
    from redaksi.staff.models import User
    from redaksi.stories.copy import StoryCopy
    from redaksi.stories.models import Section


@transaction.atomic
def take_up(copy: StoryCopy, section: Section, by: User, source_name: str) -> Story:
    """A journalist makes a draft of one item from elsewhere: theirs, in a section where they may write.

    It has to be read and published here like any other. Raises `PermissionDenied`.
    """
    if not rights.may_write_in(by, section):
        raise PermissionDenied(_("You may not write in this section."))
    batch = Batch.objects.create(source=source_name, brought_by=by)
    (story,) = Arrival(batch, [replace(copy, section=section.slug)], is_public=False).write()
    Batch.objects.filter(pk=batch.pk).update(story_count=F("story_count") + 1)
    Story.objects.filter(pk=story.pk).update(owner=by)
    story = Story.objects.get(pk=story.pk)
    story.save_revision(user=by, log_action=True, clean=False)
    transaction.on_commit(partial(stories_brought_in.send_robust, sender=Story, batch=batch, story_ids=[story.pk]))
    return story
