"""How much of the disk the sizes of photographs may take: what nobody has read for longest goes back to its first size."""

import logging
import os
from pathlib import Path

from django.conf import settings
from django.db import transaction

from redaksi.stories import renditions
from redaksi.stories.models.photo import Photo
from redaksi.stories.signals import photo_developed

BYTES_IN_MB = 1_000_000
KEPT_BELOW = 0.9  # of the budget, so that it is not looked for again with the next photograph
SPARED = {renditions.FIRST_SPEC}

log = logging.getLogger(__name__)


def keep() -> int:
    """Returns how many photographs gave up their further sizes. Whoever reads one of them again has them made again."""
    budget = settings.RENDITIONS_MAX_MB * BYTES_IN_MB
    used = _bytes_below(Path(settings.MEDIA_ROOT) / "renditions")
    if used <= budget:
        return 0
    thinned, excess = 0, used - budget * KEPT_BELOW
    for photo in Photo.objects.exclude(sizes_wanted_at=None).order_by("sizes_wanted_at", "pk").iterator():
        if excess <= 0:
            break
        excess -= _thin(photo)
        thinned += 1
    if excess > budget * (1 - KEPT_BELOW):
        log.warning(
            "The first sizes of all photographs alone take more than RENDITIONS_MAX_MB = %d", settings.RENDITIONS_MAX_MB
        )
    return thinned


def _thin(photo: Photo) -> int:
    """Bytes that are free now."""
    further = photo.renditions.filter(filter_spec__in=set(renditions.ALL_SPECS) - SPARED)
    freed = sum(_size(Path(each.file.path)) for each in further)
    with transaction.atomic():
        further.delete()
        Photo.objects.filter(pk=photo.pk).update(sizes_wanted_at=None)
    photo_developed.send(sender=Photo, photo_id=photo.pk)
    return freed


def _bytes_below(folder: Path) -> int:
    return sum(_size(Path(where) / name) for where, _folders, names in os.walk(folder) for name in names)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
