"""A version of a story as the checks read it: every part that leaves the house, with the field it stands in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.utils import timezone

from redaksi.desk.checking.house import known_names
from redaksi.desk.checking.text import LONGEST, Part, Text
from redaksi.stories import prose, rules

if TYPE_CHECKING:
    from redaksi.stories.models import Photo, Story

_HREF = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')


def text_of(story: Story, at: datetime | None = None, is_for_publication: bool = False) -> Text:
    """`at` is when it is to go out: its plan where none is given, else now."""
    moment = at or story.go_live_at or story.published_at or timezone.now()
    text = Text(
        story.headline.replace("\0", ""),
        story.dek,
        list(_body(story)),
        [*_lines(story), *_of_photos(story)],
        published=timezone.localdate(moment),
        is_scheduled=moment > timezone.now(),
        genre=story.genre,
        protects_identity=story.protects_identity,
        protected_words=tuple(filter(None, (" ".join(line.split()) for line in story.protected_words.splitlines()))),
        story=story,
        is_for_publication=is_for_publication,
    )
    text.links = list(_links(story, text.body))
    if story.protects_identity:
        text.photos_of_children = tuple(photo.title for _field, photo in rules.photos_of(story) if photo.shows_children)
    text.names = known_names(text)
    return text


def _body(story: Story) -> Iterator[Part]:
    """A part for each paragraph, its place counted in the whole text with a line break after each."""
    start = 0
    for block in story.body.raw_data:
        for paragraph in prose.paragraphs([block]):
            if start + len(paragraph) > LONGEST:
                return
            yield Part("body", paragraph, start, block.get("id", ""), block["type"])
            start += len(paragraph) + 1


def _lines(story: Story) -> Iterator[Part]:
    """What else readers and machines are given of it; the share card shows headline and dek."""
    lines = {
        "kicker": story.kicker,
        "teaser": story.teaser,
        "lead_caption": story.lead_caption,
        "dateline": story.dateline,
        "seo_title": story.seo_title,
        "search_description": story.search_description,
        "slug": story.slug,
    }
    yield from (Part(field, line, kind="line") for field, line in lines.items() if line)
    if story.protects_identity:
        yield from (Part("topics", topic.name, kind="line") for topic in story.topics)


def _of_photos(story: Story) -> Iterator[Part]:
    for field, photo in rules.photos_of(story):
        if photo.caption and not (field == "lead_photo" and story.lead_caption):
            yield Part("caption", photo.caption, kind="photo")
        if story.protects_identity:
            yield from _hidden_words(photo)


def _hidden_words(photo: Photo) -> Iterator[Part]:
    """What a photo says of itself where few look."""
    yield Part("alt", photo.alt, kind="photo")
    yield Part("file", PurePath(photo.file.name or "").stem, kind="photo")
    metadata = (photo.title, photo.credit, photo.creator, photo.copyright_notice, *photo.tags.names())
    yield from (Part("metadata", words, kind="photo") for words in metadata if words)


def _links(story: Story, body: list[Part]) -> Iterator[tuple[Part, str]]:
    parts = {part.block: part for part in reversed(body)}
    for block in story.body.raw_data:
        part = parts.get(block.get("id", ""), Part("body", ""))
        for words in _strings(block["value"]):
            yield from ((part, html.unescape(address)) for address in _HREF.findall(words))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
