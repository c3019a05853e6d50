from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from redaksi.stories.models import SourceId, Story


def tie_related(source: str) -> int:
    """Point “Read also” blocks of copy from `source` at the stories they name, now that those are here; how many."""
    ids = dict(SourceId.objects.filter(source=source).values_list("identifier", "story_id"))
    return sum(_tie(story, ids) for story in _loose(source).iterator(chunk_size=200))


def _loose(source: str) -> QuerySet[Story]:
    """Stories as they came, in which something points nowhere yet."""
    as_came = Story.objects.filter(source_ids__source=source, latest_revision=None)
    return as_came.annotate(body_text=Cast("body", TextField())).filter(body_text__contains='"story": null').distinct()


def _tie(story: Story, ids: dict[str, int]) -> int:
    tied = 0
    for block in story.body.raw_data:
        if block["type"] == "related" and not block["value"].get("story") and block["value"].get("item") in ids:
            block["value"]["story"] = ids[block["value"]["item"]]
            tied += 1
    if tied:
        Story.objects.filter(pk=story.pk).update(body=story.body)
    return tied
