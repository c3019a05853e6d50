"""The lists that can be followed, and the newest stories of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Prefetch
from django.urls import reverse

from redaksi.press import keys
from redaksi.press.addresses import absolute
from redaksi.press.feeds.item import Item, item_of
from redaksi.stories.addresses import of_page
from redaksi.stories.models import Byline, Contributor, Paper, Section, Story, Storyline, StoryTopic, Topic

MOST = 50  # items: what was published in a day or two, whichever paper

FLAVORS = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}


@dataclass(frozen=True)
class List:
    """`name` is that of its addresses: `feed`, `section_feed` …; `thing` is None for the whole paper."""

    name: str
    thing: Any
    title: str
    description: str
    home: str
    key: str

    def address(self, flavor: str) -> str:
        return reverse(f"{self.name}_{flavor}", args=[self.thing.slug] if self.thing else [])

    def stories(self) -> Any:
        """The newest first; each has an index that knows them in this order."""
        return {
            "feed": lambda stories: stories.newest_first(),
            "section_feed": lambda stories: stories.filter(section=self.thing).newest_first(),
            "topic_feed": lambda stories: stories.about(self.thing),
            "contributor_feed": lambda stories: stories.signed_by(self.thing),
            "storyline_feed": lambda stories: stories.filter(storyline=self.thing).newest_first(),
        }[self.name](Story.objects.published())

    def items(self) -> list[Item]:
        """The newest, without their texts. Four queries."""
        newest = self.stories().on_cards().prefetch_related(*STORIES)
        return [item_of(story) for story in newest[:MOST]]


STORIES = (
    Prefetch("bylines", Byline.objects.select_related("contributor")),
    Prefetch("story_topics", StoryTopic.objects.select_related("topic")),
)


def of_paper(paper: Paper) -> List:
    return List("feed", None, paper.name, paper.tagline, "/", keys.NEWEST)


def of(thing: Any) -> List:
    """A section's, topic's, contributor's or storyline's. Raises `KeyError` for anything else."""
    kind, text = KINDS[type(thing)]
    home = of_page(thing) if isinstance(thing, Section) else thing.get_absolute_url()
    return List(f"{kind}_feed", thing, str(thing), getattr(thing, text), home, keys.list_of(kind, thing.pk))


def title_in(paper: Paper, followed: List) -> str:
    return followed.title if followed.thing is None else f"{followed.title} | {paper.name}"


def home_of(followed: List) -> str:
    return absolute(followed.home)


# What it is called in addresses and keys, and the field that says what it is about.
KINDS: dict[type[Model], tuple[str, str]] = {
    Section: ("section", "description"),
    Topic: ("topic", "description"),
    Contributor: ("contributor", "bio"),
    Storyline: ("storyline", "description"),
}
