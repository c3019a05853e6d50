"""What is to be told, noted in the transaction of the change. No query while nobody is named."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from redaksi.press.addresses import absolute
from redaksi.press.feeds import lists
from redaksi.press.feeds.lists import FLAVORS
from redaksi.press.models import Ping
from redaksi.stories.models import Contributor, Paper, Section, Story, Storyline, Topic


def note_change(story: Story) -> None:
    """Readers see another version of this story, or none any more. An address that waits already is told once."""
    pings = [Ping(endpoint=endpoint, url=url) for endpoint, url in _pings(story)]
    if pings:
        Ping.objects.bulk_create(pings, update_conflicts=True, unique_fields=["endpoint", "url"], update_fields=["noted_at"])


def _pings(story: Story) -> Iterator[tuple[str, str]]:
    if settings.INDEXNOW_KEY and story.address:
        yield settings.INDEXNOW_URL, absolute(story.address)
    if settings.WEBSUB_HUBS:
        feeds = feeds_of(story)
        yield from ((hub, feed) for hub in settings.WEBSUB_HUBS for feed in feeds)


def feeds_of(story: Story) -> list[str]:
    """Every feed that has the story in it, or had. Five queries."""
    followed = [lists.of_paper(Paper.load())]
    things = [
        *Section.objects.filter(pk=story.section_id, live=True),
        *Topic.objects.filter(story_topics__story=story.pk).order_by("pk"),
        *Contributor.objects.filter(bylines__story=story.pk).order_by("pk").distinct(),
        *Storyline.objects.filter(pk=story.storyline_id),
    ]
    followed += [lists.of(thing) for thing in things]
    return [absolute(each.address(flavor)) for each in followed for flavor in FLAVORS]
