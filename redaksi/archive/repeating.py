"""Published stories that a draft repeats, with the passages."""

from __future__ import annotations

from dataclasses import dataclass

from redaksi.archive import reading
from redaksi.archive.draft import Draft, Nearby
from redaksi.archive.duplicates import Passage, repetitions
from redaksi.archive.profile import LONGEST_TEXT
from redaksi.stories.models import Story

MOST_COMPARED = 6
MOST_TOLD = 3


@dataclass(frozen=True)
class Repeat:
    """`share` of the draft's words that stand in the story, 0 to 1."""

    story: Story
    share: float
    passages: tuple[Passage, ...]


def repeats_of(draft: Draft, near: Nearby) -> list[Repeat]:
    """The most repeated first; headlines do not count. Two queries, whatever is found."""
    likest = list(near.likeness)[:MOST_COMPARED]
    texts = reading.texts(likest) if likest else {}
    others = [(key, "\n".join([text.dek, *text.paragraphs])[:LONGEST_TEXT]) for key, text in texts.items()]
    found = repetitions(draft.prose, others)[:MOST_TOLD]
    stories = Story.objects.published().select_related("section").defer("body").in_bulk([each.key for each in found])
    return [Repeat(stories[each.key], each.share, each.passages) for each in found if each.key in stories]
