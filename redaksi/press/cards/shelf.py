"""Where cards lie. Nobody can guess a name: not which stories are coming, and not what was withdrawn."""

from __future__ import annotations

import hashlib
import hmac
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from redaksi.press.cards.drawing import HEIGHT, WIDTH
from redaksi.stories.models import Story

FOLDER = "renditions/kartu"  # below what is served of photographs


@dataclass(frozen=True)
class Card:
    url: str
    width: int = WIDTH
    height: int = HEIGHT


def card_of(story: Story) -> Card | None:
    """The card of this version; None until it was drawn. No query."""
    if not story.number or not story.is_public:
        return None
    name = name_of(story)
    return Card(default_storage.url(name)) if default_storage.exists(name) else None


def name_of(story: Story) -> str:
    """Another for each headline, section and photo: services keep what they fetched for years."""
    section = story.section.title if story.section else ""
    shown = repr((story.headline, section, story.genre, story.lead_photo_id)).encode("utf-8", "backslashreplace")
    return f"{_folder_of(story)}/{hashlib.blake2b(shown, digest_size=8).hexdigest()}.jpg"


def put(story: Story, jpeg: bytes) -> None:
    """In place of those before it."""
    name = name_of(story)
    remove(story)
    default_storage.save(name, ContentFile(jpeg))


def remove(story: Story) -> list[str]:
    """Every card that it ever had; returns their addresses."""
    folder, removed = _folder_of(story), []
    with suppress(FileNotFoundError, NotADirectoryError):
        for name in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{name}")
            removed.append(default_storage.url(f"{folder}/{name}"))
    return removed


def _folder_of(story: Story) -> str:
    """Two levels: no folder holds a hundred thousand others."""
    key = hmac.new(settings.SECRET_KEY.encode(), f"card:{story.uid}".encode(), hashlib.sha256).hexdigest()[:32]
    return f"{FOLDER}/{key[:2]}/{key[2:]}"
