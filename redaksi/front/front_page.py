"""What stands where on the first page: the editors' choice, then the newest, then each section's own. Nothing twice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from redaksi.audience import trials
from redaksi.stories import cards
from redaksi.stories.cards import Card
from redaksi.stories.models import FrontPage, Section, Story
from redaksi.stories.models.section import SectionForm
from redaksi.stories.prepared import Prepared

LATEST = 8
BESIDE_LEAD = 2
LONGEST_RIVER = 12
SPARE = 10  # rows asked for beyond what the places need, so that the lead can be the newest with a photograph


@dataclass(frozen=True)
class River:
    section: Section
    stories: Sequence[Card]


class Tried(NamedTuple):
    """Two stories tried against each other: `other` stands in the place of `story` for some visits, and the other way round.

    `place`: 0 is the lead's; the second of the two stands right after it.
    """

    number: int
    place: int
    story: int
    other: int


class Trial(NamedTuple):
    """Another headline that some visits see, by chance; the browser chooses."""

    number: int
    address: str
    headline: str


@dataclass(frozen=True)
class Composition:
    """The first page, filled."""

    lead: Card | None
    beside_lead: Sequence[Card]
    seconds: Sequence[Card]
    latest: Sequence[Card]
    rivers: Sequence[River]
    trials: Sequence[Trial] = ()
    tried: Tried | None = None
    others: Mapping[int, Card] = field(default_factory=dict)
    """By the key of a story on trial: which one some visits see in its place."""


class Candidate(NamedTuple):
    """As much of a story as decides where it stands."""

    pk: int
    photo: int | None = None
    storyline: int | None = None


@dataclass
class Layout:
    """Which places are taken, by which stories."""

    taken: set[int] = field(default_factory=set)

    def take(self, candidates: Iterable[Candidate], how_many: int) -> list[Candidate]:
        """The first `how_many` that stand nowhere yet; from now on they do."""
        unique = {candidate.pk: candidate for candidate in candidates if candidate.pk not in self.taken}
        free = list(unique.values())[:how_many]
        self.taken.update(candidate.pk for candidate in free)
        return free


AS_CANDIDATES = ("pk", "lead_photo", "storyline")
_of_keys = Prepared(lambda keys: Story.objects.published().filter(pk__in=keys).order_by().values_list(*AS_CANDIDATES))
_newest_of_storyline = Prepared(
    lambda lines: (
        Story.objects.published().filter(storyline=lines[0]).newest_first().values_list(*AS_CANDIDATES)[: BESIDE_LEAD + 1]
    )
)


def composed(front_page: FrontPage, sections: Sequence[Section]) -> Composition:
    """Decide every place by number, then ask for all the stories at once: as many queries for three as for a million."""
    layout, on_trial = Layout(), trials.running()
    tried = _tried(on_trial)
    pair = layout.take([Candidate(tried.story), Candidate(tried.other)] if tried else [], 2)
    chosen = _chosen(front_page)
    newest = _newest(front_page.seconds_count + LATEST + len(chosen) + BESIDE_LEAD + SPARE)
    lead = layout.take(_leads(chosen, newest), 1) if not tried or tried.place else pair[:1]
    beside = layout.take(_beside(lead), BESIDE_LEAD)
    placed = pair if not tried or tried.place else pair[1:]
    seconds = layout.take([*chosen, *newest], max(front_page.seconds_count - len(placed), 0))
    at = max(tried.place - 1, 0) if tried else 0
    seconds[at:at] = placed
    latest = layout.take(newest, LATEST)
    rivers = _rivers(layout, sections, front_page.section_count)
    stories = _stories(layout.taken)
    cards.sign(card for section, river in rivers if section.form == SectionForm.OPINION for card in _told(river, stories))
    return Composition(
        lead=next(iter(_told(lead, stories)), None),
        beside_lead=_told(beside, stories),
        seconds=_told(seconds, stories),
        latest=_told(latest, stories),
        trials=[Trial(each.pk, each.story.get_absolute_url(), each.other_headline) for each in on_trial if not each.rival],
        tried=tried,
        others=_others(tried, stories),
        rivers=[River(section, told) for section, river in rivers if (told := _told(river, stories))],
    )


def _tried(on_trial: Iterable[trials.Experiment]) -> Tried | None:
    """The first of those of a place whose stories readers may both see."""
    found = (
        Tried(each.pk, each.place or 0, each.story_id, each.rival_id or 0) for each in on_trial if _is_tried_in_place(each)
    )
    return next(found, None)


def _others(tried: Tried | None, stories: Mapping[int, Card]) -> dict[int, Card]:
    if tried is None or not {tried.story, tried.other} <= stories.keys():
        return {}
    return {tried.story: stories[tried.other], tried.other: stories[tried.story]}


def _is_tried_in_place(trial: trials.Experiment) -> bool:
    return trial.rival is not None and trials.may_be_read(trial)


def _told(places: Iterable[Candidate], stories: dict[int, Card]) -> list[Card]:
    return [stories[candidate.pk] for candidate in places if candidate.pk in stories]


def _stories(pks: Iterable[int]) -> dict[int, Card]:
    shown = cards.published(list(pks))
    cards.with_pictures(list(shown.values()))
    return shown


def _chosen(front_page: FrontPage) -> list[Candidate]:
    """What the editors placed and readers may see, in their order. A preview's places are not in the database yet."""
    order = [place.story_id for place in front_page.places.all()]
    placed = {row[0]: Candidate(*row) for row in _of_keys(order)}
    return [placed[pk] for pk in order if pk in placed]


