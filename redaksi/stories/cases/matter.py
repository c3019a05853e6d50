"""Which story somebody means."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from wagtail.contrib.redirects.models import Redirect

from redaksi.stories.models import Story

NUMBER = re.compile(r"^/\d{4}/\d{2}/[\w-]*-(\d{1,18})/?$")


def story_at(address: str) -> Story | None:
    """The story that readers know by this address, ours now or before; its number will do. Two queries at most."""
    written = address.strip().replace("\0", "")
    path = f"/{urlsplit(written).path.lstrip('/')}"
    stories = Story.objects.exclude(address=None).exclude(published_at=None).defer("body")
    if written.isascii() and written.isdigit() and len(written) <= 18:
        return stories.filter(number=int(written)).first()
    if matched := NUMBER.match(path):
        return stories.filter(number=int(matched[1])).first()
    led = Redirect.objects.filter(old_path=Redirect.normalise_path(path)).values_list("redirect_page", flat=True).first()
    return stories.filter(pk=led).first() if led else None
