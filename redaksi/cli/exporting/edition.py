"""An edition written to a folder: one file a story, its pictures, and what stories share."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import tomli_w

from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble
from redaksi.stories.copy import PhotoCopy, StoryCopy
from redaksi.stories.models import Section, Story
from redaksi.wire import copying, formats

ENDINGS = {"manuscript": "md"}


@dataclass
class Written:
    stories: int = 0
    photos: int = 0


def write(folder: Path, format_name: str, section: str | None, advance: Callable[[int], object]) -> Written:
    """Write every published story, of one section where it is named. Raises `Trouble`."""
    _check(folder, format_name)
    written = Written()
    for story, copy in copying.with_copies(_stories(section)):
        _write_story(folder, story, formats.all_formats()[format_name].write(copy), ENDINGS[format_name])  # type: ignore[attr-defined]
        written.stories += 1
        written.photos += _copy_photos(folder, copy)
        advance(1)
    (folder / "edition.toml").write_text(tomli_w.dumps(_shared()), encoding="utf-8")
    return written


def count(section: str | None) -> int:
    return _stories(section).count()


def _stories(section: str | None) -> Any:
    stories = Story.objects.published().newest_first()
    if section is None:
        return stories
    if not Section.objects.filter(title__iexact=section).exists():
        names = ", ".join(Section.objects.values_list("title", flat=True))
        raise Trouble(_("There is no section %(name)s; there are: %(all)s.") % {"name": section, "all": names})
    return stories.filter(section__title__iexact=section)


def _check(folder: Path, format_name: str) -> None:
    if format_name not in ENDINGS:
        raise Trouble(_("%(name)s is not written here; there are: %(all)s.") % {"name": format_name, "all": ", ".join(ENDINGS)})
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Trouble(_("%s is not an empty folder; name another.") % folder)
    folder.mkdir(parents=True, exist_ok=True)


def _write_story(folder: Path, story: Story, text: str, ending: str) -> None:
    file = folder / "stories" / (story.section.slug if story.section else "-") / f"{story.slug}.{ending}"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _copy_photos(folder: Path, copy: StoryCopy) -> int:
    return sum(_copy_photo(folder, photo) for photo in copying.photos_in(copy))


def _copy_photo(folder: Path, photo: PhotoCopy) -> bool:
    target = folder / photo.file
    if photo.path is None or not photo.path.is_file() or target.exists():
        return False
    target.parent.mkdir(exist_ok=True)
    shutil.copyfile(photo.path, target)
    return True


def _shared() -> dict[str, Any]:
    shared = asdict(copying.edition())
    return {"site": {"name": shared.pop("name"), "tagline": shared.pop("tagline")}, **shared}
