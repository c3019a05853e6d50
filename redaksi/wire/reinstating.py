"""An archive of our own comes back: the same stories at the same addresses, with their past."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from itertools import batched
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from redaksi.stories import ledger
from redaksi.stories.actions.lead_again import lead_again
from redaksi.stories.actions.protect import protect_again
from redaksi.stories.actions.reinstate import points_at, reinstate, taken, tie_reinstated
from redaksi.stories.actions.reopen import hang_up, reopen
from redaksi.stories.models import Batch, Story
from redaksi.wire import formats
from redaksi.wire.formats.archive_zip import Archive, members
from redaksi.wire.item import Unreadable
from redaksi.wire.opened import opened
from redaksi.wire.pictures import refusal_of
from redaksi.wire.report import Report

if TYPE_CHECKING:
    from redaksi.staff.models import User
    from redaksi.stories.past import StoryPast

CHUNK = 100
SOURCE = "archive_zip"
BROKEN = (DatabaseError, ValidationError, ValueError, OSError, LookupError, TypeError, AttributeError)


def is_archive(path: Path) -> bool:
    try:
        with opened(path, path.name) as file:
            return formats.format_of(file.head, file.name) == SOURCE
    except Unreadable:
        return False


def bring_back(
    paths: Iterable[Path], by: User | None = None, dry_run: bool = False, progress: Callable[[int], object] = lambda count: None
) -> Report:
    """Of these archives every story whose number, uid and address are free here; the others are told with the reason.

    Safe to repeat and to stop: each chunk comes back whole, and what is here is passed over. Nothing is raised for what is
    wrong with the archive; `PermissionDenied` is.
    """
    report = Report(is_dry_run=dry_run)
    for path in paths:
        try:
            with opened(path, path.name) as file:
                _Return(Archive(file.stream), report, by, progress).run()
        except Unreadable as unreadable:
            report.refuse(path.name, str(unreadable))
    return report


class _Return:
    def __init__(self, archive: Archive, report: Report, by: User | None, progress: Callable[[int], object]) -> None:
        self._archive = archive
        self._report = report
        self._by = by
        self._progress = progress
        self._loose: list[int] = []
        self._is_any_back = False

    def run(self) -> None:
        if self._report.is_dry_run:
            for chunk in batched(self._archive.stories(), CHUNK):
                self._free(chunk)
            return
        try:
            self._ground = reopen(self._archive.paper(), self._photos(), self._by)
        except BROKEN as error:
            raise Unreadable(_("what its stories share does not come in: %(error)s") % {"error": str(error)[:150]}) from error
        self._bring_ledger()
        self._batch = Batch.objects.create(source=SOURCE, brought_by=self._by, was_public=True)
        for chunk in batched(self._archive.stories(), CHUNK):
            free = self._free(chunk)
            self._write(free)
            self._progress(len(chunk))
        for pointing in batched(self._loose, CHUNK):
            tie_reinstated(pointing)
        lead_again(self._archive.redirects(), self._by)
        protect_again()
        if self._is_any_back:
            self._report.batch = str(self._batch.uid)
        else:
            self._batch.delete()

    def _bring_ledger(self) -> None:
        """Before any story: what is masked and what was withdrawn is known by then. Stories do not wait for it."""
        try:
            self._report.ledger += ledger.bring_back(self._archive.ledger())
        except (*BROKEN, Unreadable) as error:
            self._report.note(members.LEDGER, [str(error) or type(error).__name__])

    def _photos(self) -> dict[str, int]:
        """Ids by uid; each file is unpacked under a name of ours, looked into, and gone again."""
        found = {}
        with tempfile.TemporaryDirectory(prefix="redaksi-archive-") as folder:
            path = Path(folder, "original")
            for photo, original in self._archive.photos():
                why = self._refusal(original, path)
                if why:
                    self._report.note(photo.file, [why])
                else:
                    found[photo.uid] = hang_up(photo, path)
                    self._report.photos += 1
        return found

    def _refusal(self, original: str, path: Path) -> str:
        if not original:
            return _("there is no such picture")
        self._archive.unpack(original, path)
        return refusal_of(path)

    def _free(self, chunk: Iterable[tuple[str, object, StoryPast]]) -> list[tuple[str, StoryPast]]:
        named = [(name, past) for name, _copy, past in chunk]
        reasons = taken([past for _name, past in named])
        self._report.items += len(named)
        for name, past in named:
            if past.uid in reasons:
                self._pass_over(name, past, reasons[past.uid])
        return [(name, past) for name, past in named if past.uid not in reasons]

    def _pass_over(self, name: str, past: StoryPast, why: str) -> None:
        here = Story.objects.filter(uid=past.uid).values_list("pk", "number").first()
        if here is None or here[1] != past.number:
            self._report.skip(name, why)
            return
        self._report.is_unchanged(name)
        if points_at(past):
            self._loose.append(here[0])

    def _write(self, named: Sequence[tuple[str, StoryPast]]) -> None:
        """All of them; where the database refuses one, the others without it."""
        if not named:
            return
        pasts = [past for _name, past in named]
        try:
            with transaction.atomic():
                stories = reinstate(pasts, self._ground, self._batch, self._by)
        except BROKEN as error:
            if len(named) == 1:
                self._report.skip(named[0][0], str(error) or type(error).__name__)
                return
            middle = len(named) // 2
            self._write(named[:middle])
            self._write(named[middle:])
            return
        for story, past in zip(stories, pasts, strict=True):
            self._tell(story, past)

    def _tell(self, story: Story, past: StoryPast) -> None:
        self._is_any_back = True
        self._report.stories += 1
        self._report.words += story.word_count
        self._report.is_at(story.address or f"/admin/pages/{story.pk}/edit/")
        if points_at(past):
            self._loose.append(story.pk)
