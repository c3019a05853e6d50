"""Many stories at once, as an edition taken over from elsewhere."""

from datetime import timedelta

from django.utils import timezone

from redaksi.stories import actions
from redaksi.stories.copy import BlockCopy, BylineCopy, SourceCopy, StoryCopy, TopicCopy
from redaksi.stories.models import Batch, Story
from redaksi.stories.tests.builders import make_photo

SECTIONS = ("Dunia", "Ekonomi", "Budaya")


def take_over(count: int) -> list[Story]:
    """So many published stories in three sections, all with one photograph, storyline, topic, author and source."""
    stories = actions.take_over(Batch.objects.create(source="uji"), [_copy(number) for number in range(count)], by=None)
    Story.objects.update(lead_photo=make_photo())
    return stories


def _copy(number: int) -> StoryCopy:
    return StoryCopy(
        headline=f"Berita {number}",
        section=SECTIONS[number % len(SECTIONS)],
        dek="Ringkasan berita.",
        kicker="Uji",
        body=[BlockCopy("text", "<p>Api membakar gudang, Kamis (24/2).</p>")],
        bylines=[BylineCopy("Sisi", desk="wk")],
        topics=[TopicCopy("Pelabuhan")],
        sources=[SourceCopy("Dinas Kebakaran")],
        storyline="Kebakaran beruntun",
        published_at=timezone.now() - timedelta(minutes=10_000 - number),
    )
