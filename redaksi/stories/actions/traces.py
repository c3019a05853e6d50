"""What a run leaves in the history of a story, so that it can be told from a person's work, and taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import PageLogEntry, Revision

from redaksi.stories.models import Batch, SourceId, Story

if TYPE_CHECKING:
    from redaksi.staff.models import User
    from redaksi.stories.copy import StoryCopy

RENEWED = "redaksi.renew"
REINSTATED = "redaksi.reinstate"
TAKEN_BACK = "redaksi.take_back"
# Not by the log entry's `uuid`: of entries that share one Wagtail shows the last alone, whatever page it belongs to.
RUN = "run"


def as_it_was(story: Story, copy: StoryCopy) -> dict[str, object]:
    """What has to be known to put the story back: JSON."""
    known = SourceId.objects.filter(story=story, source=copy.source, identifier=copy.identifier)
    digest, run, missing = known.values_list("digest", "batch__uid", "missing_photos").first() or ("", None, 0)
    return {
        "source": copy.source,
        "identifier": copy.identifier,
        "digest": digest,
        "run": str(run or ""),
        "missing_photos": missing,
        "version": story.latest_revision_id,
        "has_changes": story.has_unpublished_changes,
    }


def log_renewal(version: Story, batch: Batch, by: User | None, before: dict[str, object]) -> None:
    """A story that came in bulk gets its first version right before the new one: that is what it was."""
    before = before | {"version": before["version"] or version.revisions.order_by("pk").values_list("pk", flat=True).first()}
    data = {RUN: str(batch.uid), "before": before}
    log(instance=version, action=RENEWED, user=by, revision=version.latest_revision, content_changed=True, data=data)


def log_return(stories: Iterable[Story], batch: Batch, by: User | None) -> None:
    """That they came back from an archive, for all of them in one write."""
    kind, now = ContentType.objects.get_for_model(Story), timezone.now()
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page_id=story.pk,
            content_type=kind,
            label=story.title,
            action=REINSTATED,
            timestamp=now,
            user=by,
            data={RUN: str(batch.uid)},
        )
        for story in stories
    )


def renewals(keys: Sequence[int]) -> dict[int, list[PageLogEntry]]:
    """By story the new versions that runs made of it and that were not taken back since, the first one first."""
    entries = PageLogEntry.objects.filter(page_id__in=keys, action__in=(RENEWED, TAKEN_BACK)).order_by("pk")
    undone = {(entry.page_id, run_of(entry)) for entry in entries if entry.action == TAKEN_BACK}
    found: dict[int, list[PageLogEntry]] = {}
    for entry in entries:
        if entry.action == RENEWED and (entry.page_id, run_of(entry)) not in undone:
            found.setdefault(entry.page_id, []).append(entry)
    return found


def run_of(entry: PageLogEntry) -> str:
    return str(entry.data.get(RUN, ""))


def touched_since(keys: Sequence[int], batch: Batch) -> set[int]:
    """Of these stories those of which somebody has saved a version since the run began."""
    versions = Revision.objects.filter(
        object_id__in=[str(key) for key in keys],
        content_type=ContentType.objects.get_for_model(Story),
        created_at__gte=batch.started_at,
    )
    by_people = versions.exclude(pk__in=_made_by_runs(keys))
    return {int(key) for key in by_people.values_list("object_id", flat=True)}


def _made_by_runs(keys: Sequence[int]) -> set[int]:
    entries = PageLogEntry.objects.filter(page_id__in=keys, action__in=(RENEWED, TAKEN_BACK))
    rows = list(entries.values_list("revision", "data__before__version"))
    return {key for row in rows for key in row if key is not None}
