"""Text set into a width: our own typeface, broken at words, as large as it fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.contrib.staticfiles import finders
from PIL import ImageFont

TYPEFACE = "front/fonts/redaksi-serif.woff2"
TEXT, HEADLINE = 400, 700  # the two cuts that it has
CUT_OFF = "…"


class NoTypeface(RuntimeError):
    """The font cannot be read here: it is missing, or FreeType was built without Brotli."""


@lru_cache(maxsize=32)
def face(size: int, weight: int) -> ImageFont.FreeTypeFont:
    try:
        font = ImageFont.truetype(str(finders.find(TYPEFACE)), size)
        font.set_variation_by_axes([weight])
    except OSError as error:
        raise NoTypeface(str(error)) from error
    return font


@dataclass(frozen=True)
class Setting:
    """Lines with the size that they are set in."""

    lines: list[str]
    size: int


def fitted(text: str, width: int, most_lines: int, sizes: tuple[int, ...]) -> Setting:
    """In the largest of `sizes` in which it fits; in the smallest, cut off, where it fits in none."""
    for size in sizes:
        lines = list(_broken(text, width, size))
        if len(lines) <= most_lines:
            return Setting(lines, size)
    lines = lines[:most_lines]
    lines[-1] = shortened(lines[-1] + CUT_OFF, width, size)
    return Setting(lines, size)


def shortened(text: str, width: int, size: int, weight: int = HEADLINE) -> str:
    font = face(size, weight)
    while text and font.getlength(text) > width:
        text = text.removesuffix(CUT_OFF)[:-1].rstrip() + CUT_OFF
    return text


def _broken(text: str, width: int, size: int) -> Iterator[str]:
    font = face(size, HEADLINE)
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if font.getlength(longer) <= width:
            line = longer
            continue
        if line:
            yield line
        line = shortened(word, width, size)  # a word wider than the card
    if line:
        yield line
