"""Issues that editors pick: noted by the desk, composed by the readers' face, which knows what a letter looks like."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from redaksi.audience.models import Issue, Letter, Wish
from redaksi.stories.models import Story
from redaksi.stories.models.story import StoryQuerySet

LOOKED_BACK = timedelta(days=7)
SHOWN, LAST = 60, 10
LONGEST_NOTE = 2_000


def note(letter: Letter, stories: Sequence[int], subject: str, words: str) -> Wish:
    return Wish.objects.create(
        letter=letter, stories=list(stories), subject=" ".join(subject.split())[:200], note=words[:LONGEST_NOTE]
    )


def waiting() -> list[Wish]:
    return list(Wish.objects.select_related("letter").order_by("pk"))


def candidates(letter: Letter) -> StoryQuerySet:
    """What was published lately and belongs to the letter, the newest first."""
    stories = Story.objects.published().filter(published_at__gte=timezone.now() - LOOKED_BACK)
    if letter.section_id:
        stories = stories.filter(section=letter.section_id)
    if letter.topic_id:
        stories = stories.filter(story_topics__topic=letter.topic_id)
    return stories.newest_first().select_related("section").defer("body")[:SHOWN]


def last_issues(letter: Letter) -> list[Issue]:
    return list(letter.issues.order_by("-composed_at")[:LAST])
