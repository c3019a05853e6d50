"""What lies near each published story, found again in the background after the story or something near it has changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from django.db import transaction
from django.utils import timezone

from redaksi.archive import reading
from redaksi.archive.engines import Engine
from redaksi.archive.models import Due, Neighbourhood
from redaksi.archive.nearness import Near
from redaksi.archive.neighbours import Neighbours
from redaksi.archive.signals import lists_renewed
from redaksi.stories.models import Story

KEPT = 12
"""More than any page shows: what is withdrawn or shown in the text already leaves no gap."""
TOUCHED = 6
"""So many of the nearest are looked at again when a story changes: in their lists it may stand now."""
AT_ONCE = 20
BESIDE = 9.0
"""The score of what stands beside a story in its storyline: above whatever is near by words."""

Other = list[object]
"""A story's key, its score, and why; `why` is empty for what stands next to it in its storyline."""


def note(published: Collection[int], others: Collection[int]) -> None:
    """These stories were read again: the published ones' lists are due, the others have none."""
    gone = Neighbourhood.objects.filter(story__in=others)
    _touch(key for lists in gone.values_list("others", flat=True) for key, *_rest in lists[:TOUCHED])
    gone.delete()
    there = set(Story.objects.filter(pk__in=published).values_list("pk", flat=True))
    Neighbourhood.objects.bulk_create(
        (Neighbourhood(story_id=key, due=Due.ITSELF) for key in sorted(there)),
        update_conflicts=True,
        unique_fields=["story"],
        update_fields=["due"],
    )


def note_missing(story_ids: Collection[int]) -> None:
    """The published ones of them whose list nobody has begun."""
    there = set(Neighbourhood.objects.filter(story__in=story_ids).values_list("story_id", flat=True))
    missing = set(story_ids) - there
    note(set(Story.objects.published().filter(pk__in=missing).values_list("pk", flat=True)), ())


def is_due() -> bool:
    return Neighbourhood.objects.filter(due__gt=0).exists()


def renew(index: Engine, is_called_away: Callable[[], bool] = lambda: False) -> int:
    """Look again around the next few stories, changed ones first, the latest first, or, where something else has to be done,
    around one; returns how many. Raises `Unavailable`."""
    due = {row.pk: row for row in Neighbourhood.objects.filter(due__gt=0).order_by("-due", "-story")[:AT_ONCE]}
    if not due:
        return 0
    found: dict[int, list[Other]] = {}
    for key, others in lists_of(index, due):
        found[key] = others
        if is_called_away():
            due = {key: due[key] for key in found}
            break
    with transaction.atomic():
        _keep(due, found)
    return len(due)


def lists_of(index: Engine, keys: Iterable[int], limit: int = KEPT) -> Iterator[tuple[int, list[Other]]]:
    """What lies near each of these stories, as it is kept; none for a key without a story. Raises `Unavailable`."""
    neighbours, sources = Neighbours(index), reading.profiles(keys)
    for story in Story.objects.filter(pk__in=sources).order_by("pk").only("pk", "storyline", "published_at"):
        beside = list(beside_in_storyline(story))
        others = index.profiles(beside).values()
        near = neighbours.near(sources[story.pk], limit, story.pk, besides=others)
        placed: list[Other] = [[key, BESIDE, ""] for key in beside]
        placed += [kept(each) for each in near if each.key not in beside and each.why]
        yield story.pk, placed[:limit]


def kept(near: Near[int]) -> Other:
    return [near.key, round(near.score, 4), " · ".join(near.why)]


def beside_in_storyline(story: Story) -> Iterator[int]:
    """The storyline's next story and the one before it."""
    if story.storyline_id is None or story.published_at is None:
        return
    line = Story.objects.published().filter(storyline=story.storyline_id).exclude(pk=story.pk)
    later = line.filter(published_at__gte=story.published_at).order_by("published_at", "pk")
    earlier = line.filter(published_at__lt=story.published_at).order_by("-published_at", "-pk")
    for neighbours in (later, earlier):
        yield from neighbours.values_list("pk", flat=True)[:1]


def _keep(due: dict[int, Neighbourhood], found: dict[int, list[Other]]) -> None:
    now, changed, touched = timezone.now(), [], set()
    still_there = set(Story.objects.filter(pk__in=due).values_list("pk", flat=True))
    rows = [row for key, row in due.items() if key in still_there]
    for row in rows:
        others = found.get(row.pk, [])
        if row.due == Due.ITSELF:
            touched |= {key for key, *_rest in [*row.others[:TOUCHED], *others[:TOUCHED]]}
        if _shown(row.others) != _shown(others) or row.renewed_at is None:
            changed.append(row.pk)
        row.others, row.renewed_at, row.due = others, now, Due.NOT
    Neighbourhood.objects.bulk_update(rows, ["others", "renewed_at", "due"])
    _touch(touched - due.keys())
    if changed:
        lists_renewed.send(sender=Neighbourhood, story_ids=changed)


def _shown(others: Iterable[Other]) -> list[tuple[object, object]]:
    return [(key, why) for key, _score, why in others]


def _touch(keys: Iterable[object]) -> None:
    Neighbourhood.objects.filter(story__in=set(keys), due=Due.NOT).update(due=Due.NEAR)
