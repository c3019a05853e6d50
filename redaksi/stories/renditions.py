"""The sizes and formats in which photographs leave, made once, by the worker: never while a reader waits.

A photograph of the desk gets all of them; one that came with an archive only the first, until somebody reads what shows it
(decision 22).
"""

import logging
import threading
from typing import Any

from django.db import DatabaseError, transaction
from django.tasks import task
from django.utils import timezone
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from redaksi.stories.models.photo import Photo
from redaksi.stories.signals import photo_developed

WIDE = ("fill-360x203", "fill-720x405", "fill-1200x675")  # 16:9: cards and the head of a story
WHOLE = ("width-720", "width-1200")  # in the text, never cut
WEBP, AVIF = "format-webp|webpquality-78", "format-avif|avifquality-55"
WIDE_SPECS = tuple(f"{size}|{WEBP}" for size in WIDE)
WHOLE_SPECS = tuple(f"{size}|{WEBP}" for size in WHOLE)
# Half the bytes of the same in WebP, for ten times the work.
WIDE_LIGHT_SPECS = tuple(f"{size}|{AVIF}" for size in WIDE)
WHOLE_LIGHT_SPECS = tuple(f"{size}|{AVIF}" for size in WHOLE)
# For those that take no WebP, link previews and search engines: 16:9, 4:3 and 1:1.
SHARED_SPECS = tuple(f"fill-{size}|format-jpeg|jpegquality-82" for size in ("1200x675", "1200x900", "1200x1200"))
SHARED_SPEC = SHARED_SPECS[0]
FIRST_SPEC = WHOLE_SPECS[0]
"""Good enough for every place until there are more."""
CARD_SPECS = (*WIDE_SPECS, *WIDE_LIGHT_SPECS, FIRST_SPEC)
ALL_SPECS = (*WIDE_SPECS, *WHOLE_SPECS, *SHARED_SPECS, *WIDE_LIGHT_SPECS, *WHOLE_LIGHT_SPECS)

ICON_SIZES = (96, 180, 192, 512)
WANTED, BROUGHT, ALL = 0, -40, -20
"""Priorities: the first size of a photograph that is shown; of one that came with an archive; all other sizes."""

UNREADABLE = (SourceImageIOError, InvalidFilterSpecError, OSError)
log = logging.getLogger(__name__)


class _Wanted(threading.local):
    def __init__(self) -> None:
        self.photos: set[int] = set()


_wanted = _Wanted()


def want(photo_id: int) -> None:
    """A page would show more sizes of it than there are: they are asked for once its reader has been answered."""
    _wanted.photos.add(photo_id)


def ask_for_wanted(**_signal: Any) -> None:
    """Where nothing can be written now, the next reader's page asks again."""
    photos, _wanted.photos = _wanted.photos, set()
    for number in photos:
        try:
            with transaction.atomic():
                if Photo.objects.filter(pk=number, sizes_wanted_at=None).update(sizes_wanted_at=timezone.now()):
                    develop.using(priority=WANTED).enqueue(number)
        except DatabaseError as error:
            log.warning("The sizes of photo %d cannot be asked for: %s", number, error)


def ask_for(photo: Photo) -> None:
    """As it was saved: what it has already is not made again."""
    develop.using(priority=WANTED if photo.sizes_wanted_at else BROUGHT).enqueue(photo.pk)


def icon_spec(size: int) -> str:
    return f"fill-{size}x{size}-c100|format-png"


@task
def make_icons(photo_id: int) -> int:
    """The paper's icon in every size that browsers, telephones and search engines ask for; returns how many there are."""
    return _made(photo_id, *map(icon_spec, ICON_SIZES))


@task
def develop(photo_id: int) -> int:
    """The first size, for every place; then, where somebody has use for them, all. Returns how many of these there are."""
    made = _made(photo_id, FIRST_SPEC)
    if made and Photo.objects.filter(pk=photo_id).exclude(sizes_wanted_at=None).exists():
        develop_fully.using(priority=ALL).enqueue(photo_id)
    return made


@task
def develop_fully(photo_id: int) -> int:
    return _made(photo_id, *ALL_SPECS)


def _made(photo_id: int, *specs: str) -> int:
    photo = Photo.objects.filter(pk=photo_id).first()
    if photo is None:
        return 0
    try:
        made = len(photo.get_renditions(*specs))
    except UNREADABLE:
        log.warning("The file of photo %d cannot be read", photo_id)
        return 0
    photo_developed.send(sender=Photo, photo_id=photo_id)
    return made
