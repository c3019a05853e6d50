"""A small archive made large in minutes: its stories' rows once more, each with headline and text of two of them.

Past `stories.actions`, which note what feeds, purges and partners have to know: only for an archive that nobody reads.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import batched
from typing import Any, cast

from django.db import transaction
from django.db.models.base import ModelState
from wagtail.fields import StreamValue
from wagtail.models import Page

from redaksi.stories import addresses, rows
from redaksi.stories.actions.placing import place_in_tree
from redaksi.stories.models import AddressCounter, Byline, Listed, Story, StoryTopic
from redaksi.stories.slugs import slug_of

AT_ONCE = 5000
Links = dict[int, list[dict[str, Any]]]
LINKS: tuple[tuple[type[Listed], tuple[str, ...]], ...] = (
    (Byline, ("contributor_id", "role", "sort_order")),
    (StoryTopic, ("topic_id", "sort_order")),
)


@dataclass(frozen=True)
class _Grown:
    """One more story, and the key of the one whose section, topics and bylines it has."""

    story: Story
    like: int


def multiply(how_many: int, advance: Callable[[int], object] = lambda count: None) -> None:
    """Write so many further stories, their days spread between those of the stories that are there."""
    there = list(Story.objects.published().select_related("section").order_by("pk"))
    texts = {story.pk: _paragraphs(story) for story in there}
    links = {model: _links(model, names) for model, names in LINKS}
    for numbers in batched(range(how_many), AT_ONCE):
        with transaction.atomic():
            grown = [_mixed(there, texts, number, how_many) for number in numbers]
            _write([each.story for each in grown])
            for model, names in LINKS:
                _link(grown, model, names, links[model])
        advance(len(numbers))


def _mixed(there: list[Story], texts: dict[int, list[str]], number: int, how_many: int) -> _Grown:
    """The beginning of one story, the end of another, which is another each round."""
    around, place = divmod(number, len(there))
    one, other = there[place], there[(place * 7 + around * 31 + 1) % len(there)]
    story = Story.__new__(Story)
    story.__dict__ |= {name: value for name, value in vars(one).items() if name != "_state"}
    story._state = ModelState()
    story.section = one.section
    story.uid, story.translation_key = uuid.uuid4(), uuid.uuid4()
    story.title = story.draft_title = f"{_half(one.title, 0)} {_half(other.title, 1)}"[:255]
    story.body = _body(texts[one.pk], texts[other.pk])
    share = (around + 1) / (how_many // len(there) + 2)
    story.published_at = _day_of(one) + _step(there) * share
    story.first_published_at = story.last_published_at = story.published_at
    return _Grown(story, one.pk)


def _step(there: list[Story]) -> timedelta:
    span = _day_of(there[-1]) - _day_of(there[0])
    return max(span / len(there), timedelta(seconds=1))


def _day_of(story: Story) -> datetime:
    return cast(datetime, story.published_at)  # all of them are published


def _half(headline: str, which: int) -> str:
    words = headline.split()
    middle = (len(words) + 1) // 2
    return " ".join(words[middle:] if which else words[:middle])


def _paragraphs(story: Story) -> list[str]:
    text = "".join(str(block["value"]) for block in story.body.raw_data if block["type"] == "text")
    return [f"{paragraph}</p>" for paragraph in text.split("</p>") if paragraph]


def _body(one: list[str], other: list[str]) -> StreamValue:
    text = "".join([*one[: (len(one) + 1) // 2], *other[len(other) // 2 :]])
    raw = [{"type": "text", "value": text, "id": str(uuid.uuid4())}]
    return StreamValue(Story.body.field.stream_block, raw, is_lazy=True)


def _links(model: type[Listed], names: tuple[str, ...]) -> Links:
    found: Links = {}
    for row in model.objects.order_by("story_id", "sort_order").values("story_id", *names):
        found.setdefault(row.pop("story_id"), []).append(row)
    return found


def _link(grown: list[_Grown], model: type[Listed], names: tuple[str, ...], links: Links) -> None:
    told = [(each.story.pk, *row.values()) for each in grown for row in model.with_day(each.story, links.get(each.like, ()))]
    rows.insert(model, ("story_id", *names, "listed_at"), told)


def _write(stories: list[Story]) -> None:
    for story, number in zip(stories, AddressCounter.take(len(stories)), strict=True):
        story.number, story.slug = number, f"{slug_of(story.title)}-{number}"
        story.address = addresses.address_of(_day_of(story), slug_of(story.title), number)
    place_in_tree(stories)
    for story, key in zip(stories, rows.reserved_ids(Page, len(stories)), strict=True):
        story.pk = story.id = story.page_ptr_id = key
    for model in (Page, Story):
        names = [field.attname for field in model._meta.local_concrete_fields]
        rows.insert(model, names, [tuple(story.__dict__[name] for name in names) for story in stories])
