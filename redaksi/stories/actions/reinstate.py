"""Stories of our own come back with all that they had: number, uid, address, versions, withdrawal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import router, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from wagtail.fields import StreamValue
from wagtail.models import Page, Revision

from redaksi.stories import clean, pointers, prose, rows
from redaksi.stories.actions import traces
from redaksi.stories.actions.placing import place_in_tree
from redaksi.stories.actions.reopen import Ground
from redaksi.stories.actions.take_over import check_right
from redaksi.stories.blocks import Body
from redaksi.stories.models import (
    AddressCounter,
    Batch,
    Byline,
    Listed,
    SourceId,
    Story,
    StorySource,
    StoryTopic,
    Withdrawal,
    WithdrawalGround,
)
from redaksi.stories.signals import stories_brought_in, stories_taken_over, stories_written

if TYPE_CHECKING:
    from redaksi.staff.models import User
    from redaksi.stories.past import StoryPast

_UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LINKS: dict[str, Any] = {"bylines": Byline, "story_topics": StoryTopic, "story_sources": StorySource}


def taken(pasts: Sequence[StoryPast]) -> dict[str, str]:
    """By uid why a story cannot come back here: it, or another with its number, address or source id, is here already."""
    wanted = Q(uid__in=[past.uid for past in pasts]) | Q(number__in=[past.number for past in pasts if past.number])
    wanted |= Q(address__in=[past.address for past in pasts if past.address])
    here = list(Story.objects.filter(wanted).values_list("uid", "number", "address"))
    uids = {str(uid) for uid, _number, _address in here}
    others = {key for _uid, number, address in here for key in (number, address) if key}
    known = _known_here(pasts)
    reasons = {past.uid: _why(past, uids, others, known) for past in pasts}
    return {uid: why for uid, why in reasons.items() if why}


def _known_here(pasts: Sequence[StoryPast]) -> set[tuple[str, str]]:
    named = [(each.source, each.identifier) for past in pasts for each in past.known_as]
    here = SourceId.objects.filter(source__in={name for name, _id in named}, identifier__in=[each for _name, each in named])
    return set(here.values_list("source", "identifier"))


def _why(past: StoryPast, uids: set[str], others: set[object], known: set[tuple[str, str]]) -> str:
    if past.uid in uids:
        return _("it is here already")
    if {past.number, past.address} & others:
        return _("number %(number)s or its address belongs to another story here") % {"number": past.number}
    if known & {(each.source, each.identifier) for each in past.known_as}:
        return _("it came in here from another system already")
    return ""


@transaction.atomic
def reinstate(pasts: Sequence[StoryPast], ground: Ground, batch: Batch, by: User | None) -> list[Story]:
    """All of them or none, none of which is `taken`; no checks, no approval: all that happened already.

    What points at stories that are not here yet waits for `tie_reinstated`. Raises `PermissionDenied`, and `ValueError`
    for what cannot be a past of ours.
    """
    check_right(by)
    ground.rows["story"] = _here(set().union(*map(points_at, pasts)))
    try:
        contents = [_renamed(past.row, ground) for past in pasts]
        stories = [_story(past, content, ground) for past, content in zip(pasts, contents, strict=True)]
        place_in_tree(stories)
        _insert(stories)
        pairs = list(zip(stories, pasts, strict=True))
        for story, content in zip(stories, contents, strict=True):
            _link(story, content)
        _insert_versions(pairs, ground)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(_("not a story as an archive has it: %(error)s") % {"error": repr(error)[:150]}) from error
    _insert_rest(pairs, ground, batch)
    traces.log_return(stories, batch, by)
    _tell(stories, batch)
    return stories


@transaction.atomic
def tie_reinstated(stories: Iterable[int]) -> None:
    """“Read also” and links to stories that came back after those that point at them."""
    for story in Story.objects.filter(pk__in=list(stories)).only("pk", "body"):
        versions = list(Revision.objects.filter(object_id=str(story.pk), content_type=_story_type()))
        bodies = [list(story.body.raw_data), *(json.loads(version.content["body"]) for version in versions)]
        own, *others = _all_tied(bodies)
        Story.objects.filter(pk=story.pk).update(body=StreamValue(Story.body.field.stream_block, own, is_lazy=True))
        for version, body in zip(versions, others, strict=True):
            Revision.objects.filter(pk=version.pk).update(content={**version.content, "body": json.dumps(body)})


def _all_tied(bodies: Sequence[list[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
    named: set[str] = set()
    for body in bodies:
        _renamed_body(body, lambda key: named.add(str(key)))
    here = _here({name for name in named if _UID.fullmatch(name)})
    return [_renamed_body(body, lambda key: here.get(str(key))) for body in bodies]


def points_at(past: StoryPast) -> set[str]:
    """The uids of the stories that it points at, in any of its versions. Raises `ValueError`."""
    found: set[str] = set()
    try:
        for content in [past.row, *(version.content for version in past.versions)]:
            pointers.renamed(content, lambda kind, name: found.add(str(name)) if kind == "story" else name)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(_("not a story as an archive has it: %(error)s") % {"error": repr(error)[:150]}) from error
    return {name for name in found if _UID.fullmatch(name)}


def _here(uids: set[str]) -> dict[str, int]:
    return {str(uid): key for uid, key in Story.objects.filter(uid__in=uids).values_list("uid", "pk")}


def _renamed(content: dict[str, Any], ground: Ground) -> dict[str, Any]:
    """With ids of this database, and only what a body of ours may hold. A story that is not here yet keeps its uid."""

    def row_of(kind: str, name: str) -> Any:
        return ground.of(kind, name) or (name if kind == "story" and _UID.fullmatch(str(name)) else None)

    own = pointers.renamed(content, row_of, clean.rich_text)
    own["body"] = [_waiting(block) for block in own["body"] if _is_allowed(block)]
    own["story_sources"] = [{**link, "url": _web(link.get("url") or "")} for link in own["story_sources"]]
    return own


def _waiting(block: dict[str, Any]) -> dict[str, Any]:
    """A “Read also” whose story is to come remembers it by its uid."""
    if block["type"] != "related" or not isinstance(block["value"]["story"], str):
        return block
    return {**block, "value": {"story": None, "item": block["value"]["story"]}}


def _renamed_body(body: list[dict[str, Any]], find: Callable[[Any], Any]) -> list[dict[str, Any]]:
    def tied(kind: str, key: Any) -> Any:
        return key if kind != "story" or str(key).isdigit() else find(key)

    return [_tied(block, find) for block in pointers.renamed({"body": body}, tied)["body"]]


def _tied(block: dict[str, Any], find: Callable[[Any], Any]) -> dict[str, Any]:
    value = block["value"]
    if block["type"] != "related" or value.get("story") or not _UID.fullmatch(value.get("item") or ""):
        return block
    found = find(value["item"])
    return {**block, "value": {"story": found, "item": ""}} if found else block


def _is_allowed(block: dict[str, Any]) -> bool:
    if block["type"] not in Body.base_blocks:
        return False
    if block["type"] == "photo":
        return block["value"]["photo"] is not None
    return block["type"] != "embed" or bool(_web(block["value"]["url"]))


def _web(url: str) -> str:
    return url if url.lower().startswith(("http://", "https://")) else ""


def _story(past: StoryPast, content: dict[str, Any], ground: Ground) -> Story:
    plain = {name: value for name, value in content.items() if name not in LINKS}
    story = Story.from_serializable_data({**plain, "pk": None, "body": json.dumps(plain["body"])}, check_fks=False)
    section = ground.sections[past.section]
    story.section, story.locale_id = section, section.locale_id
    story.content_type = _story_type()
    story.uid, story.number, story.address = past.uid, past.number, past.address
    story.is_public = story.live = past.state == "published"
    story.word_count = prose.word_count(story.body.raw_data)
    return story


def _insert(stories: Sequence[Story]) -> None:
    for story, key in zip(stories, rows.reserved_ids(Page, len(stories)), strict=True):
        story.pk = story.id = story.page_ptr_id = key
        story._state.adding = False
        story._state.db = router.db_for_write(Story)
    for model in (Page, Story):
        names = [column.attname for column in model._meta.local_concrete_fields]
        values_of = itemgetter(*names)
        rows.insert(model, names, [values_of(story.__dict__) for story in stories])


def _link(story: Story, content: dict[str, Any]) -> None:
    for name, model in LINKS.items():
        kind = pointers.LINKS[name]
        made = [{**link, f"{kind}_id": link[kind]} for link in content[name]]
        if issubclass(model, Listed):
            made = list(model.with_day(story, made))
        model.objects.bulk_create(
            model(story_id=story.pk, **{key: link[key] for key in link if key not in ("pk", "story", kind)}) for link in made
        )


def _insert_versions(pairs: Sequence[tuple[Story, StoryPast]], ground: Ground) -> None:
    page_type = ContentType.objects.get_for_model(Page)
    for story, past in pairs:
        own = {**_place_of(story), "pk": story.pk}
        revisions = [
            Revision(
                content_type=_story_type(),
                base_content_type=page_type,
                object_id=str(story.pk),
                object_str=str(version.content.get("title", ""))[:255],
                created_at=version.at,
                user=ground.user(version.by) if version.by else None,
                content=_version(_renamed(version.content, ground), own),
                approved_go_live_at=version.goes_out_at,
            )
            for version in past.versions
        ]
        Revision.objects.bulk_create(revisions)
        kept = list(zip(revisions, past.versions, strict=True))
        latest = next((revision for revision, version in kept if version.is_latest), None)
        live = next((revision for revision, version in kept if version.is_live), None)
        Page.objects.filter(pk=story.pk).update(
            latest_revision=latest, live_revision=live, latest_revision_created_at=latest.created_at if latest else None
        )


def _version(content: dict[str, Any], place: dict[str, Any]) -> dict[str, Any]:
    links = {name: [{**link, "story": place["pk"]} for link in content[name]] for name in LINKS}
    return {**content, **place, **links, "body": json.dumps(content["body"])}


def _story_type() -> ContentType:
    return ContentType.objects.get_for_model(Story)


def _place_of(story: Story) -> dict[str, Any]:
    names = ("path", "depth", "numchild", "url_path", "content_type", "locale", "section")
    return {name: story.serializable_value(name) for name in names} | {"wagtail_admin_comments": []}


def _insert_rest(pairs: Sequence[tuple[Story, StoryPast]], ground: Ground, batch: Batch) -> None:
    for story, past in pairs:
        SourceId.objects.bulk_create(
            SourceId(
                story=story,
                source=each.source,
                identifier=each.identifier,
                digest=each.digest,
                batch=batch,
                missing_photos=each.missing_photos,
            )
            for each in past.known_as
        )
        if taken_back := past.withdrawal:
            ground_of_it = WithdrawalGround(taken_back.ground)
            user = ground.user(taken_back.by) if taken_back.by else None
            told = {"reason": taken_back.reason, "withdrawn_by": user, "withdrawn_at": taken_back.at}
            Withdrawal.objects.create(story=story, ground=ground_of_it, **told)
    AddressCounter.reserve(max((story.number or 0 for story, _past in pairs), default=0))
    Batch.objects.filter(pk=batch.pk).update(story_count=F("story_count") + len(pairs))


def _tell(stories: Sequence[Story], batch: Batch) -> None:
    stories_written.send(sender=Story, story_ids=[story.pk for story in stories])
    public = [story for story in stories if story.is_public]
    drafts = [story.pk for story in stories if not story.is_public]
    if public:
        told = {"numbers": [story.number for story in public], "story_ids": [story.pk for story in public]}
        transaction.on_commit(partial(stories_taken_over.send_robust, sender=Story, batch=batch, **told))
    if drafts:
        transaction.on_commit(partial(stories_brought_in.send_robust, sender=Story, batch=batch, story_ids=drafts))
