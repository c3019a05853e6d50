"""Which stories lie near a story: the same running story first, then what shares its topics.

Nothing of its own is stored yet: it reads the stories' links, each time, over an index.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from redaksi.stories.models import Story, StoryTopic
from redaksi.stories.models.story import StoryQuerySet

LINKS_A_STORY = 12  # rows looked at for each neighbour wanted: a story is found once for every topic it shares


@dataclass(frozen=True)
class Neighbour:
    """A story and why it is offered: the storyline's, the topics' or the section's name, as readers know it."""

    story: Story
    why: str


def stories_near(story: Story, limit: int = 4) -> list[Neighbour]:
    """At most `limit` published neighbours, never the story itself; where it has too few, its section's newest fill up.

    Three queries, each a short slice of an index, whatever is found. Photographs come without their renditions.
    """
    found: dict[int, Neighbour] = {}
    for source in (_in_storyline, _with_shared_topics, _in_section):
        for near in source(story, limit):
            found.setdefault(near.story.pk, near)
    return list(found.values())[:limit]


def _in_storyline(story: Story, limit: int) -> Iterator[Neighbour]:
    if story.storyline is None:
        return
    same = _cards().filter(storyline=story.storyline_id).exclude(pk=story.pk).newest_first()
    yield from (Neighbour(other, story.storyline.name) for other in same[:limit])


def _with_shared_topics(story: Story, limit: int) -> Iterator[Neighbour]:
    topics = [topic.pk for topic in story.topics]
    links = (
        StoryTopic.objects.filter(topic__in=topics, story__is_public=True)
        .exclude(story=story.pk)
        .select_related("topic", "story__section", "story__lead_photo", "story__storyline")
        .defer("story__body", "story__ed_note")
        .order_by("-story__published_at", "-story_id", "sort_order")
    )
    yield from _nearest_first(links[: limit * LINKS_A_STORY] if topics else [])


def _nearest_first(links: Iterable[StoryTopic]) -> Iterator[Neighbour]:
    """Those that share most come first; among equals the newest."""
    shared: dict[int, list[StoryTopic]] = {}
    for link in links:
        shared.setdefault(link.story_id, []).append(link)
    for group in sorted(shared.values(), key=len, reverse=True):
        yield Neighbour(group[0].story, ", ".join(link.topic.name for link in group))


def _in_section(story: Story, limit: int) -> Iterator[Neighbour]:
    if story.section is None:
        return
    newest = _cards().filter(section=story.section_id).exclude(pk=story.pk).newest_first()
    yield from (Neighbour(other, story.section.title) for other in newest[: limit * 2])


def _cards() -> StoryQuerySet:
    return Story.objects.published().on_cards().prefetch_related(None)