def _newest(how_many: int) -> list[Candidate]:
    return [Candidate(*row) for row in _so_many_newest(how_many)()]


@lru_cache(maxsize=8)
def _so_many_newest(how_many: int) -> Prepared[Any]:
    return Prepared(lambda: Story.objects.published().newest_first().values_list(*AS_CANDIDATES)[:how_many])


def _leads(chosen: Sequence[Candidate], newest: Sequence[Candidate]) -> list[Candidate]:
    pictured = [candidate for candidate in newest if candidate.photo]
    return [*chosen[:1], *pictured, *newest]


def _beside(lead: Sequence[Candidate]) -> list[Candidate]:
    """What the lead's running story told before."""
    if not lead or lead[0].storyline is None:
        return []
    same = [Candidate(*row) for row in _newest_of_storyline([lead[0].storyline])]
    return [candidate for candidate in same if candidate.pk != lead[0].pk][:BESIDE_LEAD]


def _rivers(layout: Layout, sections: Sequence[Section], how_many: int) -> list[tuple[Section, list[Candidate]]]:
    newest = _newest_of_each(sections, min(how_many, LONGEST_RIVER), frozenset(layout.taken))
    return [(section, layout.take(newest[section.pk], how_many)) for section in sections]


def _newest_of_each(sections: Sequence[Section], how_many: int, besides: frozenset[int]) -> dict[int, list[Candidate]]:
    """Which stories are each section's newest: one short walk down the index for each place, all in one query."""
    rows = _so_many_of_each(how_many)([section.pk for section in sections], list(besides))
    return {pk: [Candidate(story) for story in row if story] for pk, *row in rows}


@lru_cache(maxsize=LONGEST_RIVER)
def _so_many_of_each(how_many: int) -> Prepared[Any]:
    def question(sections: list[int], besides: list[int]) -> QuerySet:
        free = Story.objects.published().exclude(pk__in=besides)
        own = free.filter(section=OuterRef("pk")).newest_first().values("pk")
        places = {f"place_{number}": Subquery(own[number : number + 1]) for number in range(how_many)}
        return Section.objects.filter(pk__in=sections).order_by().annotate(**places).values_list("pk", *places)

    return Prepared(question)
