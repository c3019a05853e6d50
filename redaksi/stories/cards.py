"""As much of a story as a list shows of it: the headline, its section, its time, its photograph. Read without the story.

A page of the tree with all that hangs on it takes the processor ten times as long to put together as one of these.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from django.dispatch import Signal

from redaksi.stories.models import Byline, Contributor, Genre, Rendition, Story
from redaksi.stories.models.byline import authors_among
from redaksi.stories.prepared import Prepared
from redaksi.stories.renditions import CARD_SPECS

cards_read = Signal()
"""`cards`: what was just read, for whoever notes what a page shows."""

GENRES = {str(genre.value): genre.label for genre in Genre}
STORIES = (
    *("pk", "title", "kicker", "genre", "language", "teaser", "dek", "address", "url_path"),
    *("published_at", "is_published_at_approximate", "section", "section__title", "lead_photo"),
    *("lead_photo__description", "lead_photo__focal_point_x", "lead_photo__focal_point_y"),
    *("lead_photo__focal_point_width", "lead_photo__focal_point_height", "lead_photo__sizes_wanted_at"),
)
RENDITIONS = ("image", "filter_spec", "focal_point_key", "file", "width", "height")


class CardSection(NamedTuple):
    pk: int
    title: str


class CardRendition(NamedTuple):
    filter_spec: str
    focal_point_key: str
    file: str
    width: int
    height: int

    @property
    def url(self) -> str:
        return _url(settings.MEDIA_URL, self.file)


@lru_cache(maxsize=16_384)
def _url(below: str, file: str) -> str:
    """The same photographs stand in many lists; `below` is here for whoever moves them meanwhile."""
    return str(Rendition._meta.get_field("file").storage.url(file))


class CardPhoto(NamedTuple):
    """`renditions` are empty until `with_pictures` has read them: those that a card may show."""

    pk: int
    alt: str
    focal_point_x: int | None
    focal_point_y: int | None
    focal_point_width: int | None
    focal_point_height: int | None
    sizes_wanted_at: datetime | None
    renditions: list[CardRendition]


@dataclass(slots=True)
class Card:
    """Its attributes are named as the story's are: a template takes either."""

    pk: int
    headline: str
    kicker: str
    genre: str
    language: str
    summary: str
    address: str
    published_at: datetime
    is_published_at_approximate: bool
    section: CardSection | None
    lead_photo: CardPhoto | None
    authors: Sequence[Contributor] = ()

    @property
    def section_id(self) -> int | None:
        return self.section.pk if self.section else None

    def get_absolute_url(self) -> str:
        return self.address

    def get_genre_display(self) -> str:
        return str(GENRES.get(self.genre, self.genre))


_published = Prepared(lambda keys: Story.objects.published().filter(pk__in=keys).order_by().values_list(*STORIES))
_renditions = Prepared(
    lambda photos: (
        Rendition.objects.filter(image__in=photos, filter_spec__in=CARD_SPECS).order_by("pk").values_list(*RENDITIONS)
    )
)
_lines = Prepared(lambda stories: Byline.objects.filter(story__in=stories).select_related("contributor"))


def read(stories: QuerySet[Story]) -> list[Card]:
    """In the order of the queryset, photographs without their renditions. One query."""
    return _told(stories.values_list(*STORIES))


def published(keys: Collection[int]) -> dict[int, Card]:
    """Those of these stories that readers may see, by their keys; photographs without their renditions. One query, none for
    no key."""
    return {card.pk: card for card in _told(_published(list(keys)))}


def _told(rows: Iterable[Sequence[Any]]) -> list[Card]:
    cards = [_card(*row) for row in rows]
    cards_read.send(sender=Card, cards=cards)
    return cards


def with_pictures(cards: list[Card]) -> list[Card]:
    """The same, with every rendition that there is of their photographs. One query, none where nothing is pictured."""
    photos: dict[int, list[CardPhoto]] = {}
    for card in cards:
        if card.lead_photo:
            photos.setdefault(card.lead_photo.pk, []).append(card.lead_photo)
    for image, *rendition in _renditions(list(photos)):
        for photo in photos[image]:
            photo.renditions.append(CardRendition._make(rendition))
    return cards


def sign(cards: Iterable[Card]) -> None:
    """Put their authors on them, for lists that say who wrote. One query, none for no card."""
    unsigned = {card.pk: card for card in cards}
    lines: dict[int, list[Byline]] = {}
    for line in _lines(list(unsigned)):
        lines.setdefault(line.story_id, []).append(line)
    for key, of_story in lines.items():
        unsigned[key].authors = authors_among(of_story)


def _card(
    pk: int,
    title: str,
    kicker: str,
    genre: str,
    language: str,
    teaser: str,
    dek: str,
    address: str | None,
    url_path: str,
    published_at: datetime,
    is_approximate: bool,
    section: int | None,
    section_title: str,
    photo: int | None,
    *of_photo: object,
) -> Card:
    return Card(
        pk,
        title,
        kicker,
        genre,
        language,
        teaser or dek,
        address or "/" + url_path.split("/", 2)[2],
        published_at,
        is_approximate,
        CardSection(section, section_title) if section else None,
        CardPhoto._make([photo, *of_photo, []]) if photo else None,
    )
