"""Many stories at once, as an edition taken over from elsewhere."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from redaksi.stories import actions
from redaksi.stories.copy import BlockCopy, BylineCopy, StoryCopy, TopicCopy
from redaksi.stories.models import Batch, Story
from redaksi.stories.tests.builders import make_photo

SECTIONS = ("Dunia", "Ekonomi", "Budaya")


def take_over(count: int, **fields: Any) -> list[Story]:
    """So many published stories in three sections, the last a minute old, all with one photograph; `fields` are the copies'."""
    batch = Batch.objects.create(source="uji")
    stories = actions.take_over(batch, [_copy(number, count, **fields) for number in range(count)], by=None)
    Story.objects.update(lead_photo=make_photo())
    return stories


def _copy(number: int, count: int, **fields: Any) -> StoryCopy:
    given = {
        "headline": f"Berita {number}",
        "section": SECTIONS[number % len(SECTIONS)],
        "dek": "Ringkasan berita.",
        "body": [BlockCopy("text", "<p>Api membakar gudang, Kamis (24/2).</p>")],
        "bylines": [BylineCopy("Sisi", desk="wk")],
        "topics": [TopicCopy("Pelabuhan")],
        "storyline": "Kebakaran beruntun",
        "published_at": timezone.now() - timedelta(minutes=count - number),
    }
    return StoryCopy(**{**given, **fields})
