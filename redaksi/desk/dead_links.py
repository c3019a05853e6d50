"""Where drafts that were saved lately lead to, looked up by the worker, so that the check of links only has to read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from redaksi.desk.checking.of_story import text_of
from redaksi.desk.checks import tautan
from redaksi.stories.models import Story
from redaksi.wire import asked_links
from redaksi.wire.fetching import Fetcher, papers_fetcher

LATELY = timedelta(days=1)
DRAFTS = 100
LINKS_A_DRAFT = 50


def look_up(fetcher: Fetcher | None = None) -> int:
    """How many links were asked; none as long as `LOOK_UP_LINKS` is off."""
    if not settings.LOOK_UP_LINKS:
        return 0
    asked_links.forget()
    return asked_links.ask(_addresses(), fetcher or papers_fetcher())


def _addresses() -> Iterator[str]:
    """Of the newest drafts first. Our own pages are not asked: the check knows those better."""
    lately = Story.objects.filter(latest_revision_created_at__gte=timezone.now() - LATELY)
    ours = urlsplit(settings.SITE_URL).netloc
    for story in lately.select_related("latest_revision").order_by("-latest_revision_created_at")[:DRAFTS]:
        found = [address for _part, address in tautan.addresses(text_of(story.get_latest_revision_as_object()))]
        yield from [address for address in found if _is_elsewhere(address, ours)][:LINKS_A_DRAFT]


def _is_elsewhere(address: str, ours: str) -> bool:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc not in ("", ours)
