"""Many stories at once, as they come from elsewhere."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from redaksi.stories import actions
from redaksi.stories.copy import BlockCopy, BylineCopy, StoryCopy, TopicCopy
from redaksi.stories.models import Batch, Story

SECTIONS = ("Dunia", "Ekonomi", "Budaya")


def take_over(count: int, **fields: Any) -> list[Story]:
    """So many published stories in three sections, each a day older than the one before it; `fields` are the copies'."""
    return actions.take_over(Batch.objects.create(source="uji"), [_copy(number, **fields) for number in range(count)], by=None)


def _copy(number: int, **fields: Any) -> StoryCopy:
    given = {
        "headline": f"Berita {number}",
        "section": SECTIONS[number % len(SECTIONS)],
        "body": [BlockCopy("text", "<p>Api membakar gudang di pelabuhan.</p>")],
        "bylines": [BylineCopy("Sisi", desk="wk")],
        "topics": [TopicCopy("Pelabuhan")],
        "published_at": timezone.now() - timedelta(days=number),
    }
    return StoryCopy(**{**given, **fields})
