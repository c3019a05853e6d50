"""Stories leave the house: which of them, and how each format wants them, in one file or in one for each story."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import tomli_w
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from redaksi.stories.copy import StoryCopy
from redaksi.stories.models import Paper, Section, Story, Storyline
from redaksi.wire import copying, formats, handover
from redaksi.wire.copying import Copier
from redaksi.wire.for_partners import OutsideCopier
from redaksi.wire.formats import archive_zip
from redaksi.wire.formats.rss_atom.write import Head
from redaksi.wire.models import Partner
from redaksi.wire.status import Status

ARCHIVE = "archive_zip"
ONE_FILE_A_STORY = {"manuscript": "md", "ninjs": "json", "newsml_g2": "xml", "page_html": "html", "page_text": "txt"}
"""With the ending of each file."""
WITH_WITHDRAWN = ("ninjs", ARCHIVE)
Copies = Iterable[StoryCopy]
Progress = Callable[[int], object]


class Unwritable(Exception):
    """Nothing leaves, and why: one line, for a person to read."""


@dataclass(frozen=True)
class Selection:
    """Names of a section and a storyline, days of publication in the paper's zone, both included; empty: all of them."""

    section: str = ""
    storyline: str = ""
    since: date | None = None
    until: date | None = None


@dataclass
class Left:
    """`missing`: photos whose file is not on the disk, by their name there or their uid. `faults`: what a format's own
    schema finds in what was written. Both are for the editors to mend; all else went out.
    """

    stories: int = 0
    photos: int = 0
    missing: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not self.missing and not self.faults


def names() -> list[str]:
    """The formats that are written."""
    return sorted([*ONE_FILE_A_STORY, *_ONE_FILE, ARCHIVE])


def count(selection: Selection, format_name: str, is_all: bool = False, to: Partner | None = None) -> int:
    """Raises `Unwritable`."""
    return _stories(selection, format_name, is_all, to).count()


def partner_named(name: str) -> Partner:
    """Raises `Unwritable`."""
    partner: Partner = _named(Partner, "name", name)
    if not partner.is_on:
        raise Unwritable(_("%(name)s is switched off; nothing goes there.") % {"name": partner.name})
    return partner


def leave(
    path: Path,
    format_name: str,
    selection: Selection | None = None,
    is_all: bool = False,
    progress: Progress = lambda count: None,
    to: Partner | None = None,
) -> Left:
    """Write the published stories of this selection to `path`: a folder, or a file where the format has one for all.

    ninjs says of a withdrawn one that it is; an archive holds it with its past; elsewhere it does not go out. `is_all` is
    the archive of everything, drafts too. What goes `to` a partner is without our notes, and logged as delivered. The
    memory does not grow with the stories. Raises `Unwritable`.
    """
    stories, began_at = _stories(selection or Selection(), format_name, is_all, to), timezone.now()
    left = _leave(path, format_name, stories, is_all, progress, OutsideCopier if to else Copier)
    if to:
        handover.log(to, stories, began_at)
    return left


def _leave(
    path: Path, format_name: str, stories: QuerySet[Story], is_all: bool, progress: Progress, copier: type[Copier]
) -> Left:
    if format_name == ARCHIVE:
        _check_new(path)
        written = archive_zip.write(path, stories, progress, with_ledger=is_all)
        return Left(written.stories, written.photos, written.missing, written.faults)
    if format_name in ONE_FILE_A_STORY:
        return _into_folder(path, format_name, stories, progress, copier)
    return _into_file(path, format_name, stories, progress, copier)


def _stories(selection: Selection, format_name: str, is_all: bool, to: Partner | None) -> QuerySet[Story]:
    if format_name not in names():
        told = {"name": format_name, "all": ", ".join(names())}
        raise Unwritable(_("%(name)s is not written here; there are: %(all)s.") % told)
    if to and format_name == ARCHIVE:
        raise Unwritable(_("An archive holds what is meant for nobody else; choose another format for a partner."))
    if is_all:
        if format_name != ARCHIVE or selection != Selection():
            raise Unwritable(_("Everything goes into one archive: without another format, and without a selection."))
        return Story.objects.order_by("pk")
    visible = Q(is_public=True)
    if format_name in WITH_WITHDRAWN:
        visible |= Q(withdrawal__isnull=False)
    stories = Story.objects.filter(visible, **_limits(selection)).select_related("withdrawal").newest_first()
    return handover.open_to(to, stories) if to else stories


def _limits(selection: Selection) -> dict[str, Any]:
    limits: dict[str, Any] = {}
    if selection.section:
        limits["section"] = _named(Section, "title", selection.section)
    if selection.storyline:
        limits["storyline"] = _named(Storyline, "name", selection.storyline)
    if selection.since:
        limits["published_at__gte"] = _begin(selection.since)
    if selection.until:
        limits["published_at__lt"] = _begin(selection.until + timedelta(days=1))
    return limits


