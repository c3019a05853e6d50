"""Pictures in markup: single ones, and several that belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from redaksi.stories.copy import BlockCopy, PhotoCopy

from .elements import classes_of, tag_of, taken_out, words_of
from .links import host_of, web_address

if TYPE_CHECKING:
    from .typesetter import Typesetter

# Scripts of pages that load late keep the address here, and a placeholder in `src`.
SOURCES = ("data-src", "data-lazy-src", "data-original", "data-orig-file", "data-full-url", "src")
_EMOJI = re.compile(r" (?:wp-smiley|emoji) ")
_GALLERY = re.compile(r"[ _-](?:gallery|slideshow)[ -]")
MOST_WORDS_OF_GALLERY = 60  # beside captions; with more it is a page that has "gallery" in its name


def take(typesetter: Typesetter, image: HtmlElement) -> bool:
    if _EMOJI.search(classes_of(image)):
        typesetter.add(image.get("alt"))
    elif not _is_counter(image):
        photo = photo_of(image, typesetter.base_url)
        if photo and not _is_second_telling(typesetter, image, photo):
            typesetter.put_beside(BlockCopy("photo", photo))
            _note_way_out(typesetter, image, photo)
        elif not photo:
            typesetter.note(_("a picture without an address, left out: %(alt)s") % {"alt": (image.get("alt") or "")[:200]})
    return True


def photo_of(image: HtmlElement, base_url: str) -> PhotoCopy | None:
    """`file` is its address, or its path where the page does not say where it stands itself."""
    file = next((file for file in _addresses(image) if not file.lower().startswith(("data:", "blob:", "javascript:"))), "")
    if not file:
        return None
    return PhotoCopy(file=web_address(file, base_url) or file, alt=" ".join((image.get("alt") or "").split()))


def _is_second_telling(typesetter: Typesetter, image: HtmlElement, photo: PhotoCopy) -> bool:
    """The picture for browsers without scripts, behind the same one for those with them."""
    is_second = tag_of(image.getparent()) == "noscript" and typesetter.last_picture == photo.file
    typesetter.last_picture = photo.file
    return is_second


def _note_way_out(typesetter: Typesetter, image: HtmlElement, photo: PhotoCopy) -> None:
    """A link around it, where it leads to another site; others show the picture itself, or its page."""
    link = image.getparent()
    href = web_address(link.get("href") or "", typesetter.base_url) if tag_of(link) == "a" else ""
    if href and host_of(href) not in (host_of(photo.file), host_of(typesetter.base_url)):
        typesetter.note(_("a link around a picture, left out: %(url)s") % {"url": href[:200]})


def _addresses(image: HtmlElement) -> Iterator[str]:
    yield from (address for name in SOURCES if (address := (image.get(name) or "").strip()))
    for name in ("data-srcset", "srcset"):
        yield from (image.get(name) or "").split()[:1]


def _is_counter(image: HtmlElement) -> bool:
    """A picture of one point, by which readers are counted."""
    return any((image.get(side) or "").strip() in ("0", "1", "0px", "1px") for side in ("width", "height"))


def take_gallery(typesetter: Typesetter, element: HtmlElement) -> bool:
    if not _GALLERY.search(classes_of(element)) or len(element) == 0:
        return False
    captions = [each for each in element.iter() if is_caption(each)]
    photos = _photos_in(element, typesetter.base_url)
    if not photos or _words_beside(element, captions) > MOST_WORDS_OF_GALLERY:
        return False
    title = next((words_of(each) for each in captions if each.getparent() is element), "")
    typesetter.put(*_gallery(list(photos.values()), title))
    for each in [*captions, *element.iter("img", "amp-img", "noscript")]:
        if each.getparent() is not None:
            taken_out(each)
    typesetter.put(*typesetter.set_apart(element))
    return True


def _photos_in(element: HtmlElement, base_url: str) -> dict[str, PhotoCopy]:
    """By their addresses, each with the caption that follows it."""
    photos: dict[str, PhotoCopy] = {}
    last = ""
    for each in list(element.iter()):
        if tag_of(each) in ("img", "amp-img"):
            photo = photo_of(each, base_url)
            if photo:
                last = photo.file
                photos.setdefault(last, photo)
        elif last and is_caption(each) and each.getparent() is not element:
            photos[last] = captioned(photos[last], each)
    return photos


def _words_beside(element: HtmlElement, captions: list[HtmlElement]) -> int:
    return len(words_of(element).split()) - sum(len(words_of(each).split()) for each in captions)


def _gallery(photos: list[PhotoCopy], title: str) -> Iterator[BlockCopy]:
    if len(photos) == 1:
        yield BlockCopy("photo", replace(photos[0], caption=photos[0].caption or title))
    else:
        yield BlockCopy("gallery", {"title": title, "photos": photos})


def is_caption(element: HtmlElement) -> bool:
    return tag_of(element) == "figcaption" or bool(re.search(r"(?:caption-text|gallery-caption) ", classes_of(element)))


def captioned(photo: PhotoCopy, caption: HtmlElement) -> PhotoCopy:
    """The photo with the words of this element; a credit marked as one in it becomes the photo's."""
    credit = next((each for each in caption.iter() if "credit" in classes_of(each)), None)
    if credit is None or credit is caption:
        return replace(photo, caption=words_of(caption))
    return replace(photo, credit=words_of(taken_out(credit)), caption=words_of(caption))
