"""What lies near a story by its links alone, asked of the database: where nobody has looked into its words yet."""

from collections.abc import Iterable, Iterator

from redaksi.stories import cards
from redaksi.stories.cards import Card
from redaksi.stories.models import Story, StoryTopic
from redaksi.stories.models.story import StoryQuerySet

LINKS_A_STORY = 12  # rows looked at for each neighbour wanted: a story is found once for every topic it shares


def linked_stories(story: Story, limit: int) -> list[tuple[Card, str]]:
    """The same running story first, then what shares its topics, then its section's newest; each with why.

    Four queries, each a short slice of an index, whatever is found. Photographs come without their renditions.
    """
    why: dict[int, str] = {}
    for source in (_in_storyline, _with_shared_topics, _in_section):
        for key, because in source(story, limit):
            why.setdefault(key, because)
    chosen = list(why)[:limit]
    found = cards.published(chosen)
    return [(found[key], why[key]) for key in chosen if key in found]


def _in_storyline(story: Story, limit: int) -> Iterator[tuple[int, str]]:
    if story.storyline is not None:
        same = _others(story).filter(storyline=story.storyline_id)
        yield from ((key, story.storyline.name) for key in same.values_list("pk", flat=True)[:limit])


def _with_shared_topics(story: Story, limit: int) -> Iterator[tuple[int, str]]:
    topics = [topic.pk for topic in story.topics]
    links = (
        StoryTopic.objects.filter(topic__in=topics, story__is_public=True)
        .exclude(story=story.pk)
        .order_by("-story__published_at", "-story_id", "sort_order")
        .values_list("story", "topic__name")
    )
    yield from _nearest_first(links[: limit * LINKS_A_STORY] if topics else [])


def _nearest_first(links: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Those that share most come first; among equals the newest."""
    shared: dict[int, list[str]] = {}
    for key, topic in links:
        shared.setdefault(key, []).append(topic)
    for key, topics in sorted(shared.items(), key=lambda found: len(found[1]), reverse=True):
        yield key, ", ".join(topics)


def _in_section(story: Story, limit: int) -> Iterator[tuple[int, str]]:
    if story.section is not None:
        newest = _others(story).filter(section=story.section_id).values_list("pk", flat=True)
        yield from ((key, story.section.title) for key in newest[: limit * 2])


def _others(story: Story) -> StoryQuerySet:
    return Story.objects.published().exclude(pk=story.pk).newest_first()
