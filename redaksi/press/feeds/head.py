from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings

from redaksi.press.addresses import absolute
from redaksi.press.feeds.item import Item
from redaksi.press.feeds.lists import List, home_of, title_in
from redaksi.press.plain_text import sayable
from redaksi.stories.models import Paper

NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # when a feed without items last changed


@dataclass(frozen=True)
class Head:
    """What a feed says of itself. Addresses are whole ones."""

    title: str
    description: str
    home: str
    address: str
    identifier: str
    language: str
    publisher: str
    icon: str
    hubs: tuple[str, ...]


def head_of(followed: List, paper: Paper, flavor: str) -> Head:
    title = sayable(title_in(paper, followed))
    return Head(
        title,
        sayable(followed.description) or title,
        home_of(followed),
        absolute(followed.address(flavor)),
        absolute(followed.address("rss")),
        settings.LANGUAGE_CODE,
        sayable(paper.name),
        absolute("/ikon-192.png"),
        tuple(settings.WEBSUB_HUBS),
    )


def changed_at(items: list[Item]) -> datetime:
    return max((item.updated_at for item in items), default=NEVER)
