"""Who said what, by date: a row for each quote of what readers have, made again whenever its story is read again.

All lists are the newest first and bounded; a quote of a story that is withdrawn or held is in none that readers see.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast, Lower

from redaksi.archive.models import Said
from redaksi.archive.signals import quotes_renewed
from redaksi.archive.words import stems, words_in
from redaksi.stories.models import Source, Story, Topic, TopicKind, TopicSpelling

A_PAGE = 20
LONGEST_NAME = 300
MOST_WORDS = 12
"""Of a question; more would only make it slower."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Page:
    """`has_more` is known by asking for one row more than is shown."""

    quotes: list[Said]
    has_more: bool


def of_person(topic: Topic, limit: int = A_PAGE, start: int = 0) -> Page:
    """What readers may read of what they said. One query."""
    return _page(Said.objects.filter(person=topic, story__is_public=True), limit, start)


def of_source(source_id: int, limit: int = A_PAGE, start: int = 0) -> Page:
    return _page(Said.objects.filter(source=source_id), limit, start)


def find(speaker: str = "", words: str = "", limit: int = A_PAGE, start: int = 0) -> Page:
    """For the desk, withdrawn stories too: every part of the name, every word whatever its affixes. One query, two at most."""
    found = Said.objects.all()
    for part in words_in(speaker.casefold())[:MOST_WORDS]:
        found = found.filter(speaker_key__contains=part)
    for stem in list(dict.fromkeys(stems(words[:1000])))[:MOST_WORDS]:
        found = found.filter(stems__contains=f" {stem} ")
    return _page(found, limit, start)


def renew(story_ids: Collection[int]) -> int:
    """Read the quotes of these stories again; returns how many there are. The caller holds no other row of theirs."""
    with transaction.atomic():
        before = Said.objects.filter(story__in=story_ids)
        touched = set(before.exclude(person=None).values_list("person", flat=True))
        before.delete()
        rows = list(_rows_of(story_ids))
        _name_persons(rows)
        Said.objects.bulk_create(rows)
        touched |= {row.person_id for row in rows if row.person_id}
        if touched:
            quotes_renewed.send(sender=Said, topic_ids=touched)
    return len(rows)


def claim(topic: Topic, names: Iterable[str]) -> int:
    """A person was named, or named in another way: what was printed under that name, and is nobody's yet, is theirs."""
    if topic.kind != TopicKind.PERSON:
        return 0
    nobodys = Said.objects.filter(speaker_key__in=[key_of(name) for name in names], person=None)
    claimed = nobodys.update(person=topic)
    if claimed:
        quotes_renewed.send(sender=Said, topic_ids={topic.pk})
    return claimed


def key_of(name: str) -> str:
    return " ".join(name.casefold().split())[:LONGEST_NAME]


def _page(found: QuerySet[Said], limit: int, start: int) -> Page:
    cards = found.select_related("story", "story__section").defer("story__body", "stems").order_by("-said_at", "-pk")
    rows = list(cards[start : start + limit + 1])
    return Page(rows[:limit], len(rows) > limit)


def _rows_of(story_ids: Collection[int]) -> Iterator[Said]:
    seen = Story.objects.filter(pk__in=story_ids).exclude(published_at=None).order_by("pk")
    quoting = seen.annotate(raw=Cast("body", TextField())).filter(raw__contains='"quote"')
    for key, at, raw in quoting.values_list("pk", "published_at", "raw"):
        yield from _quotes_in(key, at, raw)


def _quotes_in(key: int, at: datetime, raw: str) -> Iterator[Said]:
    try:
        blocks = [block["value"] for block in json.loads(raw) if block["type"] == "quote"]
    except (ValueError, KeyError, TypeError) as error:
        log.warning("The quotes of story %s cannot be read: %s", key, error)
        return
    for position, value in enumerate(filter(_is_said, blocks)):
        yield _row(key, at, position, value)


def _is_said(value: Any) -> bool:
    return isinstance(value, dict) and bool(str(value.get("text") or "").strip())


def _row(key: int, at: datetime, position: int, value: dict[str, Any]) -> Said:
    text = str(value["text"]).strip()
    speaker = str(value.get("speaker") or value.get("attribution") or "").strip()[:LONGEST_NAME]
    return Said(
        story_id=key,
        position=position,
        text=text,
        speaker=speaker,
        speaker_key=key_of(speaker),
        role=str(value.get("speaker_role") or "").strip()[:LONGEST_NAME],
        person_id=value.get("person") or None,
        source_id=value.get("source") or None,
        said_at=at,
        stems=f" {' '.join(stems(text))} ",
    )


def _name_persons(rows: list[Said]) -> None:
    """Keys that lead nowhere any more are let go; a printed name that is one person's is that person's. Three queries."""
    topics = set(Topic.objects.filter(pk__in={row.person_id for row in rows if row.person_id}).values_list("pk", flat=True))
    sources = set(Source.objects.filter(pk__in={row.source_id for row in rows if row.source_id}).values_list("pk", flat=True))
    persons = _persons_called({row.speaker_key for row in rows if row.speaker_key and row.person_id not in topics})
    for row in rows:
        row.source_id = row.source_id if row.source_id in sources else None
        row.person_id = row.person_id if row.person_id in topics else persons.get(row.speaker_key)


def _persons_called(keys: set[str]) -> dict[str, int]:
    """The person of each name that belongs to one person alone."""
    if not keys:
        return {}
    named = Topic.objects.filter(kind=TopicKind.PERSON).annotate(key=Lower("name")).filter(key__in=keys)
    spelt = TopicSpelling.objects.filter(topic__kind=TopicKind.PERSON).annotate(key=Lower("text")).filter(key__in=keys)
    found: dict[str, set[int]] = {}
    for key, person in [*named.values_list("key", "pk"), *spelt.values_list("key", "topic")]:
        found.setdefault(key, set()).add(person)
    return {key: persons.pop() for key, persons in found.items() if len(persons) == 1}
