from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import batched
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.models import Page

from redaksi.stories.actions.take_over import check_right
from redaksi.stories.models import Batch, Story

if TYPE_CHECKING:
    from redaksi.staff.models import User

AT_ONCE = 100


@dataclass
class TakenBack:
    """`stayed_public`: addresses of what readers have seen. `stayed_drafts`: keys of drafts that somebody works on here."""

    count: int = 0
    stayed_public: list[str] = field(default_factory=list)
    stayed_drafts: list[int] = field(default_factory=list)


def take_back(batch: Batch, by: User | None) -> TakenBack:
    """Drop the drafts that came with this batch and that nobody has touched since; whatever readers saw, stays.

    People, topics and pictures that came with them stay, too: other stories may name them by now. Safe to repeat. Raises
    `PermissionDenied`.
    """
    check_right(by)
    taken = TakenBack()
    stories = Story.objects.filter(source_ids__batch=batch).order_by("pk").distinct()
    known = stories.values_list("pk", "address", "latest_revision")
    for chunk in batched(list(known), AT_ONCE):
        taken.stayed_public += [address for _key, address, _version in chunk if address]
        taken.stayed_drafts += [key for key, address, version in chunk if version and not address]
        taken.count += _drop([key for key, address, version in chunk if not address and not version])
    Batch.objects.filter(pk=batch.pk).update(story_count=stories.count())
    return taken


@transaction.atomic
def _drop(keys: Iterable[int]) -> int:
    """Checked once more where the rows are held: a story may have been published a moment ago."""
    never_seen = Story.objects.select_for_update(of=("self",)).filter(pk__in=list(keys), address=None, number=None)
    untouched = list(never_seen.filter(is_public=False, latest_revision=None).values_list("pk", flat=True))
    Page.objects.filter(pk__in=untouched).delete()
    return len(untouched)
