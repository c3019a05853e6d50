"""What lies near a story by its links alone, asked of the database: where nobody has looked into its words yet."""

from collections.abc import Iterable, Iterator

from redaksi.stories.models import Story, StoryTopic
from redaksi.stories.models.story import StoryQuerySet

LINKS_A_STORY = 12  # rows looked at for each neighbour wanted: a story is found once for every topic it shares


def linked_stories(story: Story, limit: int) -> list[tuple[Story, str]]:
    """The same running story first, then what shares its topics, then its section's newest; each with why.

    Three queries, each a short slice of an index, whatever is found. Photographs come without their renditions.
    """
    found: dict[int, tuple[Story, str]] = {}
    for source in (_in_storyline, _with_shared_topics, _in_section):
        for other, why in source(story, limit):
            found.setdefault(other.pk, (other, why))
    return list(found.values())[:limit]


def _in_storyline(story: Story, limit: int) -> Iterator[tuple[Story, str]]:
    if story.storyline is None:
        return
    same = cards().filter(storyline=story.storyline_id).exclude(pk=story.pk).newest_first()
    yield from ((other, story.storyline.name) for other in same[:limit])


def _with_shared_topics(story: Story, limit: int) -> Iterator[tuple[Story, str]]:
    topics = [topic.pk for topic in story.topics]
    links = (
        StoryTopic.objects.filter(topic__in=topics, story__is_public=True)
        .exclude(story=story.pk)
        .select_related("topic", "story__section", "story__lead_photo", "story__storyline")
        .defer("story__body", "story__ed_note")
        .order_by("-story__published_at", "-story_id", "sort_order")
    )
    yield from _nearest_first(links[: limit * LINKS_A_STORY] if topics else [])


def _nearest_first(links: Iterable[StoryTopic]) -> Iterator[tuple[Story, str]]:
    """Those that share most come first; among equals the newest."""
    shared: dict[int, list[StoryTopic]] = {}
    for link in links:
        shared.setdefault(link.story_id, []).append(link)
    for group in sorted(shared.values(), key=len, reverse=True):
        yield group[0].story, ", ".join(link.topic.name for link in group)


def _in_section(story: Story, limit: int) -> Iterator[tuple[Story, str]]:
    if story.section is None:
        return
    newest = cards().filter(section=story.section_id).exclude(pk=story.pk).newest_first()
    yield from ((other, story.section.title) for other in newest[: limit * 2])


def cards() -> StoryQuerySet:
    return Story.objects.published().on_cards().prefetch_related(None).order_by()
