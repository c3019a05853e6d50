"""What stands where on the first page: the editors' choice, then the newest, then each section's own. Nothing twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import OuterRef, Prefetch, Q, Subquery, prefetch_related_objects

from redaksi.stories.models import Byline, FrontPage, Section, Story
from redaksi.stories.models.story import StoryQuerySet

LATEST = 8
BESIDE_LEAD = 2
SIGNED = Prefetch("bylines", Byline.objects.select_related("contributor"))
SPARE = 10  # rows asked for beyond what the places need, so that the lead can be the newest with a photograph


@dataclass(frozen=True)
class River:
    section: Section
    stories: Sequence[Story]


@dataclass
class Composition:
    """The first page, filled."""

    lead: Story | None = None
    beside_lead: Sequence[Story] = ()
    seconds: Sequence[Story] = ()
    latest: Sequence[Story] = ()
    rivers: Sequence[River] = ()
    _taken: set[int] = field(default_factory=set)

    def take(self, stories: Iterable[Story], how_many: int) -> list[Story]:
        """The first `how_many` that stand nowhere yet; from now on they do."""
        unique = {story.pk: story for story in stories if story.pk not in self._taken}
        free = list(unique.values())[:how_many]
        self._taken.update(story.pk for story in free)
        return free

    @property
    def shown(self) -> list[Story]:
        lead = [self.lead] if self.lead else []
        in_rivers = [story for river in self.rivers for story in river.stories]
        return [*lead, *self.beside_lead, *self.seconds, *self.latest, *in_rivers]

    @property
    def taken(self) -> frozenset[int]:
        return frozenset(self._taken)


def composed(front_page: FrontPage, sections: Sequence[Section]) -> Composition:
    """Fill the page. The number of queries does not grow with the archive, nor with the sections."""
    page = Composition()
    chosen = _chosen(front_page)
    newest = _newest(front_page.seconds_count + LATEST + len(chosen) + BESIDE_LEAD + SPARE)
    page.lead = next(iter(page.take(_leads(chosen, newest), 1)), None)
    page.beside_lead = page.take(_beside(page.lead), BESIDE_LEAD)
    page.seconds = page.take([*chosen, *newest], front_page.seconds_count)
    page.latest = page.take(newest, LATEST)
    page.rivers = list(_rivers(page, sections, front_page.section_count))
    prefetch_related_objects(page.shown, "lead_photo__renditions", SIGNED)
    return page


def _chosen(front_page: FrontPage) -> list[Story]:
    """What the editors placed and readers may see, in their order. A preview's places are not in the database yet."""
    order = [place.story_id for place in front_page.places.all()]
    stories = {story.pk: story for story in _cards(Story.objects.published().filter(pk__in=order))}
    return [stories[pk] for pk in order if pk in stories]


def _cards(stories: StoryQuerySet) -> StoryQuerySet:
    """Cards without their photographs' renditions: those are asked for once, for the whole page."""
    return stories.on_cards().prefetch_related(None)


def _newest(how_many: int) -> list[Story]:
    return list(_cards(Story.objects.published().newest_first())[:how_many])


def _leads(chosen: Sequence[Story], newest: Sequence[Story]) -> list[Story]:
    pictured = [story for story in newest if story.lead_photo]
    return [*chosen[:1], *pictured, *newest]


def _beside(lead: Story | None) -> list[Story]:
    """What the lead's running story told before."""
    if lead is None or lead.storyline_id is None:
        return []
    same = Story.objects.published().filter(storyline=lead.storyline_id).exclude(pk=lead.pk)
    return list(_cards(same.newest_first())[:BESIDE_LEAD])


def _rivers(page: Composition, sections: Sequence[Section], how_many: int) -> Iterable[River]:
    by_section: dict[int | None, list[Story]] = {}
    for story in _newest_of_each(sections, how_many, page.taken):
        by_section.setdefault(story.section_id, []).append(story)
    for section in sections:
        stories = page.take(by_section.get(section.pk, []), how_many)
        if stories:
            yield River(section, stories)


def _newest_of_each(sections: Sequence[Section], how_many: int, besides: frozenset[int]) -> list[Story]:
    """Each section's newest, in two queries: where each one's slice ends, then all slices at once, over the index."""
    free = Story.objects.published().exclude(pk__in=besides)
    own = free.filter(section=OuterRef("pk")).order_by("-published_at").values("published_at")
    shown = Section.objects.filter(pk__in=[section.pk for section in sections])
    ends = shown.annotate(last=Subquery(own[how_many - 1 : how_many]))
    slices = Q(pk=None)
    for section_id, last in ends.values_list("pk", "last"):
        slices |= Q(section=section_id, published_at__gte=last) if last else Q(section=section_id)
    rows = _cards(free.filter(slices).newest_first())
    return list(rows[: len(sections) * how_many * 4])
