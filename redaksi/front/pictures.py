"""Photographs as pages show them: sizes that exist already, chosen by the browser, with room kept for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.images.models import Filter

from redaksi.stories import renditions
from redaksi.stories.cards import CardPhoto, CardRendition
from redaksi.stories.models import Photo, Rendition

type Made = Rendition | CardRendition
HIGH, LAZY = SafeString(' fetchpriority="high"'), SafeString(' loading="lazy"')
FOCUS = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")

SHAPES = {"wide": renditions.WIDE_SPECS, "whole": renditions.WHOLE_SPECS}
LIGHT_SHAPES = {"wide": renditions.WIDE_LIGHT_SPECS, "whole": renditions.WHOLE_LIGHT_SPECS}
DRAWN = {"digitalCreation", "dataDrivenMedia", "screenCapture"}  # nothing of a map or a chart may be cut away


@dataclass(frozen=True)
class Picture:
    """What an `<img>` needs. `made` is never empty and ordered by width. `light`: the same in fewer bytes, all or none."""

    photo: Photo | CardPhoto
    made: Sequence[Made]
    light: Sequence[Made] = ()

    @property
    def largest(self) -> Made:
        return self.made[-1]

    @property
    def plain(self) -> Made:
        """For a browser that knows no `srcset`."""
        return self.made[min(1, len(self.made) - 1)]


def img(photo: Photo | CardPhoto | None, sizes: str, shape: str = "wide", is_first: bool = False) -> SafeString:
    """An `<img>` with every size there is; empty where there is none. `is_first`: the reader sees it at once, so it is
    fetched at once."""
    picture = picture_of(photo, shape)
    if picture is None:
        return SafeString()
    largest = picture.largest
    shown = format_html(
        '<img class="picture picture--{}" src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}"{} decoding="async">',
        *(shape, picture.plain.url, _srcset(picture.made), sizes, str(largest.width), str(largest.height), picture.photo.alt),
        HIGH if is_first else LAZY,
    )
    if not picture.light:
        return shown
    lighter = '<picture><source type="image/avif" srcset="{}" sizes="{}">{}</picture>'
    return format_html(lighter, _srcset(picture.light), sizes, shown)


def picture_of(photo: Photo | CardPhoto | None, shape: str = "wide") -> Picture | None:
    """No query where the renditions were prefetched. What is missing is asked for, not waited for: until the worker has made
    it, whichever sizes there are stand in for it. None where there are none."""
    if photo is None or photo.pk is None:
        return None
    specs, light_specs = SHAPES[shape], LIGHT_SHAPES[shape]
    there = _at_hand(photo, (*specs, *light_specs, renditions.FIRST_SPEC))
    made, light = ([there[spec] for spec in some if spec in there] for some in (specs, light_specs))
    if len(made) + len(light) < len(specs) + len(light_specs):
        if photo.sizes_wanted_at is None:
            renditions.want(photo.pk)
        light = light if len(light) == len(light_specs) else []
        made = made or [there[spec] for spec in (renditions.FIRST_SPEC,) if spec in there]
    return Picture(photo, _by_width(made), _by_width(light)) if made else None


def _by_width(made: Sequence[Made]) -> list[Made]:
    """One of each: a small photograph is not made larger."""
    by_width = {one.width: one for one in made}
    return [by_width[width] for width in sorted(by_width)]


def _srcset(made: Sequence[Made]) -> str:
    return ", ".join(f"{one.url} {one.width}w" for one in made)


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
