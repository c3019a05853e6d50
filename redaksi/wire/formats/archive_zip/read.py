"""From an archive to items, as those of any other system: for a paper that has stories of its own already."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from django.utils.translation import gettext as _

from redaksi.stories.copy import (
    BlockCopy,
    ContributorCopy,
    EditionCopy,
    PhotoCopy,
    SectionCopy,
    StoryCopy,
    StorylineCopy,
    TopicCopy,
)
from redaksi.stories.past import PaperPast
from redaksi.wire.item import House, Item, OwnFolder
from redaksi.wire.opened import OpenedFile
from redaksi.wire.refusal import Refusal

from .archive import Archive


def read(opened: OpenedFile, house: House) -> Iterator[Item | EditionCopy | Refusal]:
    """Without number, versions and past: those come back by `wire.reinstating`. Raises `Unreadable`."""
    archive = Archive(opened.stream)
    yield _edition(archive.paper())
    originals = {f"photos/{photo.uid.replace('-', '')[:8]}-{photo.file}": original for photo, original in archive.photos()}
    for name, copy, past in archive.stories():
        if past.state == "withdrawn":
            why = _("withdrawn by its sender: %(headline)s") % {"headline": copy.headline[:100]}
            yield Refusal(f"{opened.name}/{name}", why)
        else:
            yield _item(f"{opened.name}/{name}", copy, archive, originals)


def _item(name: str, copy: StoryCopy, archive: Archive, originals: dict[str, str]) -> Item:
    """Its pictures lie in a folder of its own, which goes when the item does."""
    folder = Path(tempfile.mkdtemp(prefix="redaksi-archive-"))
    item = Item(name, copy, folder=OwnFolder(folder))

    def unpacked(photo: PhotoCopy) -> PhotoCopy:
        original = originals.get(photo.file)
        if not original:
            return photo
        path = folder / Path(original).name
        if not path.exists():
            archive.unpack(original, path)
        return replace(photo, path=path)

    copy.lead_photo = unpacked(copy.lead_photo) if copy.lead_photo else None
    for index, block in enumerate(copy.body):
        if block.kind == "photo":
            copy.body[index] = BlockCopy("photo", unpacked(block.value))
        elif block.kind == "gallery":
            shown = [unpacked(each) for each in block.value["photos"]]
            copy.body[index] = BlockCopy("gallery", {**block.value, "photos": shown})
    return item


def _edition(paper: PaperPast) -> EditionCopy:
    return EditionCopy(
        name=str(paper.imprint.get("name", "")),
        tagline=str(paper.imprint.get("tagline", "")),
        sections=[SectionCopy(one.name, one.description) for one in paper.sections],
        contributors=[ContributorCopy(one.name, one.desk, one.job_title, one.bio) for one in paper.contributors],
        topics=[TopicCopy(one.name, one.kind, one.description, tuple(one.spellings)) for one in paper.topics],
        storylines=[StorylineCopy(one.name, one.description) for one in paper.storylines],
    )
