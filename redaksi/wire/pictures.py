"""Pictures that come with copy: found, and looked into before they come in; the words of those that do not come stay."""

import html
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from redaksi.stories.copy import BlockCopy, PhotoCopy, StoryCopy
from redaksi.stories.models import Photo, Story
from redaksi.wire.item import Place, Unreadable
from redaksi.wire.picture_search import PictureSearch, PictureSources

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP", "HEIF")
LONGEST = {name: Photo._meta.get_field(name).max_length or 0 for name in ("credit", "usage_terms", "creator")}
LONGEST_CREDIT = Story._meta.get_field("lead_credit").max_length


class PictureDesk:
    """Looks for each picture and into it once a chunk, however many stories show it.

    `missing`: by reason, how many could not be had, as often as stories name them.
    """

    def __init__(self, search: PictureSearch | None = None) -> None:
        self.search = search or PictureSearch(PictureSources())
        self.missing: Counter[str] = Counter()
        self._found: dict[tuple[str, Path | Place | None], Path | str] = {}
        self._place: Place | None = None
        self._notes: list[str] = []

    def admit(self, copy: StoryCopy, place: Place | None = None) -> list[str]:
        """Take out of the copy what cannot be had, keeping its words; returns what was taken out and why.

        `place` is where the item lay: its pictures may lie there, too.
        """
        self._place, self._notes = place, []
        self._admit_lead(copy)
        copy.body = [admitted for block in copy.body for admitted in self._admitted(block)]
        copy.missing_photos = len(self._notes)
        return self._notes

    def put_away(self) -> None:
        """When the chunk is written."""
        self._found.clear()
        self.search.put_away()

    @property
    def is_fetching(self) -> bool:
        return self.search.is_fetching

    def close(self) -> None:
        self.search.close()

    def told(self) -> dict[str, Any]:
        """As the report's proof has it."""
        missing = {"missing": self.missing.total(), "reasons": dict(self.missing.most_common())}
        return {name: self.search.counts[name] for name in ("beside", "in_folder", "fetched", "kept")} | missing

    def _admit_lead(self, copy: StoryCopy) -> None:
        if copy.lead_photo is None:
            return
        photo, why = self._looked_for(copy.lead_photo)
        if why:
            copy.lead_credit = (copy.lead_credit or photo.credit)[:LONGEST_CREDIT]
            copy.lead_caption = copy.lead_caption or photo.caption
            self._note(photo, why)
        copy.lead_photo = None if why else photo

    def _admitted(self, block: BlockCopy) -> Iterator[BlockCopy]:
        if block.kind == "photo":
            photo, why = self._looked_for(block.value)
            yield self._in_words(photo, why) if why else replace(block, value=photo)
        elif block.kind == "gallery":
            yield from self._gallery(block)
        else:
            yield block

    def _gallery(self, block: BlockCopy) -> Iterator[BlockCopy]:
        looked_for = [self._looked_for(photo) for photo in block.value["photos"]]
        if shown := [photo for photo, why in looked_for if not why]:
            yield replace(block, value={**block.value, "photos": shown})
        for photo, why in looked_for:
            if why:
                yield self._in_words(photo, why)

    def _in_words(self, photo: PhotoCopy, why: str) -> BlockCopy:
        self._note(photo, why)
        words = " ".join(filter(None, [photo.caption or photo.alt, f"({photo.credit})" if photo.credit else ""]))
        return BlockCopy("text", f"<p><i>{html.escape(words or photo.file, quote=False)}</i></p>")

    def _note(self, photo: PhotoCopy, why: str) -> None:
        self.missing[why] += 1
        told = {"file": photo.file[:200], "why": why}
        self._notes.append(_("picture %(file)s: %(why)s; its words were kept") % told)

    def _looked_for(self, photo: PhotoCopy) -> tuple[PhotoCopy, str]:
        """The picture with its file, and why it does not come in; empty where it does."""
        key = photo.file, photo.path or self._place
        if key not in self._found:
            self._found[key] = self._file_of(photo)
        found = self._found[key]
        if isinstance(found, str):
            return photo, found
        return replace(photo, path=found, **{name: getattr(photo, name)[:longest] for name, longest in LONGEST.items()}), ""

    def _file_of(self, photo: PhotoCopy) -> Path | str:
        try:
            path = photo.path or self.search.path_of(photo.file, self._place)
        except Unreadable as missing:
            return str(missing)
        why = refusal_of(path)
        if why and photo.path is None:
            self.search.discard(photo.file, why)
        return why or path


def refusal_of(path: Path) -> str:
    """Why this file is no picture that we take, by what is in it, whatever it is called; empty where it is one."""
    try:
        if path.stat().st_size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
            return _("the picture is larger than this paper takes")
        return _refusal_by_content(path)
    except (UnidentifiedImageError, SyntaxError, ValueError, EOFError):
        return _("the file is not a picture")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return _("the picture has more pixels than this paper takes")
    except OSError:
        return _("the picture's file is damaged or cannot be read")


def _refusal_by_content(path: Path) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(path, formats=FORMATS) as image:
            if image.width * image.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                return _("the picture has more pixels than this paper takes")
            image.draft("RGB", (image.width // 8, image.height // 8))  # a JPEG is read whole, and kept small
            image.load()
    return ""
