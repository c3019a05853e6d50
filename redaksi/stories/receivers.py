"""What follows from a change in these tables, within these tables."""

from functools import partial
from typing import Any

from django.core.signals import request_finished
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import Signal
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import TaskState
from wagtail.signals import page_slug_changed, post_page_move, task_approved, task_rejected, task_submitted

from redaksi.stories import cases, renditions, rights
from redaksi.stories.models import Byline, Paper, Photo, Section, SectionRight, Story, StoryTopic
from redaksi.stories.signals import story_approved, story_filed, story_published, story_sent_back


def connect() -> None:
    pre_save.connect(remember_holder, sender=SectionRight)
    post_save.connect(derive_permissions, sender=SectionRight)
    post_delete.connect(derive_permissions, sender=SectionRight)
    post_save.connect(follow_in_lists, sender=Story)
    post_save.connect(make_renditions, sender=Photo)
    post_save.connect(make_icons, sender=Paper)
    request_finished.connect(renditions.ask_for_wanted)
    task_submitted.connect(tell_of_filing)
    task_approved.connect(tell_of_approval)
    task_rejected.connect(tell_of_sending_back)
    page_slug_changed.connect(keep_old_address, sender=Section)
    post_page_move.connect(follow_to_section, sender=Story)
    story_published.connect(settle_reply)


def remember_holder(sender: Any, instance: SectionRight, **kwargs: Any) -> None:
    """Whoever held the right until now has to lose what was derived from it."""
    vars(instance)["was"] = SectionRight.objects.filter(pk=instance.pk).first()


def derive_permissions(sender: Any, instance: SectionRight, **kwargs: Any) -> None:
    for right in filter(None, [vars(instance).get("was"), instance]):
        rights.derive_page_permissions(right)


def follow_in_lists(sender: Any, instance: Story, update_fields: Any = None, **kwargs: Any) -> None:
    """A story that is withdrawn, held back or shown again; publication writes these lines anyway."""
    if "is_public" in (update_fields or ()):
        for lines in (Byline, StoryTopic):
            lines.published_with(instance) if instance.is_public else lines.withdraw(instance)


def make_renditions(sender: Any, instance: Photo, **kwargs: Any) -> None:
    """Another file, another focus: other sizes."""
    transaction.on_commit(partial(renditions.ask_for, instance))


def make_icons(sender: Any, instance: Paper, **kwargs: Any) -> None:
    if instance.icon_id:
        transaction.on_commit(partial(renditions.make_icons.enqueue, instance.icon_id))


def keep_old_address(sender: Any, instance: Section, instance_before: Section, **kwargs: Any) -> None:
    """Readers who kept the section's old address are led to the new one."""
    old_path = Redirect.normalise_path(f"/{instance_before.slug}/")
    Redirect.objects.update_or_create(old_path=old_path, site=None, defaults={"redirect_page": instance, "is_permanent": True})


def follow_to_section(sender: Any, instance: Story, parent_page_after: Any, **kwargs: Any) -> None:
    Story.objects.filter(pk=instance.pk).update(section_id=parent_page_after.pk)


def tell_of_filing(sender: Any, instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    _tell(story_filed, instance, user)


def tell_of_approval(sender: Any, instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    _tell(story_approved, instance, user, is_all=True)


def tell_of_sending_back(sender: Any, instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    _tell(story_sent_back, instance, user)


def _tell(signal: Signal, state: TaskState, user: Any, **more: Any) -> None:
    """Wagtail's word for it, in ours, once it is certain."""
    story = state.revision.content_object
    if isinstance(story, Story):
        said = {"story": story, "by": user, "comment": state.comment, **more}
        transaction.on_commit(partial(signal.send_robust, sender=Story, **said))


def settle_reply(sender: Any, story: Story, **kwargs: Any) -> None:
    """Where it answers another story, whoever asked for that is done with."""
    cases.settle(story)
