"""The photographs' sizes, made on all processors before the first visitor would wait for them."""

import multiprocessing
import os

from redaksi.cli import progress
from redaksi.cli.django_start import start_django
from redaksi.cli.language import gettext as _


def develop() -> int:
    """Make every rendition that is missing; returns the number of photos."""
    from django.db import connections

    from redaksi.stories.models import Photo

    numbers = list(Photo.objects.values_list("pk", flat=True))
    connections.close_all()
    with (
        progress.bar(_("Photos"), total=len(numbers)) as advance,
        multiprocessing.get_context("spawn").Pool(os.cpu_count(), initializer=start_django) as pool,
    ):
        for _number in pool.imap_unordered(_develop_one, numbers):
            advance(1)
    return len(numbers)


def _develop_one(number: int) -> int:
    from redaksi.stories import renditions

    return renditions.make_in_background.call(number)
