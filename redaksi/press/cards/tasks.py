"""Drawn by the worker after a publication; gone with a withdrawal."""

import logging
from io import BytesIO
from typing import Any, BinaryIO

from django.tasks import task
from django.utils import timezone

from redaksi.press import cdn, keys
from redaksi.press.cards import shelf
from redaksi.press.cards.drawing import Words, draw
from redaksi.press.cards.lettering import NoTypeface
from redaksi.press.purging import purge_after_commit
from redaksi.stories import renditions
from redaksi.stories.models import Genre, Paper, Photo, Story
from redaksi.stories.models.photo import DigitalSourceType
from redaksi.stories.signals import story_held, story_published, story_released, story_withdrawn

# Maps and charts are not cut and not written over.
DRAWN = {DigitalSourceType.CREATION, DigitalSourceType.DATA_DRIVEN, DigitalSourceType.SCREEN}
log = logging.getLogger(__name__)


def connect() -> None:
    story_published.connect(have_drawn)
    story_withdrawn.connect(take_away)
    story_held.connect(take_away)
    story_released.connect(have_drawn)


def have_drawn(sender: Any, story: Story, **_rest: Any) -> None:
    draw_card.enqueue(story.pk)


def take_away(sender: Any, story: Story, **_rest: Any) -> None:
    cdn.purge(shelf.remove(story), is_urgent=True)


@task
def draw_card(story_id: int) -> bool:
    """Whether there is a card now that was not there before; the story's page is made anew with it."""
    story = _public(story_id)
    if story is None or shelf.card_of(story):
        return False
    try:
        shelf.put(story, draw(words_of(story), _photo_under(story.lead_photo)))
    except (NoTypeface, OSError):
        log.exception("Story %s has no card; its photo goes along in its place", story.number)
        return False
    if _public(story_id) is None:  # withdrawn meanwhile
        take_away(Story, story)
        return False
    purge_after_commit(stale={keys.of(story)})
    return True


def words_of(story: Story) -> Words:
    return Words(
        headline=story.headline,
        section=story.section.title if story.section else "",
        label="" if story.genre == Genre.REPORT else str(story.get_genre_display()),
        paper=Paper.load().name,
        credit=story.lead_photo.credit if story.lead_photo else "",
    )


def _public(story_id: int) -> Story | None:
    return Story.objects.published().select_related("section", "lead_photo").filter(pk=story_id).first()


def _photo_under(photo: Photo | None) -> BinaryIO | None:
    """A rendition, which has none of the original's metadata; None where a plain ground is better."""
    if photo is None or photo.digital_source_type in DRAWN or not photo.is_usable_on(timezone.localdate()):
        return None
    with photo.get_rendition(renditions.SHARED_SPEC).file.open() as file:
        return BytesIO(file.read())
