"""News grows old without anybody doing anything: after 48 hours it leaves the news sitemap, stored or not."""

from datetime import datetime

from django.utils import timezone

from redaksi.press import keys
from redaksi.press.purging import purge_after_commit
from redaksi.press.sitemaps.files import NEWS_WINDOW
from redaksi.stories.models import Story

_looked_at: datetime | None = None


def let_go_of_old_news() -> bool:
    """Purge the news sitemap where a story came of age since this process looked last; at first, in any case."""
    global _looked_at
    since, _looked_at = _looked_at, timezone.now()
    if since and not _came_of_age(since, _looked_at):
        return False
    purge_after_commit(gone=[keys.NEWS])
    return True


def _came_of_age(since: datetime, now: datetime) -> bool:
    return Story.objects.published().filter(published_at__gt=since - NEWS_WINDOW, published_at__lte=now - NEWS_WINDOW).exists()
