from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import transaction

from redaksi.stories.models import SourceId, Story


class LooseEnd(NamedTuple):
    """A “Read also” of this story (its key) that names an item of its own system which is not here yet."""

    source: str
    item: str
    story: int


def loose_ends_of(story: Story, source: str) -> Iterator[LooseEnd]:
    yield from (LooseEnd(source, block["value"]["item"], story.pk) for block in _loose_blocks(story))


@transaction.atomic
def tie_related(ends: Sequence[LooseEnd]) -> list[LooseEnd]:
    """Point at the stories that are here by now; returns the ends that still wait. Four queries, and one a story tied.

    A story that somebody has worked on since is left as it is, and waits no longer.
    """
    here = _stories_by_item(ends)
    as_they_came = Story.objects.filter(pk__in={end.story for end in ends}, latest_revision=None)
    waiting = set(as_they_came.values_list("pk", flat=True))
    found: dict[int, dict[str, int]] = {}
    for end in ends:
        if (end.source, end.item) in here:
            found.setdefault(end.story, {})[end.item] = here[end.source, end.item]
    for story in as_they_came.filter(pk__in=found).only("pk", "body"):
        _tie(story, found[story.pk])
    return [end for end in ends if end.story in waiting and (end.source, end.item) not in here]


def _stories_by_item(ends: Iterable[LooseEnd]) -> dict[tuple[str, str], int]:
    known = SourceId.objects.filter(source__in={end.source for end in ends}, identifier__in={end.item for end in ends})
    return {(source, item): story for source, item, story in known.values_list("source", "identifier", "story_id")}


def _tie(story: Story, found: dict[str, int]) -> None:
    for block in _loose_blocks(story):
        block["value"]["story"] = found.get(block["value"]["item"])
    Story.objects.filter(pk=story.pk, latest_revision=None).update(body=story.body)


def _loose_blocks(story: Story) -> Iterator[dict[str, Any]]:
    for block in story.body.raw_data:
        if block["type"] == "related" and not block["value"].get("story") and block["value"].get("item"):
            yield block
