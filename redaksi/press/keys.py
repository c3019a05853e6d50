"""What a page can show, by name: `story:17`. Whoever keeps a page keeps it under these; whoever changes one purges it.

A list has keys of its own, for it has to be made anew for a story that it does not show yet: `list:topic:3`.
"""

from datetime import datetime

from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page

from redaksi.stories.models import (
    Attachment,
    Contributor,
    FrontPage,
    Paper,
    Photo,
    Policy,
    Section,
    Source,
    Story,
    Storyline,
    Topic,
)

SETTINGS, MENUS, FRONT, NEWEST, NEWS = "settings", "menus", "front", "list:newest", "list:news"
LEDGER = "list:ledger"
KINDS: dict[type[Model], str] = {
    Story: "story",
    Section: "section",
    Policy: "policy",
    Page: "page",  # as texts link to one, whatever it is
    Topic: "topic",
    Contributor: "contributor",
    Storyline: "storyline",
    Source: "source",
    Photo: "photo",
    Attachment: "attachment",
}


def of(thing: Model) -> str:
    """One thing's key. Raises `KeyError` for what has none."""
    return SETTINGS if isinstance(thing, Paper) else f"{KINDS[type(thing)]}:{thing.pk}"


def all_of(thing: Model) -> set[str]:
    """Every key under which it may be shown."""
    if isinstance(thing, FrontPage):
        return {FRONT}  # by itself alone: its row is looked up for every address of the tree
    return {of(thing), f"page:{thing.pk}"} if isinstance(thing, Page) else {of(thing)}


def list_of(kind: str, pk: int | None) -> str:
    """The stories of a section, topic, contributor or storyline."""
    return f"list:{kind}:{pk}"


def list_of_day(moment: datetime) -> str:
    return f"list:day:{timezone.localdate(moment).isoformat()}"


def list_of_month(moment: datetime) -> str:
    """By the paper's clock, as its sitemaps are cut."""
    return f"list:month:{moment.astimezone(timezone.get_default_timezone()):%Y-%m}"


def lists_of(story: Story) -> set[str]:
    """Every list that the story stands in, or has to. No query where its topics and bylines were fetched."""
    lists = {NEWEST, NEWS, list_of("section", story.section_id)}
    lists |= {list_of("topic", link.topic_id) for link in story.story_topics.all()}
    lists |= {list_of("contributor", line.contributor_id) for line in story.bylines.all()}
    if story.storyline_id:
        lists.add(list_of("storyline", story.storyline_id))
    if story.published_at:
        lists |= {list_of_day(story.published_at), list_of_month(story.published_at)}
    return lists
