from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision

from redaksi.stories.actions import traces
from redaksi.stories.actions.take_over import check_right
from redaksi.stories.models import Batch, SourceId, Story

if TYPE_CHECKING:
    from redaksi.staff.models import User

AT_ONCE = 100


@dataclass
class TakenBack:
    """`count`: drafts dropped. `versions`: known stories that say again what they said before the run.

    `stayed_public`: addresses of what readers have seen. `stayed_drafts`: keys of stories that somebody works on here.
    """

    count: int = 0
    versions: int = 0
    stayed_public: list[str] = field(default_factory=list)
    stayed_drafts: list[int] = field(default_factory=list)


def take_back(batch: Batch, by: User | None) -> TakenBack:
    """Undo a run as far as nobody has seen or touched what it brought: drop its drafts, put the version before its new ones.

    Whatever readers saw, stays. People, topics and pictures that came with it stay, too: other stories may name them by
    now. Safe to repeat. Raises `PermissionDenied`.
    """
    check_right(by)
    taken = TakenBack()
    for keys in batched(list(_stories_of(batch).values_list("pk", flat=True)), AT_ONCE):
        _take_back(list(keys), batch, by, taken)
    Batch.objects.filter(pk=batch.pk).update(story_count=_stories_of(batch).count())
    return taken


def _stories_of(batch: Batch) -> Any:
    """What came with it, came again with it, or came back with it from an archive."""
    came_back = PageLogEntry.objects.filter(action=traces.REINSTATED, **{f"data__{traces.RUN}": str(batch.uid)})
    known = SourceId.objects.filter(batch=batch)
    return Story.objects.filter(Q(pk__in=known.values("story")) | Q(pk__in=came_back.values("page"))).order_by("pk")


@transaction.atomic
def _take_back(keys: Sequence[int], batch: Batch, by: User | None, taken: TakenBack) -> None:
    """Decided where the rows are held: a story may have been published a moment ago."""
    stories = list(Story.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    renewals, touched = traces.renewals(keys), traces.touched_since(keys, batch)
    dropped = []
    for story in stories:
        standing = renewals.get(story.pk, [])
        own = [entry for entry in standing if traces.run_of(entry) == str(batch.uid)]
        came_earlier = bool(own) and own[0].data["before"]["run"] != str(batch.uid)
        is_latest = standing[-1:] == own[-1:] and story.pk not in touched
        if came_earlier and is_latest and _is_unseen(story) and _put_back(story, own, batch, by):
            taken.versions += 1
        elif story.address:
            taken.stayed_public.append(story.address)
        elif came_earlier or not is_latest:
            taken.stayed_drafts.append(story.pk)
        else:
            dropped.append(story.pk)
    Page.objects.filter(pk__in=dropped).delete()
    taken.count += len(dropped)


def _is_unseen(story: Story) -> bool:
    """Whether nobody has handed its latest version in, planned it or published it."""
    latest = story.latest_revision
    is_planned = latest is not None and latest.approved_go_live_at is not None
    return story.latest_revision_id != story.live_revision_id and not is_planned and not story.workflow_in_progress


def _put_back(story: Story, renewals: Iterable[PageLogEntry], batch: Batch, by: User | None) -> bool:
    """The version before the first of these, as a new version. False where that version is no longer kept."""
    firsts: dict[tuple[str, str], dict[str, Any]] = {}
    for entry in renewals:
        before = entry.data["before"]
        firsts.setdefault((before["source"], before["identifier"]), before)
    first, *_others = firsts.values()
    kept = Revision.objects.filter(pk=first["version"]).first()
    if kept is None:
        return False
    version = kept.as_object()
    revision = version.save_revision(user=by, changed=False, clean=False)
    Page.objects.filter(pk=story.pk).update(has_unpublished_changes=first["has_changes"])
    data = {traces.RUN: str(batch.uid)}
    log(instance=version, action=traces.TAKEN_BACK, user=by, revision=revision, content_changed=True, data=data)
    for before in firsts.values():
        _know_again(story, before, batch)
    return True


def _know_again(story: Story, before: dict[str, Any], batch: Batch) -> None:
    """As it was before the run: the item makes a new version when it comes again, and pictures that it lacks are looked for."""
    run = Batch.objects.filter(uid=before["run"]).first() or batch
    known = SourceId.objects.filter(story=story, source=before["source"], identifier=before["identifier"])
    known.update(digest=before["digest"], batch=run, missing_photos=before.get("missing_photos", 0))
