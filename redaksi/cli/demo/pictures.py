"""The photographs' sizes that the first visitor would wait for, made on all processors. The worker makes the others."""

import multiprocessing
import os

from redaksi.cli import progress
from redaksi.cli.django_start import start_django
from redaksi.cli.language import gettext as _

NEWEST = 30  # stories: about what the front page shows


def develop() -> int:
    """Make the sizes that the front page asks for; returns the number of photos."""
    from django.db import connections

    numbers = _photos_on_front()
    connections.close_all()
    with (
        progress.bar(_("Photos"), total=len(numbers)) as advance,
        multiprocessing.get_context("spawn").Pool(os.cpu_count(), initializer=start_django) as pool,
    ):
        for _number in pool.imap_unordered(_develop_one, numbers):
            advance(1)
    return len(numbers)


def _photos_on_front() -> list[int]:
    from redaksi.stories.models import FrontPlace, Story

    newest = Story.objects.published().newest_first()[:NEWEST].values_list("lead_photo", flat=True)
    placed = FrontPlace.objects.values_list("story__lead_photo", flat=True)
    return sorted({*newest, *placed} - {None})


def _develop_one(number: int) -> int:
    from redaksi.front import pictures
    from redaksi.stories.models import Photo

    photo = Photo.objects.get(pk=number)
    return len(photo.get_renditions(*pictures.SHAPES[pictures.shape_of(photo)]))
