"""Topics by name and kind, found or made: an archive brings a hundred thousand, and each for itself would ask six times."""

from collections.abc import Iterable, Mapping
from functools import partial
from itertools import batched

from django.db import transaction
from django.tasks import task
from wagtail.search.backends import get_search_backends

from redaksi.stories.models import Topic
from redaksi.stories.slugs import first_free, slug_of

AT_ONCE = 500
Key = tuple[str, str]


def topics_named(descriptions: Mapping[Key, str]) -> dict[Key, Topic]:
    """A row for each name and kind; the description is for those that have to be made. Three queries for five hundred."""
    found: dict[Key, Topic] = {}
    for keys in batched(sorted(descriptions), AT_ONCE):
        here = Topic.objects.filter(name__in={name for name, _kind in keys})
        rows = {(topic.name, topic.kind): topic for topic in here}
        new = {key: descriptions[key] for key in keys if key not in rows}
        found |= {key: rows[key] for key in keys if key in rows} | _made(new)
    return found


def _made(descriptions: Mapping[Key, str]) -> dict[Key, Topic]:
    if not descriptions:
        return {}
    slugs = _free_slugs([name for name, _kind in descriptions])
    pairs = zip(descriptions.items(), slugs, strict=True)
    topics = [Topic(name=name, kind=kind, slug=slug, description=text) for ((name, kind), text), slug in pairs]
    Topic.objects.bulk_create(topics)
    ids = [topic.pk for topic in topics]
    transaction.on_commit(partial(make_topics_findable.enqueue, ids))
    return dict(zip(descriptions, topics, strict=True))


def _free_slugs(names: Iterable[str]) -> list[str]:
    """Only of a name whose address is taken are its neighbours looked up."""
    wanted = [slug_of(name) for name in names]
    taken = set(Topic.objects.filter(slug__in=wanted).values_list("slug", flat=True))
    looked_around: set[str] = set()
    free = []
    for slug in wanted:
        if slug in taken and slug not in looked_around:
            taken |= set(Topic.objects.filter(slug__startswith=f"{slug}-").values_list("slug", flat=True))
            looked_around.add(slug)
        free.append(first_free(slug, taken))
        taken.add(free[-1])
    return free


@task
def make_topics_findable(topic_ids: list[int]) -> int:
    """Put these topics into the admin's own search, which hears of none that was not saved by itself; returns how many."""
    topics = list(Topic.objects.filter(pk__in=topic_ids))
    for backend in get_search_backends(with_auto_update=True):
        backend.get_index_for_model(Topic).add_items(Topic, topics)
    return len(topics)
