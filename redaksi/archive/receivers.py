"""Whatever changes a story makes it wait for the index, in the same transaction; a person's new name finds what was said."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.signals import post_page_move

from redaksi.archive import quotes
from redaksi.archive.models import Waiting
from redaksi.stories.models import Story, Topic, TopicSpelling
from redaksi.stories.signals import stories_written


def connect() -> None:
    post_save.connect(note_story, sender=Story)
    post_delete.connect(note_story, sender=Story)
    post_page_move.connect(note_story, sender=Story)
    stories_written.connect(note_chunk)
    post_save.connect(claim_quotes, sender=Topic)
    post_save.connect(claim_quotes, sender=TopicSpelling)


def note_story(sender: Any, instance: Story, **kwargs: Any) -> None:
    Waiting.note([instance.pk])


def note_chunk(sender: Any, story_ids: list[int], **kwargs: Any) -> None:
    Waiting.note(story_ids)


def claim_quotes(sender: Any, instance: Topic | TopicSpelling, **kwargs: Any) -> None:
    if isinstance(instance, Topic):
        quotes.claim(instance, [instance.name])
    else:
        quotes.claim(instance.topic, [instance.text])