def _named(model: Any, column: str, name: str) -> Any:
    found = model.objects.filter(**{f"{column}__iexact": name}).first()
    if found is None:
        told = {"kind": model._meta.verbose_name, "name": name}
        raise Unwritable(_("There is no %(kind)s called “%(name)s”.") % told)
    return found


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _into_folder(folder: Path, format_name: str, stories: QuerySet[Story], progress: Progress, copier: type[Copier]) -> Left:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Unwritable(_("%(path)s is not an empty folder; name another.") % {"path": folder})
    folder.mkdir(parents=True, exist_ok=True)
    left = Left()
    for story, copy in copying.with_copies(stories, copier):
        text = _written(format_name, story, copy)
        file = (
            folder
            / "stories"
            / (story.section.slug if story.section else "-")
            / f"{story.slug}.{ONE_FILE_A_STORY[format_name]}"
        )
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        left.stories += 1
        if not story.is_withdrawn:
            _put_photos(folder, copy, left)
        progress(1)
    if format_name == "manuscript":
        (folder / "edition.toml").write_text(tomli_w.dumps(_shared()), encoding="utf-8")
    return left


def _written(format_name: str, story: Story, copy: StoryCopy) -> str | bytes:
    write = _writer(format_name)
    return write(copy, status=Status.CANCELED) if story.is_withdrawn else write(copy)


def _into_file(path: Path, format_name: str, stories: QuerySet[Story], progress: Progress, copier: type[Copier]) -> Left:
    """Photos lie in a folder beside it, under the names that the stories call them."""
    _check_new(path)
    left = Left()

    def told() -> Iterator[StoryCopy]:
        for _story, copy in copying.with_copies(stories, copier):
            left.stories += 1
            _put_photos(path.parent, copy, left)
            progress(1)
            yield copy

    with _beside(path) as beside, beside.open("w", encoding="utf-8", newline="") as file:
        file.writelines(_ONE_FILE[format_name](told(), path.suffix.lower()))
    return left


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Renamed into its place when it is whole."""
    beside = path.with_name(f".{path.name}.part")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _check_new(path: Path) -> None:
    if path.exists():
        raise Unwritable(_("%(path)s is there already; name another file.") % {"path": path})
    if not path.absolute().parent.is_dir():
        raise Unwritable(_("There is no folder %(path)s; make it first.") % {"path": path.absolute().parent})


def _put_photos(folder: Path, copy: StoryCopy, left: Left) -> None:
    """Each once, however many stories show it."""
    for photo in copying.photos_in(copy):
        target = folder / photo.file
        if photo.path is None or not photo.path.is_file():
            if photo.file not in left.missing:
                left.missing.append(photo.file)
        elif not target.exists():
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(photo.path, target)
            left.photos += 1


def _shared() -> dict[str, Any]:
    """Where another site listed its stories goes along with an archive alone."""
    shared = asdict(copying.edition())
    del shared["lists"]
    return {"site": {"name": shared.pop("name"), "tagline": shared.pop("tagline")}, **shared}


def _wordpress(copies: Copies, suffix: str) -> Iterable[str]:
    return _module("wordpress").write_all(copies, Paper.load().name, settings.SITE_URL)


def _ghost(copies: Copies, suffix: str) -> Iterable[str]:
    return _writer("ghost")(copies, timezone.now())


def _table(copies: Copies, suffix: str) -> Iterable[str]:
    return _writer("tabular")(copies, "jsonl" if suffix == ".jsonl" else "csv")


def _feed(copies: Copies, suffix: str) -> Iterable[str]:
    """A feed says when its youngest story changed before it says anything else: it is one text."""
    paper, flavor = Paper.load(), {".atom": "atom", ".json": "json"}.get(suffix, "rss")
    head = Head(paper.name, settings.SITE_URL, f"{settings.SITE_URL}/feed", settings.LANGUAGE_CODE, paper.tagline)
    return [_writer("rss_atom")([_at_its_address(copy) for copy in copies], head, flavor)]


def _at_its_address(copy: StoryCopy) -> StoryCopy:
    """Who reads a feed knows a story by where it is."""
    return replace(copy, identifier=f"{settings.SITE_URL}{copy.old_addresses[0]}") if copy.old_addresses else copy


def _module(format_name: str) -> Any:
    return formats.all_formats()[format_name]


def _writer(format_name: str) -> Callable[..., Any]:
    return _module(format_name).write


_ONE_FILE: dict[str, Callable[[Copies, str], Iterable[str]]] = {
    "wordpress": _wordpress,
    "ghost": _ghost,
    "tabular": _table,
    "rss_atom": _feed,
}
"""Piece by piece; the file's ending chooses among what a format has of its own: .csv or .jsonl, .xml, .atom or .json."""
