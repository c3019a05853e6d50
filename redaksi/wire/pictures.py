"""Pictures that come with copy: looked into before they come in; the words of those that do not come stay."""

import html
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from redaksi.stories.copy import BlockCopy, PhotoCopy, StoryCopy

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP", "HEIF")


class PictureDesk:
    """Looks at each file once a run, however many stories show it."""

    def __init__(self) -> None:
        self._refusals: dict[Path, str] = {}

    def admit(self, copy: StoryCopy) -> list[str]:
        """Take out of the copy what is no picture, keeping its words; returns what was taken out and why."""
        notes: list[str] = []
        if copy.lead_photo and (why := self._refusal(copy.lead_photo)):
            copy.lead_credit = copy.lead_credit or copy.lead_photo.credit
            copy.lead_caption = copy.lead_caption or copy.lead_photo.caption
            notes.append(_told(copy.lead_photo, why))
            copy.lead_photo = None
        copy.body = [admitted for block in copy.body for admitted in self._admitted(block, notes)]
        return notes

    def _admitted(self, block: BlockCopy, notes: list[str]) -> Iterator[BlockCopy]:
        if block.kind == "photo":
            yield self._shown_or_told(block, block.value, notes)
        elif block.kind == "gallery":
            yield from self._gallery(block, notes)
        else:
            yield block

    def _gallery(self, block: BlockCopy, notes: list[str]) -> Iterator[BlockCopy]:
        photos = block.value["photos"]
        refused = [photo for photo in photos if self._refusal(photo)]
        shown = [photo for photo in photos if photo not in refused]
        if shown:
            yield replace(block, value={**block.value, "photos": shown})
        for photo in refused:
            yield self._shown_or_told(block, photo, notes)

    def _shown_or_told(self, block: BlockCopy, photo: PhotoCopy, notes: list[str]) -> BlockCopy:
        why = self._refusal(photo)
        if not why:
            return block
        notes.append(_told(photo, why))
        words = " ".join(filter(None, [photo.caption or photo.alt, f"({photo.credit})" if photo.credit else ""]))
        return BlockCopy("text", f"<p><i>{html.escape(words or photo.file, quote=False)}</i></p>")

    def _refusal(self, photo: PhotoCopy) -> str:
        """Why the picture does not come in; empty where it does."""
        if photo.path is None:
            return _("there is no such picture")
        if photo.path not in self._refusals:
            self._refusals[photo.path] = refusal_of(photo.path)
        return self._refusals[photo.path]


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


def _told(photo: PhotoCopy, why: str) -> str:
    return _("picture %(file)s: %(why)s; its words were kept") % {"file": photo.file[:200], "why": why}
