from __future__ import annotations

from collections.abc import Sequence
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from redaksi.stories.actions import acquaintance
from redaksi.stories.actions.take_over import check_right
from redaksi.stories.actions.topics import AT_ONCE, topics_named
from redaksi.stories.models import Storyline, TopicSpelling

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
    for topics in batched(edition.topics, AT_ONCE):
        _introduce_topics(topics)


def _introduce_topics(topics: Sequence[TopicCopy]) -> None:
    rows = topics_named({(topic.name, topic.kind): topic.description for topic in reversed(topics)})
    for topic in topics:
        _complete(rows[topic.name, topic.kind], description=topic.description)
    spelled = {rows[topic.name, topic.kind]: topic.spellings for topic in topics if topic.spellings}
    there: dict[int, set[str]] = {row.pk: set() for row in spelled}
    for key, text in TopicSpelling.objects.filter(topic__in=spelled).values_list("topic_id", "text"):
        there[key].add(text)
    TopicSpelling.objects.bulk_create(
        TopicSpelling(topic=row, text=text, sort_order=order)
        for row, spellings in spelled.items()
        for order, text in enumerate((t for t in dict.fromkeys(spellings) if t not in there[row.pk]), start=len(there[row.pk]))
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
