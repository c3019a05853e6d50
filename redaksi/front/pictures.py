"""Photographs as pages show them: sizes that exist already, chosen by the browser, with room kept for them."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import Filter, SourceImageIOError

from redaksi.stories import renditions
from redaksi.stories.cards import CardPhoto, CardRendition
from redaksi.stories.models import Photo, Rendition

type Made = Rendition | CardRendition
HIGH, LAZY = SafeString(' fetchpriority="high"'), SafeString(' loading="lazy"')
FOCUS = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
log = logging.getLogger(__name__)

SHAPES = {"wide": renditions.WIDE_SPECS, "whole": renditions.WHOLE_SPECS}
DRAWN = {"digitalCreation", "dataDrivenMedia", "screenCapture"}  # nothing of a map or a chart may be cut away


@dataclass(frozen=True)
class Picture:
    """What an `<img>` needs. `made` is never empty and ordered by width."""

    photo: Photo | CardPhoto
    made: Sequence[Made]

    @property
    def largest(self) -> Made:
        return self.made[-1]

    @property
    def plain(self) -> Made:
        """For a browser that knows no `srcset`."""
        return self.made[min(1, len(self.made) - 1)]

    @property
    def srcset(self) -> str:
        return ", ".join(f"{one.url} {one.width}w" for one in self.made)


def img(photo: Photo | CardPhoto | None, sizes: str, shape: str = "wide", is_first: bool = False) -> SafeString:
    """An `<img>` with every size there is; empty where there is none. `is_first`: the reader sees it at once, so it is
    fetched at once."""
    picture = picture_of(photo, shape)
    if picture is None:
        return SafeString()
    largest = picture.largest
    return format_html(
        '<img class="picture picture--{}" src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}"{} decoding="async">',
        *(shape, picture.plain.url, picture.srcset, sizes, str(largest.width), str(largest.height), picture.photo.alt),
        HIGH if is_first else LAZY,
    )


def picture_of(photo: Photo | CardPhoto | None, shape: str = "wide") -> Picture | None:
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


def _at_hand(photo: Photo | CardPhoto, specs: Sequence[str]) -> dict[str, Made]:
    keys = _focal_keys(tuple(specs), *(getattr(photo, name) for name in FOCUS))
    return {
        one.filter_spec: one
        for one in (photo.renditions if isinstance(photo, CardPhoto) else photo.renditions.all())
        if one.filter_spec in keys and one.focal_point_key == keys[one.filter_spec]
    }


@lru_cache(maxsize=4096)
def _focal_keys(specs: tuple[str, ...], *focus: int | None) -> dict[str, str]:
    """As Wagtail marks renditions that follow the photograph's focus: it builds every filter anew to say so."""
    point = SimpleNamespace(**dict(zip(FOCUS, focus, strict=True)))
    return {spec: Filter(spec).get_cache_key(point) for spec in specs}


def _made_now(photo: Photo | CardPhoto, specs: Sequence[str]) -> dict[str, Any]:
    whole = Photo.objects.get(pk=photo.pk) if isinstance(photo, CardPhoto) else photo
    try:
        return whole.get_renditions(*specs)
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        log.warning("The file of photo %s cannot be read", photo.pk)
        return {}
