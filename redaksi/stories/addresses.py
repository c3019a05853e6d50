"""Addresses are for ever: given once, at first publication, whatever the headline or the section becomes later."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from redaksi.stories.models.address_counter import AddressCounter
from redaksi.stories.slugs import slug_of

if TYPE_CHECKING:
    from redaksi.stories.models import Story

LONGEST_PICTURE = 500
# WordPress makes sizes of a picture beside it, Ghost below a folder: /content/images/size/w600/format/webp/2020/01/x.jpg
_SIZES_IN_NAME = re.compile(r"(?:-\d{2,5}x\d{2,5}|-scaled|-rotated|-e\d{13})+(?=\.[A-Za-z]{3,5}$)")
_SIZE_FOLDERS = re.compile(r"(?<=/content/images/)size/[^/]+/(?:format/[^/]+/)?")


def fix(story: Story, day: datetime) -> None:
    """Give the story its number and its address; `day` is when it was first published."""
    if story.number is None:
        (story.number,) = AddressCounter.take()
    story.address = address_of(day, story.slug, story.number)


def address_of(published_at: datetime, slug: str, number: int) -> str:
    """`/<yyyy>/<mm>/<slug>-<number>/`, the month as the paper's own zone has it."""
    return f"/{timezone.localtime(published_at):%Y/%m}/{slug_of(slug)}-{number}/"


def of_page(page: Page) -> str:
    """The address of a section or policy: its path in the tree below the front page. No query."""
    _empty, _front_page, *rest = page.url_path.split("/")
    return "/" + "/".join(rest)


@lru_cache(maxsize=16_384)
def old_path(address: str) -> str:
    """An address of the site that was here before, as redirects keep it; asked twice for each in a chunk."""
    return str(Redirect.normalise_path(address))


@lru_cache(maxsize=16_384)
def old_picture(address: str) -> str:
    """The path of a picture on the site that was here before, as `OldPicture` keeps it; empty where it has none.

    Without host and query, and without the size that it shows: all sizes of a picture are one.
    """
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return ""
    path = _SIZES_IN_NAME.sub("", _SIZE_FOLDERS.sub("", normalize("NFC", path), count=1))
    return path if path.startswith("/") and "\0" not in path and len(path) <= LONGEST_PICTURE else ""
