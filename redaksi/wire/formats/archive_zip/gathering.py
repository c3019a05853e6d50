"""Stories with their past, from the tables: ids spelled as names, in a fixed number of queries a chunk."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import Revision

from redaksi.staff.models import User
from redaksi.stories import pointers
from redaksi.stories.models import Contributor, Photo, Source, Story, Storyline, Topic, Withdrawal
from redaksi.stories.past import KnownAs, StoryPast, VersionPast, WithdrawalPast

Contents = dict[int, list[tuple[Revision, dict[str, Any]]]]
_UIDS: dict[str, Any] = {
    "photo": Photo,
    "topic": Topic,
    "contributor": Contributor,
    "storyline": Storyline,
    "story": Story,
}


def pasts_of(stories: Sequence[Story]) -> list[StoryPast]:
    """`stories` come with their links and source ids fetched."""
    revisions = _revisions_of(stories)
    story_rows = {story.pk: _row(story) for story in stories}
    contents = [*story_rows.values(), *(dict(each.content) for own in revisions.values() for each in own)]
    names = _Names(contents)
    withdrawals = {each.story_id: each for each in Withdrawal.objects.filter(story__in=stories).select_related("withdrawn_by")}
    return [
        _past(story, story_rows[story.pk], revisions.get(str(story.pk), []), withdrawals.get(story.pk), names)
        for story in stories
    ]


class _Names:
    """By kind and id what the rows are called wherever they are."""

    def __init__(self, contents: Iterable[dict[str, Any]]) -> None:
        wanted: dict[str, set[int]] = {}

        def look(kind: str, key: Any) -> Any:
            if str(key).isdigit():
                wanted.setdefault(kind, set()).add(int(key))
            return key

        for content in contents:
            pointers.renamed(content, look)
        self._names = {kind: _named(kind, keys) for kind, keys in wanted.items()}

    def of(self, kind: str, key: Any) -> str | None:
        return self._names.get(kind, {}).get(int(key)) if str(key).isdigit() else None


def _named(kind: str, keys: set[int]) -> dict[int, str]:
    if kind == "user":
        return dict(User.objects.filter(pk__in=keys).values_list("pk", "username"))
    if kind == "source":
        found = Source.objects.filter(pk__in=keys).values_list("pk", "kind", "name")
        return {key: f"{source_kind}:{name}" for key, source_kind, name in found}
    return {key: str(uid) for key, uid in _UIDS[kind].objects.filter(pk__in=keys).values_list("pk", "uid")}


def _revisions_of(stories: Sequence[Story]) -> dict[str, list[Revision]]:
    keys = [str(story.pk) for story in stories]
    found = Revision.page_revisions.filter(object_id__in=keys).select_related("user").order_by("created_at", "pk")
    own: dict[str, list[Revision]] = {}
    for revision in found:
        own.setdefault(revision.object_id, []).append(revision)
    return own


def _row(story: Story) -> dict[str, Any]:
    """What the tables say of it, as a version would."""
    row = get_serializable_data_for_fields(story)
    for name in pointers.LINKS:
        row[name] = [get_serializable_data_for_fields(link) for link in getattr(story, name).all()]
    return json.loads(json.dumps(row, default=in_json))


def in_json(value: Any) -> str:
    """Times to the microsecond: Django's own encoder cuts them."""
    return value.isoformat() if isinstance(value, date) else str(value)


def _past(
    story: Story, row: dict[str, Any], revisions: Sequence[Revision], withdrawal: Withdrawal | None, names: _Names
) -> StoryPast:
    return StoryPast(
        uid=str(story.uid),
        state="withdrawn" if withdrawal else "published" if story.is_public else "draft",
        section=story.section.title if story.section else "",
        row=pointers.renamed(row, names.of),
        number=story.number,
        address=story.address,
        versions=[_version(story, revision, names) for revision in revisions],
        withdrawal=_withdrawal(withdrawal) if withdrawal else None,
        known_as=[KnownAs(each.source, each.identifier, each.digest, each.missing_photos) for each in story.source_ids.all()],
    )


def _version(story: Story, revision: Revision, names: _Names) -> VersionPast:
    return VersionPast(
        at=revision.created_at,
        by=revision.user.username if revision.user else "",
        content=pointers.renamed(revision.content, names.of),
        is_live=revision.pk == story.live_revision_id,
        is_latest=revision.pk == story.latest_revision_id,
        goes_out_at=revision.approved_go_live_at,
    )


def _withdrawal(row: Withdrawal) -> WithdrawalPast:
    return WithdrawalPast(row.ground, row.reason, row.withdrawn_at, row.withdrawn_by.username if row.withdrawn_by else "")
