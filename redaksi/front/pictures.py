"""Photographs as pages show them: sizes that exist already, chosen by the browser, with room kept for them."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import Filter, SourceImageIOError

from redaksi.stories import renditions
from redaksi.stories.models import Photo, Rendition

log = logging.getLogger(__name__)

SHAPES = {"wide": renditions.WIDE_SPECS, "whole": renditions.WHOLE_SPECS}
DRAWN = {"digitalCreation", "dataDrivenMedia", "screenCapture"}  # nothing of a map or a chart may be cut away


@dataclass(frozen=True)
class Picture:
    """What an `<img>` needs. `made` is never empty and ordered by width."""

    photo: Photo
    made: Sequence[Rendition]

    @property
    def largest(self) -> Rendition:
        return self.made[-1]

    @property
    def plain(self) -> Rendition:
        """For a browser that knows no `srcset`."""
        return self.made[min(1, len(self.made) - 1)]

    @property
    def srcset(self) -> str:
        return ", ".join(f"{one.url} {one.width}w" for one in self.made)


def picture_of(photo: Photo | None, shape: str = "wide") -> Picture | None:
    """No query where the renditions were prefetched; those that are missing are made, once. None where none can be."""
    if photo is None or photo.pk is None:
        return None
    specs = SHAPES[shape]
    made = _at_hand(photo, specs)
    if len(made) < len(specs):
        made = _made_now(photo, [spec for spec in specs if spec not in made]) | made
    by_width = {one.width: one for one in made.values()}
    return Picture(photo, [by_width[width] for width in sorted(by_width)]) if by_width else None


def is_drawn(photo: Photo) -> bool:
    return photo.digital_source_type in DRAWN


def shape_of(photo: Photo) -> str:
    return "whole" if is_drawn(photo) else "wide"


def _at_hand(photo: Photo, specs: Sequence[str]) -> dict[str, Rendition]:
    keys = {spec: Filter(spec).get_cache_key(photo) for spec in specs}
    return {
        one.filter_spec: one
        for one in photo.renditions.all()
        if one.filter_spec in keys and one.focal_point_key == keys[one.filter_spec]
    }


def _made_now(photo: Photo, specs: Sequence[str]) -> dict[str, Any]:
    try:
        return photo.get_renditions(*specs)
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        log.warning("The file of photo %s cannot be read", photo.pk)
        return {}
