"""Everything that comes in from elsewhere comes in here: read, recognized, checked, filed, told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from django.utils import timezone
from django.utils.translation import gettext as _

from redaksi.stories import digests
from redaksi.stories.copy import EditionCopy
from redaksi.stories.models import Section
from redaksi.stories.slugs import slug_of
from redaksi.wire import formats
from redaksi.wire.files import Found, found_at
from redaksi.wire.filing import Filing
from redaksi.wire.fitting import fit
from redaksi.wire.item import House, Item, Unreadable
from redaksi.wire.memory import little_mapped
from redaksi.wire.opened import OpenedFile
from redaksi.wire.pace import Pace
from redaksi.wire.packed import unpacked
from redaksi.wire.picture_search import PictureSearch, PictureSources
from redaksi.wire.pictures import PictureDesk
from redaksi.wire.refusal import Refusal
from redaksi.wire.report import Report
from redaksi.wire.sections import NewSections

if TYPE_CHECKING:
    from redaksi.staff.models import User

Progress = Callable[[int], object]


def bring(
    paths: Iterable[Path | str],
    *,
    format: str | None = None,  # noqa: A002 -- what the command line calls it
    section: str | None = None,
    as_: Literal["draft", "published"] = "draft",
    by: User | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
    column_map: str = "",
    pictures: PictureSources | None = None,
    pace: Pace | None = None,
) -> Report:
    """Bring in the stories of these files and folders, as drafts or as what was public already.

    `format` and `section` stand above what the files say. `by` is None for the machine's own administrator.
    `progress` is told after each item how many more are done. `column_map` says which column of a table is which field:
    "headline=title,body=content". `pictures`: where those are looked for that do not come with their item; nothing is
    fetched unless told. `pace` hears how far the run is. Whatever does not come in stands in the report with its
    reason; nothing is raised for it. Raises `PermissionDenied`, and `LookupError` for a format that nobody knows.
    """
    if format is not None and format not in formats.all_formats():
        raise LookupError(_("There is no format “%(format)s”.") % {"format": format})
    pace = pace or Pace()
    sources = pictures or PictureSources()
    search = PictureSearch(replace(sources, is_fetching=sources.is_fetching and not dry_run), pace.picture)
    filing = Filing(as_ == "published", by, dry_run, PictureDesk(search))
    return _Intake(format, section, filing, progress or (lambda count: None), pace, column_map).run(paths)


class _Intake:
    def __init__(
        self,
        format_name: str | None,
        section: str | None,
        filing: Filing,
        progress: Progress,
        pace: Pace,
        column_map: str = "",
    ) -> None:
        self._format_name = format_name
        self._section = section
        self._filing = filing
        self._report = filing.report
        self._progress = progress
        self._pace = pace
        self._column_map = column_map
        self._house = our_house()
        self._sections = NewSections(self._house.sections)

    def run(self, paths: Iterable[Path | str]) -> Report:
        try:
            with little_mapped():
                self._bring_all(paths)
        finally:
            self._filing.close()
        return self._report

    def _bring_all(self, paths: Iterable[Path | str]) -> None:
        for found in found_at(paths):
            for item in self._items_of(found):
                self._filing.add(item)
                self._progress(1)
            self._pace.file_read(found.size)
        self._filing.finish()

    def _items_of(self, found: Found) -> Iterator[Item]:
        if found.refusal:
            self._refuse(Refusal(found.name, found.refusal))
            return
        try:
            for file in unpacked(found.path, found.name, self._column_map):
                if isinstance(file, Refusal):
                    self._refuse(file)
                else:
                    yield from self._in_file(file)
        except Unreadable as unreadable:
            self._refuse(Refusal(found.name, str(unreadable)))

    def _in_file(self, file: OpenedFile) -> Iterator[Item]:
        try:
            yield from self._read(file)
        except Unreadable as unreadable:
            self._refuse(Refusal(file.name, str(unreadable)))

    def _refuse(self, refusal: Refusal) -> None:
        self._report.refuse(refusal.name, refusal.reason, refusal.count)
        self._progress(refusal.count)

    def _read(self, file: OpenedFile) -> Iterator[Item]:
        name = format_for(file, self._format_name)
        for read in formats.all_formats()[name].read(file, self._house):
            if isinstance(read, EditionCopy):
                self._introduce(read)
            elif isinstance(read, Refusal):
                self._refuse(read)
            else:
                yield self._prepared(read, name, file)
                self._pace.item_read(file)

    def _introduce(self, edition: EditionCopy) -> None:
        given = {"name": edition.name, "tagline": edition.tagline}
        edition.sections = [section for section in edition.sections if self._sections.has_room_for(section.name)]
        self._report.site |= {key: text for key, text in given.items() if text}
        self._filing.introduce(edition)

    def _prepared(self, item: Item, format_name: str, file: OpenedFile) -> Item:
        copy = item.copy
        copy.section = self._section or copy.section
        item.unplaced += self._sections.admit(copy)
        copy.source = (copy.source or item.medium or format_name)[:200]
        copy.identifier = (copy.identifier or _identifier(item))[:700]
        item.unplaced += fit(copy, self._house.now)
        item.place = file.place
        copy.digest = digests.of(copy)
        return item


def our_house() -> House:
    names = Section.objects.values_list("title", flat=True)
    return House(timezone.get_default_timezone(), timezone.now(), frozenset(name.casefold() for name in names))


def format_for(file: OpenedFile, given: str | None) -> str:
    """Raises `Unreadable` where no format knows the file."""
    name = given or formats.format_of(file.head, file.name)
    if name is None:
        raise Unreadable(_("no format that is known"))
    return name


def _identifier(item: Item) -> str:
    """The file's name with the headline's: the same page comes in once, another page of that file name for itself."""
    return f"{Path(item.name).name}#{slug_of(item.copy.headline)}"
