from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast

from redaksi.stories.models import SourceId, Story

AT_ONCE = 200


def tie_related(source: str) -> int:
    """Point “Read also” blocks of copy from `source` at the stories they name, now that those are here; how many."""
    chunks = batched(_loose(source).iterator(chunk_size=AT_ONCE), AT_ONCE)
    return sum(_tie_all(stories, source) for stories in chunks)


def _loose(source: str) -> QuerySet[Story]:
    """Stories as they came, in which something points nowhere yet."""
    from_there = Exists(SourceId.objects.filter(story=OuterRef("pk"), source=source))
    loose = Story.objects.annotate(body_text=Cast("body", TextField())).filter(body_text__contains='"story": null')
    return loose.filter(from_there, latest_revision=None).only("pk", "body")


def _tie_all(stories: Iterable[Story], source: str) -> int:
    wanted = {block["value"]["item"] for story in stories for block in _loose_blocks(story)}
    named = SourceId.objects.filter(source=source, identifier__in=wanted)
    ids = dict(named.values_list("identifier", "story_id"))
    return sum(_tie(story, ids) for story in stories)


def _tie(story: Story, ids: dict[str, int]) -> int:
    tied = 0
    for block in _loose_blocks(story):
        if block["value"]["item"] in ids:
            block["value"]["story"] = ids[block["value"]["item"]]
            tied += 1
    if tied:
        Story.objects.filter(pk=story.pk).update(body=story.body)
    return tied


def _loose_blocks(story: Story) -> Iterator[dict[str, Any]]:
    for block in story.body.raw_data:
        if block["type"] == "related" and not block["value"].get("story") and block["value"].get("item"):
            yield block
