"""What stands where on the first page: the editors' choice, then the newest, then each section's own. Nothing twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from redaksi.audience import trials
from redaksi.stories import cards
from redaksi.stories.cards import Card
from redaksi.stories.models import FrontPage, Section, Story
from redaksi.stories.models.section import SectionForm

LATEST = 8
BESIDE_LEAD = 2
LONGEST_RIVER = 12
SPARE = 10  # rows asked for beyond what the places need, so that the lead can be the newest with a photograph


@dataclass(frozen=True)
class River:
    section: Section
    stories: Sequence[Card]


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


def composed(front_page: FrontPage, sections: Sequence[Section]) -> Composition:
    """Decide every place by number, then ask for all the stories at once: as many queries for three as for a million."""
    layout = Layout()
    chosen = _chosen(front_page)
    newest = _newest(front_page.seconds_count + LATEST + len(chosen) + BESIDE_LEAD + SPARE)
    lead = layout.take(_leads(chosen, newest), 1)
    beside = layout.take(_beside(lead), BESIDE_LEAD)
    seconds = layout.take([*chosen, *newest], front_page.seconds_count)
    latest = layout.take(newest, LATEST)
    rivers = _rivers(layout, sections, front_page.section_count)
    stories = _stories(layout.taken)
    cards.sign(card for section, river in rivers if section.form == SectionForm.OPINION for card in _told(river, stories))
    return Composition(
        lead=next(iter(_told(lead, stories)), None),
        beside_lead=_told(beside, stories),
        seconds=_told(seconds, stories),
        latest=_told(latest, stories),
        trials=[Trial(each.pk, each.story.get_absolute_url(), each.other_headline) for each in trials.running()],
        rivers=[River(section, told) for section, river in rivers if (told := _told(river, stories))],
    )


def _told(places: Iterable[Candidate], stories: dict[int, Card]) -> list[Card]:
    return [stories[candidate.pk] for candidate in places if candidate.pk in stories]


def _stories(pks: Iterable[int]) -> dict[int, Card]:
    shown = cards.read(Story.objects.published().filter(pk__in=pks).order_by())
    return {card.pk: card for card in cards.with_pictures(shown)}


def _candidates(stories: QuerySet[Story]) -> list[Candidate]:
    return [Candidate(*row) for row in stories.values_list("pk", "lead_photo", "storyline")]


def _chosen(front_page: FrontPage) -> list[Candidate]:
    """What the editors placed and readers may see, in their order. A preview's places are not in the database yet."""
    order = [place.story_id for place in front_page.places.all()]
    placed = {candidate.pk: candidate for candidate in _candidates(Story.objects.published().filter(pk__in=order).order_by())}
    return [placed[pk] for pk in order if pk in placed]


def _newest(how_many: int) -> list[Candidate]:
    return _candidates(Story.objects.published().newest_first()[:how_many])


def _leads(chosen: Sequence[Candidate], newest: Sequence[Candidate]) -> list[Candidate]:
    pictured = [candidate for candidate in newest if candidate.photo]
    return [*chosen[:1], *pictured, *newest]


def _beside(lead: Sequence[Candidate]) -> list[Candidate]:
    """What the lead's running story told before."""
    if not lead or lead[0].storyline is None:
        return []
    same = Story.objects.published().filter(storyline=lead[0].storyline).exclude(pk=lead[0].pk)
    return _candidates(same.newest_first()[:BESIDE_LEAD])


def _rivers(layout: Layout, sections: Sequence[Section], how_many: int) -> list[tuple[Section, list[Candidate]]]:
    newest = _newest_of_each(sections, min(how_many, LONGEST_RIVER), frozenset(layout.taken))
    return [(section, layout.take(newest[section.pk], how_many)) for section in sections]


def _newest_of_each(sections: Sequence[Section], how_many: int, besides: frozenset[int]) -> dict[int, list[Candidate]]:
    """Which stories are each section's newest: one short walk down the index for each place, all in one query."""
    free = Story.objects.published().exclude(pk__in=besides)
    own = free.filter(section=OuterRef("pk")).newest_first().values("pk")
    places = {f"place_{number}": Subquery(own[number : number + 1]) for number in range(how_many)}
    shown = Section.objects.filter(pk__in=[section.pk for section in sections]).order_by().annotate(**places)
    return {pk: [Candidate(story) for story in row if story] for pk, *row in shown.values_list("pk", *places)}
