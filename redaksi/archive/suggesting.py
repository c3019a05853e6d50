"""Topics and the storyline of a draft: what the archive knows and the text names, or what is nearest to it has."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Q
from django.db.models.functions import Lower

from redaksi.archive.draft import Draft, Nearby
from redaksi.archive.sequences import Place, Sequence, sequences
from redaksi.archive.words import stems
from redaksi.stories.models import Story, Storyline, StoryTopic, Topic, TopicKind, TopicSpelling
from redaksi.stories.slugs import slug_of

MOST_TOPICS = 8
MOST_SEQUENCES = 6_000
SHARED_BY = 3
"""Stories near a draft that have a matter in common which the draft does not name."""
SHARED = 0.5
"""And the part of all that likeness that is theirs."""
RUNNING = 0.3
"""The part from which on their storyline is the draft's, too, if two of them have it."""


@dataclass(frozen=True)
class SuggestedTopic:
    topic: Topic
    is_named: bool


@dataclass(frozen=True)
class Suggestions:
    """The likeliest first."""

    topics: list[SuggestedTopic] = field(default_factory=list)
    storyline: Storyline | None = None


@dataclass
class _Mention:
    topic: Topic
    place: Place
    count: int


def suggestions_for(draft: Draft, near: Nearby, without: Collection[int] = (), with_storyline: bool = True) -> Suggestions:
    """`without`: keys of the topics it has. At most five queries, each over an index, however many topics there are."""
    found = _Found(list(_first(sequences(draft))))
    shared = _Shared(near)
    mentions = [mention for mention in _mentions(found) if mention.topic.pk not in without]
    worth = {mention.topic.pk: _worth(mention, near, shared) for mention in mentions}
    topics = [SuggestedTopic(mention.topic, is_named=True) for mention in mentions]
    for topic in shared.matters():
        if topic.pk not in worth and topic.pk not in without:
            worth[topic.pk] = shared.part_with(topic)
            topics.append(SuggestedTopic(topic, is_named=False))
    topics.sort(key=lambda each: (-worth[each.topic.pk], each.topic.name))
    return Suggestions(topics[:MOST_TOPICS], _storyline(found, near) if with_storyline else None)


def _worth(mention: _Mention, near: Nearby, shared: _Shared) -> float:
    """Where it stands first and how often, more for what is rare and for what the nearest stories have."""
    return (
        (mention.place + math.log(mention.count))
        * near.rarity(stems(mention.topic.name))
        * (1 + shared.part_with(mention.topic))
    )


# What the text names --------------------------------------------------------------------------------------------------
def _first(found: Iterable[Sequence]) -> Iterator[Sequence]:
    different: set[str] = set()
    for each in found:
        different.add(each.small)
        if len(different) > MOST_SEQUENCES:
            return
        yield each


class _Found:
    """The sequences of a text, and the topics under their forms."""

    def __init__(self, found: list[Sequence]) -> None:
        self.sequences = found
        self.large = [each for each in found if each.has_capital]
        self._under: dict[str, dict[int, Topic]] = {}
        self._look_up_names()
        self._look_up_spellings()

    def topics_of(self, sequence: Sequence) -> list[Topic]:
        """A person, an organization and a place are written with capitals; a matter need not be."""
        known = self._under.get(sequence.slug, {}) | self._under.get(f" {sequence.small}", {})
        return [topic for topic in known.values() if sequence.has_capital or topic.kind == TopicKind.SUBJECT]

    def _look_up_names(self) -> None:
        """By slug, which forgives capitals, accents and points; by name where a slug is another topic's or was changed."""
        slugs, written = {each.slug for each in self.sequences}, {each.written for each in self.large}
        for topic in Topic.objects.filter(Q(slug__in=slugs) | Q(name__in=written)).order_by().defer("description"):
            self._put(slug_of(topic.name), topic)
            self._put(f" {topic.name.lower()}", topic)

    def _look_up_spellings(self) -> None:
        small = {form for each in self.sequences for form in (each.small, _as_sqlite_has_it(each.written))}
        spellings = TopicSpelling.objects.annotate(small=Lower("text")).filter(small__in=small).order_by()
        for spelling in spellings.select_related("topic").defer("topic__description"):
            self._put(f" {spelling.text.lower()}", spelling.topic)

    def _put(self, form: str, topic: Topic) -> None:
        self._under.setdefault(form, {})[topic.pk] = topic


def _as_sqlite_has_it(text: str) -> str:
    """Its LOWER, and PostgreSQL's in the locale C, know only the letters of ASCII."""
    return text if text.isascii() else "".join(letter.lower() if letter.isascii() else letter for letter in text)


def _mentions(found: _Found) -> list[_Mention]:
    """The longest name counts: "Bank Indonesia" does not name Indonesia."""
    mentions: dict[int, _Mention] = {}
    end = 0
    for sequence in found.sequences:
        if sequence.start < end or not (topics := found.topics_of(sequence)):
            continue
        end = sequence.end
        for topic in topics:
            mention = mentions.setdefault(topic.pk, _Mention(topic, sequence.place, 0))
            mention.place = max(mention.place, sequence.place)
            mention.count += 1
    return list(mentions.values())


# What is nearest to it has ---------------------------------------------------------------------------------------------
class _Shared:
    """The topics of the stories near a draft."""

    def __init__(self, near: Nearby) -> None:
        self._stories: dict[int, set[int]] = {}
        self._topics: dict[int, Topic] = {}
        self._near = near
        if near.likeness:
            for link in (
                StoryTopic.objects.filter(story__in=list(near.likeness)).select_related("topic").defer("topic__description")
            ):
                self._stories.setdefault(link.topic_id, set()).add(link.story_id)
                self._topics[link.topic_id] = link.topic

    def part_with(self, topic: Topic) -> float:
        """0 to 1."""
        return self._near.part(self._stories.get(topic.pk, ()))

    def matters(self) -> list[Topic]:
        """Subjects that most of them have; whom and what they name is another thing."""
        return [
            topic
            for key, topic in self._topics.items()
            if topic.kind == TopicKind.SUBJECT and len(self._stories[key]) >= SHARED_BY and self.part_with(topic) >= SHARED
        ]


def _storyline(found: _Found, near: Nearby) -> Storyline | None:
    """The one that the text names, or that several of the nearest stories belong to."""
    running: dict[int, set[int]] = {}
    stories = Story.objects.filter(pk__in=near.kin, storyline__isnull=False)
    for story, storyline in stories.values_list("pk", "storyline"):
        running.setdefault(storyline, set()).add(story)
    parts = {key: near.part(those) for key, those in running.items() if len(those) > 1 and near.part(those) >= RUNNING}
    slugs = {each.slug for each in found.large}
    known = Storyline.objects.filter(Q(slug__in=slugs) | Q(pk__in=parts))
    return max(known, key=lambda each: (each.pk in parts, parts.get(each.pk, 0), -each.pk), default=None)
