"""*Berita Terkait*: the published stories near a story, and why. What its text names already is not named again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from redaksi.archive.engines import Unavailable, engine
from redaksi.archive.links import linked_stories
from redaksi.archive.models import Neighbourhood
from redaksi.archive.neighbours import Neighbours, profile_of_story
from redaksi.archive.renewing import BESIDE, KEPT, beside_in_storyline, kept
from redaksi.stories import cards
from redaksi.stories.cards import Card
from redaksi.stories.models import Story
from redaksi.stories.prepared import Prepared

SPARE = 2  # stories fetched more than are shown


@dataclass(frozen=True)
class Neighbour:
    """A story and why it is offered: the names, places, words that both have, the storyline's name or the section's."""

    story: Card
    why: str


class Ready(NamedTuple):
    """What lies ready of a story's neighbours: its key, how near and why, of each. Not `is_known` until it was made."""

    others: Sequence[list[Any]] = ()
    is_known: bool = False

    @property
    def scores(self) -> dict[int, float]:
        return {key: score for key, score, _why in self.others}


_rows = Prepared(lambda stories: Neighbourhood.objects.filter(story__in=stories).order_by().values_list("others", "renewed_at"))


def ready_for(story: int) -> Ready:
    """One query."""
    return next((Ready(others, renewed_at is not None) for others, renewed_at in _rows([story])), Ready())


def stories_near(story: Story, limit: int = 4, ready: Ready | None = None) -> list[Neighbour]:
    """At most `limit` published neighbours, the storyline's next and previous first; never the story itself, a second
    print of it or of another, nor what an editor put between its paragraphs (“Baca juga”).

    For a published story: one query for the stories in the row that lies `ready`, and one for that row where it is not given.
    Until there is one, as for a text that is still written, the index is asked, and where it cannot answer its links.
    Photographs come without renditions.
    """
    if not story.is_public:
        return _near_now(story, limit)
    known = ready or ready_for(story.pk)
    return _shown(story, known.others, limit) if known.is_known else _near_now(story, limit)


def picked_in(story: Story) -> list[int]:
    """The stories that its text leads to, in the order in which it does."""
    blocks: Iterable[Mapping[str, Any]] = story.body.raw_data if story.body else ()
    picked = (block["value"].get("story") for block in blocks if block["type"] == "related")
    return list(dict.fromkeys(key for key in picked if key))


def _near_now(story: Story, limit: int) -> list[Neighbour]:
    picked = picked_in(story)
    try:
        near = Neighbours(engine()).near(profile_of_story(story), min(KEPT, limit + SPARE + len(picked)), story.pk)
    except Unavailable:
        return _linked(story, limit)
    beside = list(beside_in_storyline(story))
    found = [kept(each) for each in near if each.why and each.key not in beside]
    return _shown(story, [*([key, BESIDE, ""] for key in beside), *found], limit)


def _linked(story: Story, limit: int) -> list[Neighbour]:
    picked = picked_in(story)
    linked = linked_stories(story, limit + len(picked))
    return [Neighbour(other, why) for other, why in linked if other.pk not in picked][:limit]


def _shown(story: Story, others: Iterable[list[Any]], limit: int) -> list[Neighbour]:
    out = {story.pk, *picked_in(story)}
    why = {key: why for key, _score, why in others if key not in out}
    line = story.storyline.name if story.storyline else ""
    return [Neighbour(other, why[other.pk] or line) for other in _first_published(list(why), limit)]


def _first_published(keys: list[int], limit: int) -> list[Card]:
    """In their order. One query; a second one where so many are withdrawn by now that a gap would be left."""
    rows: dict[int, Card] = {}
    for some in (keys[: limit + SPARE], keys[limit + SPARE :]):
        if some and len(rows) < limit:
            rows |= cards.published(some)
    return [rows[key] for key in keys if key in rows][:limit]
