"""How copy becomes rows, many at a time.

Django refuses `bulk_create` on a model with a parent table, so the page rows and the story rows are written each for
themselves, and the tree's paths are counted here as treebeard would.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.db import router
from django.db.models import F, Max
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.fields import StreamValue
from wagtail.models import Page

from redaksi.stories import addresses, digests, prose, rows
from redaksi.stories.actions import acquaintance
from redaksi.stories.copy import BlockCopy, PhotoCopy, StoryCopy
from redaksi.stories.models import (
    AddressCounter,
    Batch,
    Byline,
    Photo,
    Section,
    SourceId,
    Story,
    StorySource,
    StoryTopic,
)
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


class Arrival:
    """One chunk of copy on its way into the database."""

    def __init__(self, batch: Batch, copies: Sequence[StoryCopy], is_public: bool) -> None:
        self.batch = batch
        self.copies = copies
        self.is_public = is_public
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
            return self._write()

    def _write(self) -> list[Story]:
        numbers = AddressCounter.take(len(self.copies))
        stories = [self._story(copy, number) for copy, number in zip(self.copies, numbers, strict=True)]
        self._place_in_tree(stories)
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
            digest=digests.of(copy), batch=self.batch
        )
        return version

    def _story(self, copy: StoryCopy, number: int) -> Story:
        slug = slug_of(copy.slug or copy.headline)
        story = Story(
            title=copy.headline,
            draft_title=copy.headline,
            slug=f"{slug}-{number}",
            section=self.known.sections[copy.section],
            locale=self.known.sections[copy.section].locale,
            content_type=ContentType.objects.get_for_model(Story),
            live=self.is_public,
            has_unpublished_changes=not self.is_public,
            is_public=self.is_public,
            number=number if self.is_public else None,
        )
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
        story.body = self._body(copy.body)
        story.word_count = prose.word_count(story.body.raw_data)

    def _body(self, blocks: Iterable[BlockCopy]) -> StreamValue:
        raw = [
            {"type": block.kind, "value": value, "id": str(uuid.uuid4())}
            for block in blocks
            if (value := self.known.stored_value(block)) is not None
        ]
        return StreamValue(Story.body.field.stream_block, raw, is_lazy=True)

    def _place_in_tree(self, stories: Sequence[Story]) -> None:
        by_section: dict[Section, list[Story]] = {}
        for story in stories:
            by_section.setdefault(cast(Section, story.section), []).append(story)
        for section, arriving in by_section.items():
            self._hold(section, len(arriving))
            below = Page.objects.filter(path__startswith=section.path, depth=section.depth + 1)
            last = below.aggregate(Max("path"))["path__max"]
            step = Page._str2int(last[-Page.steplen :]) if last else 0
            for offset, story in enumerate(arriving, start=1):
                story.depth = section.depth + 1
                story.path = Page._get_path(section.path, story.depth, step + offset)
                story.url_path = f"{section.url_path}{story.slug}/"

    def _hold(self, section: Section, arriving: int) -> None:
        """Count them, and by that keep every other chunk from this section until ours is written."""
        held = Page.objects.filter(pk=section.pk, path=section.path).update(numchild=F("numchild") + arriving)
        if not held:  # somebody moved it a moment ago
            section.refresh_from_db()
            Page.objects.filter(pk=section.pk).update(numchild=F("numchild") + arriving)

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
            links = [{"story_id": story.pk} | row for story, copy in pairs for row in rows_of(copy)]
            rows.insert(model, list(links[0]) if links else [], [tuple(row.values()) for row in links])
        known_as = [
            (story.pk, copy.source, copy.identifier, digests.of(copy), self.batch.pk)
            for story, copy in pairs
            if copy.identifier
        ]
        rows.insert(SourceId, ("story_id", "source", "identifier", "digest", "batch_id"), known_as)
        self._lead_old_addresses(pairs)

    def _lead_old_addresses(self, pairs: Iterable[tuple[Story, StoryCopy]]) -> None:
        """Each leads to one story, the one that came first."""
        now = timezone.now()
        led = [
            (addresses.old_path(old), True, story.pk, "", "", False, now) for story, copy in pairs for old in copy.old_addresses
        ]
        rows.insert(Redirect, REDIRECT_FIELDS, led, unless_there="old_path")

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


def _own_caption(photo: Photo | None, copy: PhotoCopy | None) -> str:
    """What this story says of a picture that came in before with other words."""
    return copy.caption if photo and copy and copy.caption != photo.caption else ""
