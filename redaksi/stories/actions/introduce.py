from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from redaksi.stories.actions import acquaintance
from redaksi.stories.actions.take_over import check_right
from redaksi.stories.models import Storyline, Topic, TopicSpelling

if TYPE_CHECKING:
    from redaksi.staff.models import User
    from redaksi.stories.copy import EditionCopy, TopicCopy


@transaction.atomic
def introduce(edition: EditionCopy, by: User | None) -> None:
    """Make the sections, people, topics and storylines that many stories share, in the order given.

    Those that are here already are only completed where they say nothing: no editor's word is overwritten. Raises
    `PermissionDenied`.
    """
    check_right(by)
    for section in edition.sections:
        _complete(acquaintance.sections_named([section.name])[section.name], description=section.description)
    for person in edition.contributors:
        row = acquaintance.contributors_named({(person.name, person.desk)})[person.name, person.desk]
        _complete(row, job_title=person.job_title, bio=person.bio)
    for storyline in edition.storylines:
        _complete(_made(Storyline, name=storyline.name), description=storyline.description)
    for topic in edition.topics:
        _introduce_topic(topic)


def _introduce_topic(topic: TopicCopy) -> None:
    row = _made(Topic, name=topic.name, kind=topic.kind)
    _complete(row, description=topic.description)
    _add_spellings(row, topic.spellings)


def _add_spellings(topic: Topic, spellings: Iterable[str]) -> None:
    there = set(topic.spellings.values_list("text", flat=True))
    missing = [text for text in dict.fromkeys(spellings) if text not in there]
    TopicSpelling.objects.bulk_create(
        TopicSpelling(topic=topic, text=text, sort_order=order) for order, text in enumerate(missing, start=len(there))
    )


def _made(model: Any, **names: str) -> Any:
    row, _is_new = model._default_manager.get_or_create(**names)
    return row


def _complete(row: models.Model, **known: str) -> None:
    missing = {name: text for name, text in known.items() if text and not getattr(row, name)}
    if missing:
        for name, text in missing.items():
            setattr(row, name, text)
        row.save(update_fields=list(missing))
