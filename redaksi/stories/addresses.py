"""Addresses are for ever: given once, at first publication, whatever the headline or the section becomes later."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from redaksi.stories.models.address_counter import AddressCounter
from redaksi.stories.slugs import slug_of

if TYPE_CHECKING:
    from redaksi.stories.models import Story


def fix(story: Story, day: datetime) -> None:
    """Give the story its number and its address; `day` is when it was first published."""
    if story.number is None:
        (story.number,) = AddressCounter.take()
    story.address = address_of(day, story.slug, story.number)


def address_of(published_at: datetime, slug: str, number: int) -> str:
    """`/<yyyy>/<mm>/<slug>-<number>/`, the month as the paper's own zone has it."""
    return f"/{timezone.localtime(published_at):%Y/%m}/{slug_of(slug)}-{number}/"


@lru_cache(maxsize=16_384)
def old_path(address: str) -> str:
    """An address of the site that was here before, as redirects keep it; asked twice for each in a chunk."""
    return str(Redirect.normalise_path(address))
