"""An issue put together: by rule when it is due, or of what an editor has picked."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from redaksi.audience import most_read
from redaksi.audience.letters import issues, wishes
from redaksi.audience.letters.issues import Issue, Letter, Rhythm
from redaksi.front.addresses import absolute
from redaksi.press import shown
from redaksi.stories import cards
from redaksi.stories.cards import Card
from redaksi.stories.models import Paper, Story
from redaksi.stories.models.story import StoryQuerySet

LOOKED_BACK = {Rhythm.DAILY: timedelta(days=1), Rhythm.WEEKLY: timedelta(days=7), Rhythm.BY_HAND: timedelta(days=7)}
CANDIDATES = 60


@dataclass(frozen=True)
class Draft:
    subject: str
    text: str
    html: str


def compose_due() -> int:
    """Whatever letter is due and has no issue yet; returns how many were composed. A day without news has none."""
    picked = sum(_compose_picked(wish) is not None for wish in wishes.waiting())
    return picked + sum(_compose(letter) is not None for letter in issues.due(timezone.localtime()))


def _compose_picked(wish: Any) -> Issue | None:
    """What an editor has picked; what has been withdrawn meanwhile is left out."""
    try:
        return send_picked(wish.letter, wish.stories, wish.subject, wish.note)
    except ValueError:
        return None
    finally:
        wish.delete()


def candidates(letter: Letter) -> list[Card]:
    """What an issue may hold: published since the last one, what was read most before what is newest."""
    with shown.aside():
        found = cards.read(_stories(letter).newest_first()[:CANDIDATES])
    weight = {key: -place for place, key in enumerate(most_read.keys(most_read.Scope.WEEK, None, 60), start=-60)}
    return sorted(found, key=lambda card: -weight.get(card.pk, 0))


def send_picked(letter: Letter, stories: Sequence[int], subject: str = "", note: str = "") -> Issue | None:
    """Of these stories, in their order; None where exactly this went out already. Raises `ValueError` for none."""
    with shown.aside():
        found = cards.published(stories)
    picked = [found[key] for key in stories if key in found]
    if not picked:
        raise ValueError("No story is picked")
    digest = hashlib.sha256(repr((timezone.localdate(), stories, subject, note)).encode()).hexdigest()[:16]
    return _keep(letter, f"{timezone.localdate()}-{digest}", drafted(letter, picked, subject, note))


def drafted(letter: Letter, stories: Sequence[Card], subject: str = "", note: str = "") -> Draft:
    """In the letter's language, as text and as HTML."""
    with translation.override(letter.language):
        told = {
            "letter": letter,
            "paper": Paper.load(),
            "day": timezone.localdate(),
            "stories": [(card, absolute(card.get_absolute_url())) for card in stories],
            "note": note.strip(),
            "site": absolute("/"),
        }
        line = subject or _("%(letter)s: %(headline)s") % {"letter": letter.name, "headline": stories[0].headline}
        return Draft(
            " ".join(line.split())[:200],
            render_to_string("front/letters/issue.txt", told),
            render_to_string("front/letters/issue.html", told),
        )


def _compose(letter: Letter) -> Issue | None:
    stories = candidates(letter)[: letter.most_stories]
    return _keep(letter, issues.period_of(letter, timezone.localtime()), drafted(letter, stories)) if stories else None


def _keep(letter: Letter, period: str, draft: Draft) -> Issue | None:
    """None where somebody else has composed it meanwhile."""
    try:
        with transaction.atomic():
            return issues.keep(letter, period, draft.subject, draft.text, draft.html)
    except IntegrityError:
        return None


def _stories(letter: Letter) -> StoryQuerySet:
    stories = Story.objects.published().filter(published_at__gte=_since(letter)).exclude(genre="paid")
    if letter.section_id:
        stories = stories.filter(section=letter.section_id)
    if letter.topic_id:
        stories = stories.filter(story_topics__topic=letter.topic_id)
    return stories


def _since(letter: Letter) -> datetime:
    back = timezone.now() - LOOKED_BACK[Rhythm(letter.rhythm)]
    last = issues.last_composed_at(letter)
    return max(back, last) if last else back
