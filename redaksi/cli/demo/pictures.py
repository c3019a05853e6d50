"""The photographs' sizes that the first visitor would wait for, made on all processors. The worker makes the others."""

import os
from concurrent.futures import ThreadPoolExecutor

from redaksi.cli import progress
from redaksi.cli.language import gettext as _

NEWEST = 30  # stories: about what the front page shows


def develop() -> int:
    """Make the sizes that the front page asks for; returns the number of photos.

    In threads: Pillow lets go of Python's lock while it works, and a process of its own would first load Django again.
    """
    numbers = _photos_on_front()
    with progress.bar(_("Photos"), total=len(numbers)) as advance, ThreadPoolExecutor(os.cpu_count()) as pool:
        for _made in pool.map(_develop_one, numbers):
            advance(1)
    return len(numbers)


def _photos_on_front() -> list[int]:
    from redaksi.stories.models import FrontPlace, Story

    newest = Story.objects.published().newest_first()[:NEWEST].values_list("lead_photo", flat=True)
    placed = FrontPlace.objects.values_list("story__lead_photo", flat=True)
    return sorted({*newest, *placed} - {None})


def _develop_one(number: int) -> int:
    from django.db import connection

    from redaksi.front import pictures
    from redaksi.stories.models import Photo

    photo = Photo.objects.get(pk=number)
    try:
        return len(photo.get_renditions(*pictures.SHAPES[pictures.shape_of(photo)]))
    finally:
        connection.close()
