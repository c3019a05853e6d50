"""Which reply answers which story: shown at both, from one row."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q

from redaksi.stories.models import Case, CaseOutcome, Story
from redaksi.stories.prepared import Prepared

REMEMBERED = "_replies"


@dataclass(frozen=True)
class Replies:
    """`answers` are the cases whose reply readers may read; `answered` the one that this story itself replies to."""

    answers: list[Case] = field(default_factory=list)
    answered: Case | None = None


def around(story: Story) -> Replies:
    """One query, by two indexes; a second, longer one for the few that have any. Asked once for each fetched story."""
    if story.pk is None:
        return Replies()
    known: Replies | None = getattr(story, REMEMBERED, None)
    if known is None:
        known = _read(story)
        setattr(story, REMEMBERED, known)
    return known


_printed = Prepared(
    lambda stories: (
        Case.objects.filter(Q(story__in=stories) | Q(answer_story__in=stories), outcome=CaseOutcome.PUBLISHED)
        .order_by("closed_at")
        .values_list("pk", flat=True)
    )
)


def _read(story: Story) -> Replies:
    numbers = _printed([story.pk])
    if not numbers:
        return Replies()
    whole = Case.objects.select_related("story", "answer_story").defer("story__body", "answer_story__body")
    found = list(whole.filter(pk__in=numbers).order_by("closed_at"))
    answers = [case for case in found if case.story_id == story.pk and case.answer_story and case.answer_story.is_public]
    return Replies(answers, next((case for case in found if case.answer_story_id == story.pk), None))
