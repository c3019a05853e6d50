"""Items on their way into the house: known ones told from new ones, each chunk written whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils.translation import gettext as _

from redaksi.stories import actions, digests
from redaksi.stories.models import Batch, SourceId, Story
from redaksi.wire import loose_ends
from redaksi.wire.comments import CommentFile
from redaksi.wire.item import Item
from redaksi.wire.pictures import PictureDesk
from redaksi.wire.proof import Proof, photos_in, words_in
from redaksi.wire.report import Report
from redaksi.wire.statistics import Statistics

if TYPE_CHECKING:
    from redaksi.staff.models import User
    from redaksi.stories.copy import EditionCopy, ListAddress

CHUNK = 500
CHUNK_WHILE_FETCHING = 50
KNOWN = ("source", "identifier", "digest", "story_id", "missing_photos")
Key = tuple[str, str]


class Filing:
    """One run. `report` is filled as it goes."""

    def __init__(self, is_public: bool, by: User | None, is_dry_run: bool, pictures: PictureDesk | None = None) -> None:
        self.report = Report(is_dry_run=is_dry_run)
        self._pictures = pictures or PictureDesk()
        self._lists: list[ListAddress] = []
        self._is_public = is_public
        self._by = by
        self._waiting: dict[Key, Item] = {}
        self._batch: Batch | None = None
        self._proof = Proof()
        self._comments = CommentFile()
        self._statistics = Statistics()

    def introduce(self, edition: EditionCopy) -> None:
        if not self.report.is_dry_run:
            actions.introduce(edition, by=self._by)
            self._lists += edition.lists

    def add(self, item: Item) -> None:
        """Waits until a chunk is full; an item that came a moment ago is written first, so that it is recognized."""
        self.report.items += 1
        key = (item.copy.source, item.copy.identifier)
        if key in self._waiting or len(self._waiting) >= (CHUNK_WHILE_FETCHING if self._pictures.is_fetching else CHUNK):
            self._write_waiting()
        self._waiting[key] = item

    def finish(self) -> None:
        self._write_waiting()
        if not self.report.is_dry_run:
            loose_ends.tie()
        actions.lead_lists(self._lists, by=self._by)
        self._proof.compare_lists(self._lists)
        self.report.proof = self._proof.told(self.report, self._pictures.told())

    def close(self) -> None:
        """Leave no row of a run in which nothing came in. One that is stopped between writing and counting has its stories."""
        self._pictures.close()
        if self._batch and not (self.report.stories or self.report.comments):
            with suppress(ProtectedError):
                self._batch.delete()
                self.report.batch = ""

    def _write_waiting(self) -> None:
        """Pictures are fetched before anything is written: no transaction is open while somebody else's server thinks."""
        items, self._waiting = list(self._waiting.values()), {}
        known = _known(items)
        new, changed, unchanged = [], [], []
        for item in items:
            digest, story_id, missing = known.get((item.copy.source, item.copy.identifier), ("", None, 0))
            if story_id is None:
                new.append(item)
            elif digest != digests.of(item.copy):
                changed.append((item, story_id))
            else:
                unchanged.append((item, story_id, missing))
        for item in [*new, *(item for item, _id in changed), *(item for item, _id, missing in unchanged if missing)]:
            self._admit_pictures(item)
        self._write([item for item in new if self._goes_public(item)], is_public=True)
        self._write([item for item in new if not self._goes_public(item)], is_public=False)
        for item, story_id in changed:
            self._renew(item, story_id)
        for item, story_id, missing in unchanged:
            self._leave_as_it_is(item, story_id, missing)
        self._pictures.put_away()
        self._statistics.follow(self.report.stories)

    def _admit_pictures(self, item: Item) -> None:
        if missing := self._pictures.admit(item.copy, item.place):
            item.unplaced += missing
            item.words = words_in(item.copy.body)  # those of the pictures stand in the text now

    def _goes_public(self, item: Item) -> bool:
        """Without its day of publication nobody can say that it was public: then it is a draft."""
        return self._is_public and item.copy.published_at is not None

    def _write(self, items: list[Item], is_public: bool) -> None:
        """All of them; where the database refuses one, the others without it."""
        if not items:
            return
        try:
            stories = self._arrive(items, is_public)
        except (DatabaseError, ValidationError, ValueError, OSError) as error:
            if len(items) == 1:
                self.report.skip(items[0].name, _reason(error))
                return
            middle = len(items) // 2
            self._write(items[:middle], is_public)
            self._write(items[middle:], is_public)
            return
        for item, story in zip(items, stories, strict=True):
            self._tell(item, story)
        if not self.report.is_dry_run:
            self._proof.compare(items, [story.pk for story in stories])

    def _arrive(self, items: list[Item], is_public: bool) -> list[Story]:
        if self.report.is_dry_run:
            return [Story(title=item.copy.headline, live=False, word_count=item.words) for item in items]
        copies = [item.copy for item in items]
        arrive = actions.take_over if is_public else actions.bring_in
        batch = self._batch_of(items[0])
        with transaction.atomic():
            stories = arrive(batch, copies, by=self._by)
            loose_ends.remember(self.report.batch, stories, copies)
            for item, story in zip(items, stories, strict=True):
                self._keep_comments(item, story)
        return stories

    def _keep_comments(self, item: Item, story: Story) -> None:
        """Before the stories stand: a run that is killed here writes them twice, and loses none."""
        self._comments.keep(self.report.batch, story, item.copy, item.comments)
        self.report.comments = self._comments.count

    def _renew(self, item: Item, story_id: int) -> None:
        story = Story.objects.get(pk=story_id)
        try:
            if not self.report.is_dry_run:
                version = actions.renew(story, item.copy, self._batch_of(item), by=self._by)
                self._proof.compare_versions([version.latest_revision_id])
                self._keep_comments(item, version)
        except (DatabaseError, ValidationError, ValueError, OSError) as error:
            self.report.skip(item.name, _reason(error))
            return
        self.report.new_versions += 1
        self._tell(item, story, is_new=False)

    def _leave_as_it_is(self, item: Item, story_id: int, missing: int) -> None:
        """Pictures that it lacks may be there by now, and readers may have gone on writing below it."""
        if missing and item.copy.missing_photos < missing:
            self._illustrate(item, story_id)
        else:
            self.report.is_unchanged(item.name)
        if missing:
            self.report.note(item.name, item.unplaced)
        if item.comments and not self.report.is_dry_run and self._comments.new_ones(story_id, item.copy, item.comments):
            self._batch_of(item)
            self._keep_comments(item, Story.objects.only("pk", "address").get(pk=story_id))

    def _illustrate(self, item: Item, story_id: int) -> None:
        try:
            story = Story.objects.get(pk=story_id) if self.report.is_dry_run else self._illustrated(item, story_id)
        except (DatabaseError, ValidationError, ValueError, OSError) as error:
            self.report.skip(item.name, _reason(error))
            return
        if story is None:
            item.unplaced.append(_("its pictures can be had now, but somebody has worked on it here: put them in by hand"))
            self.report.is_unchanged(item.name)
            return
        self.report.illustrated += 1
        self.report.photos += photos_in(item.copy)
        self.report.is_at(_url(story, is_new=True))

    def _illustrated(self, item: Item, story_id: int) -> Story | None:
        story = actions.illustrate(story_id, item.copy, by=self._by)
        if story:
            self._proof.compare_pictures(item.copy, story_id)
        return story

    def _batch_of(self, item: Item) -> Batch:
        """The run's own row, made when there is something to put into it."""
        if self._batch is None:
            self._batch = Batch.objects.create(source=item.copy.source, brought_by=self._by, was_public=self._is_public)
            self.report.batch = str(self._batch.uid)
        return self._batch

    def _tell(self, item: Item, story: Story, is_new: bool = True) -> None:
        copy, report = item.copy, self.report
        report.stories += 1
        report.words += story.word_count
        report.photos += photos_in(copy)
        report.recognize(copy)
        report.leave_out(item.name, item.left_out)
        report.note(item.name, item.unplaced)
        if copy.is_published_at_approximate and copy.published_at:
            report.date_by_text(item.name, copy.published_at.date())
        if is_new and self._is_public and not copy.published_at:
            report.note(item.name, [_("came in as a draft, for nobody knows when it was published")])
        if not report.is_dry_run:
            report.is_at(_url(story, is_new))


def _known(items: list[Item]) -> dict[Key, tuple[str, int, int]]:
    """Digest, story and how many pictures it lacks, of those that came in before."""
    identifiers = [item.copy.identifier for item in items]
    rows = SourceId.objects.filter(source__in={item.copy.source for item in items}, identifier__in=identifiers)
    return {
        (source, identifier): (digest, story_id, missing)
        for source, identifier, digest, story_id, missing in rows.values_list(*KNOWN)
    }


def _url(story: Story, is_new: bool) -> str:
    """Where readers find it; where it is edited, as long as they do not."""
    return story.address if is_new and story.address else reverse("wagtailadmin_pages:edit", args=[story.pk])


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
