"""How copy becomes rows, many at a time.

Django refuses `bulk_create` on a model with a parent table, so the page rows and the story rows are written each for
themselves; `placing` counts the tree's paths.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import router
from django.db.models.base import ModelState
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.fields import StreamValue
from wagtail.models import Page

from redaksi.stories import addresses, digests, prose, rows
from redaksi.stories.actions import acquaintance
from redaksi.stories.actions.placing import place_in_tree
from redaksi.stories.copy import BlockCopy, PhotoCopy, StoryCopy
from redaksi.stories.models import (
    AddressCounter,
    Batch,
    Byline,
    Listed,
    OldPicture,
    Photo,
    SourceId,
    Story,
    StorySource,
    StoryTopic,
)
from redaksi.stories.signals import stories_written
from redaksi.stories.slugs import slug_of

REDIRECT_FIELDS = (
    *("old_path", "is_permanent", "redirect_page_id", "redirect_page_route_path", "redirect_link"),
    *("automatically_created", "created_at"),
)
PLAIN_FIELDS = (
    "kicker",
    "dek",
    "teaser",
    "slugline",
    "dateline",
    "lead_credit",
    "genre",
    "language",
    "urgency",
    "ed_note",
    "embargoed_until",
    "published_at",
    "is_published_at_approximate",
)
PICTURE_FIELDS = ("body", "lead_photo", "lead_caption", "lead_credit", "word_count")


class Arrival:
    """One chunk of copy on its way into the database."""

    def __init__(self, batch: Batch, copies: Sequence[StoryCopy], is_public: bool) -> None:
        self.batch = batch
        self.copies = copies
        self.is_public = is_public
        self._blank = _Blank()
        self._new_photos: list[Photo] = []
        with self.files_removed_on_failure():
            self.known = acquaintance.with_everybody_named_in(copies, self._new_photos)

    @contextmanager
    def files_removed_on_failure(self) -> Iterator[None]:
        """A transaction takes back rows; what was put on the disk meanwhile it leaves there."""
        try:
            yield
        except BaseException:
            for photo in self._new_photos:
                if photo.file._committed:
                    photo.file.storage.delete(photo.file.name)
            raise

    def write(self) -> list[Story]:
        """The stories, in the order of the copies. The caller holds the transaction."""
        with self.files_removed_on_failure():
            stories = self._write()
            stories_written.send(sender=Story, story_ids=[story.pk for story in stories])
            return stories

    def _write(self) -> list[Story]:
        numbers = AddressCounter.take(len(self.copies))
        stories = [self._story(copy, number) for copy, number in zip(self.copies, numbers, strict=True)]
        place_in_tree(stories)
        self._insert(stories)
        self._insert_links(stories)
        return stories

    def version_of(self, story: Story, copy: StoryCopy) -> Story:
        """The story with the copy's words in it, unsaved."""
        version = story.get_latest_revision_as_object()
        version.title = version.draft_title = copy.headline
        self._fill(version, copy)
        version.bylines = [Byline(story=version, **row) for row in self._bylines(copy)]
        version.story_topics = [StoryTopic(story=version, **row) for row in self._topics(copy)]
        version.story_sources = [StorySource(story=version, **row) for row in self._sources(copy)]
        SourceId.objects.filter(story=story, source=copy.source, identifier=copy.identifier).update(
            digest=digests.of(copy), batch=self.batch, missing_photos=copy.missing_photos
        )
        self._lead_old_pictures()
        return version

    def illustrate(self, story: Story, copy: StoryCopy) -> None:
        """The story as it would stand if those of its pictures had come with it that can be had now."""
        self._fill(story, copy)
        Story.objects.filter(pk=story.pk).update(**{name: getattr(story, name) for name in PICTURE_FIELDS})
        known_as = SourceId.objects.filter(story=story, source=copy.source, identifier=copy.identifier)
        known_as.update(missing_photos=copy.missing_photos)
        self._lead_old_pictures()
        stories_written.send(sender=Story, story_ids=[story.pk])

    def _story(self, copy: StoryCopy, number: int) -> Story:
        slug = slug_of(copy.slug or copy.headline)
        section = self.known.sections[copy.section]
        story = self._blank.story()
        story.title = story.draft_title = copy.headline
        story.slug = f"{slug}-{number}"
        story.section, story.locale_id = section, section.locale_id
        story.live = story.is_public = self.is_public
        story.has_unpublished_changes = not self.is_public
        story.number = number if self.is_public else None
        self._fill(story, copy)
        if self.is_public:
            story.published_at = story.published_at or timezone.now()
            story.address = addresses.address_of(story.published_at, slug, number)
        story.first_published_at = story.published_at
        story.last_published_at = (copy.updated_at or story.published_at) if self.is_public else None
        return story

    def _fill(self, story: Story, copy: StoryCopy) -> None:
        for name in PLAIN_FIELDS:
            setattr(story, name, getattr(copy, name))
        story.lead_photo = self.known.photo(copy.lead_photo)
        story.lead_caption = copy.lead_caption or _own_caption(story.lead_photo, copy.lead_photo)
        story.storyline = self.known.storylines.get(copy.storyline)
        story.body = self._body(copy.body, copy.source)
        story.word_count = prose.word_count(story.body.raw_data)

    def _body(self, blocks: Iterable[BlockCopy], source: str) -> StreamValue:
        raw = [
            {"type": block.kind, "value": value, "id": str(uuid.uuid4())}
            for block in blocks
            if (value := self.known.stored_value(block, source)) is not None
        ]
        return StreamValue(Story.body.field.stream_block, raw, is_lazy=True)

    def _insert(self, stories: Sequence[Story]) -> None:
        for story, key in zip(stories, rows.reserved_ids(Page, len(stories)), strict=True):
            story.pk = story.id = story.page_ptr_id = key
            story._state.adding = False
            story._state.db = router.db_for_write(Story)
        for model in (Page, Story):
            names = [field.attname for field in model._meta.local_concrete_fields]
            values_of = itemgetter(*names)
            rows.insert(model, names, [values_of(story.__dict__) for story in stories])

    def _insert_links(self, stories: Sequence[Story]) -> None:
        pairs = list(zip(stories, self.copies, strict=True))
        for model, rows_of in ((Byline, self._bylines), (StoryTopic, self._topics), (StorySource, self._sources)):
            links = [{"story_id": story.pk} | row for story, copy in pairs for row in _with_day(model, story, rows_of(copy))]
            rows.insert(model, list(links[0]) if links else [], [tuple(row.values()) for row in links])
        known_as = [
            (story.pk, copy.source, copy.identifier, digests.of(copy), self.batch.pk, copy.missing_photos)
            for story, copy in pairs
            if copy.identifier
        ]
        rows.insert(SourceId, ("story_id", "source", "identifier", "digest", "batch_id", "missing_photos"), known_as)
        self._lead_old_addresses(pairs)
        self._lead_old_pictures()

    def _lead_old_addresses(self, pairs: Iterable[tuple[Story, StoryCopy]]) -> None:
        """Each leads to one story, the one that came first."""
        now = timezone.now()
        led = [
            (addresses.old_path(old), True, story.pk, "", "", False, now) for story, copy in pairs for old in copy.old_addresses
        ]
        rows.insert(Redirect, REDIRECT_FIELDS, led, unless_there="old_path")

    def _lead_old_pictures(self) -> None:
        """Of what was public there: nobody is to find the pictures of a draft here by guessing."""
        led = [
            (path, photo.pk)
            for copy in self.copies
            if copy.published_at
            for named in copy.photos
            if (photo := self.known.photo(named)) and (path := addresses.old_picture(named.file))
        ]
        rows.insert(OldPicture, ("path", "photo_id"), led, unless_there="path")

    def _bylines(self, copy: StoryCopy) -> list[dict[str, Any]]:
        return [
            {"contributor_id": self.known.contributors[line.name, line.desk].pk, "role": line.role, "sort_order": order}
            for order, line in enumerate(copy.bylines)
        ]

    def _topics(self, copy: StoryCopy) -> list[dict[str, Any]]:
        topics = dict.fromkeys(self.known.topics[topic.name, topic.kind].pk for topic in copy.topics)
        return [{"topic_id": topic, "sort_order": order} for order, topic in enumerate(topics)]

    def _sources(self, copy: StoryCopy) -> list[dict[str, Any]]:
        return [
            {"source_id": self.known.sources[s.name, s.kind].pk, "note": s.note, "url": s.url, "sort_order": order}
            for order, s in enumerate(copy.sources)
        ]


def _with_day(model: type[Any], story: Story, rows: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    return model.with_day(story, rows) if issubclass(model, Listed) else rows


class _Blank:
    """Stories that say nothing yet. `Story()` finds out the same about each of them, which takes ten times as long."""

    def __init__(self) -> None:
        blank = Story(content_type=ContentType.objects.get_for_model(Story))
        self._values = {name: value for name, value in vars(blank).items() if name != "_state"}
        self._own = [field for field in Story._meta.concrete_fields if field.has_default() and callable(field.default)]

    def story(self) -> Story:
        story = Story.__new__(Story)
        story.__dict__ |= self._values
        story._state = ModelState()
        for field in self._own:
            story.__dict__[field.attname] = field.get_default()
        return story


def _own_caption(photo: Photo | None, copy: PhotoCopy | None) -> str:
    """What this story says of a picture that came in before with other words."""
    return copy.caption if photo and copy and copy.caption != photo.caption else ""
