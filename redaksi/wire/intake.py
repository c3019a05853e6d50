"""Everything that comes in from elsewhere comes in here: read, recognized, checked, filed, told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext as _

from redaksi.stories.copy import EditionCopy
from redaksi.wire import ahead, formats, reading
from redaksi.wire.filing import Filing
from redaksi.wire.memory import set_for_a_long_run
from redaksi.wire.pace import Pace
from redaksi.wire.picture_search import PictureSearch, PictureSources
from redaksi.wire.pictures import PictureDesk
from redaksi.wire.reading import Order, Read, our_house
from redaksi.wire.refusal import Refusal
from redaksi.wire.report import Report

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
    order = Order(tuple(map(Path, paths)), our_house(), format, section, column_map)
    return _Intake(filing, progress or (lambda count: None), pace).run(order)


class _Intake:
    def __init__(self, filing: Filing, progress: Progress, pace: Pace) -> None:
        self._filing = filing
        self._report = filing.report
        self._progress = progress
        self._pace = pace

    def run(self, order: Order) -> Report:
        reader = ahead if ahead.is_worth_it(order) else reading
        try:
            with set_for_a_long_run(), closing(reader.items_of(order, self._pace.read)) as items:
                for read in items:
                    self._take(read)
                self._filing.finish()
        finally:
            self._filing.close()
        return self._report

    def _take(self, read: Read) -> None:
        if isinstance(read, EditionCopy):
            self._introduce(read)
        elif isinstance(read, Refusal):
            self._report.refuse(read.name, read.reason, read.count)
            self._progress(read.count)
        else:
            self._filing.add(read)
            self._progress(1)

    def _introduce(self, edition: EditionCopy) -> None:
        given = {"name": edition.name, "tagline": edition.tagline}
        self._report.site |= {key: text for key, text in given.items() if text}
        self._filing.introduce(edition)
