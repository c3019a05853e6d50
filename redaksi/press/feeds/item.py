from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from redaksi.press import structured_data
from redaksi.press.addresses import absolute
from redaksi.press.plain_text import sayable
from redaksi.stories.models import Genre, Story


@dataclass(frozen=True)
class Picture:
    """`kind` is its media type; what pages show is always one of two."""

    url: str
    width: int
    height: int
    alt: str
    credit: str

    @property
    def kind(self) -> str:
        return "image/webp" if self.url.endswith(".webp") else "image/jpeg"


@dataclass(frozen=True)
class Item:
    """One story as feeds tell it, all but its text. `identifier` never changes; `label` says what is no plain news."""

    story_id: int
    identifier: str
    url: str
    headline: str
    label: str
    summary: str
    authors: tuple[tuple[str, str], ...]
    published_at: datetime
    updated_at: datetime
    tags: tuple[str, ...]
    language: str
    picture: Picture | None
    words: int

    @property
    def title(self) -> str:
        """What was paid for, or is an opinion, says so wherever it is told without the page around it."""
        is_said = not self.label or self.headline.casefold().startswith(self.label.casefold())
        return self.headline if is_said else f"{self.label}: {self.headline}"


def item_of(story: Story) -> Item:
    """No query where the story was fetched for feeds (`lists.STORIES`)."""
    url = absolute(story.get_absolute_url())
    published_at = story.published_at or timezone.now()  # what is public has one
    return Item(
        story.pk,
        f"urn:uuid:{story.uid}",
        url,
        sayable(story.headline),
        "" if story.genre == Genre.REPORT else str(story.get_genre_display()),
        sayable(story.summary),
        tuple((sayable(author.name), absolute(author.get_absolute_url())) for author in story.authors),
        published_at,
        story.last_published_at if story.is_updated and story.last_published_at else published_at,
        tuple(sayable(name) for name in dict.fromkeys(_tags(story))),
        story.language,
        _picture(story.lead_photo),
        story.word_count,
    )


def _tags(story: Story) -> list[str]:
    label = [str(story.get_genre_display())] if story.genre != Genre.REPORT else []
    return [*label, *([story.section.title] if story.section else []), *(topic.name for topic in story.topics)]


def _picture(photo: Any) -> Picture | None:
    made = structured_data.shared_picture(photo)
    return Picture(absolute(made.url), made.width, made.height, sayable(photo.alt), sayable(photo.credit)) if made else None
