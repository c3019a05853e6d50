"""What the stories of the paper share, and its photos and redirects, from the tables."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from modelcluster.models import get_serializable_data_for_fields
from wagtail.contrib.redirects.models import Redirect

from redaksi.stories.actions.reopen import PHOTO_COLUMNS
from redaksi.stories.models import (
    Contributor,
    LedgerEntry,
    OldList,
    OldPicture,
    Paper,
    Photo,
    Section,
    Source,
    Story,
    Storyline,
    Topic,
)
from redaksi.stories.past import (
    ContributorPast,
    LedgerPast,
    LedgerWordsPast,
    PaperPast,
    PhotoPast,
    RedirectPast,
    SectionPast,
    SourcePast,
    StorylinePast,
    TopicPast,
)

from .gathering import in_json

CHUNK = 500


def paper() -> PaperPast:
    own = Paper.load()
    imprint = get_serializable_data_for_fields(own)
    people = Contributor.objects.select_related("photo", "user").order_by("pk")
    topics = Topic.objects.prefetch_related("spellings").order_by("pk")
    return PaperPast(
        imprint={name: value for name, value in imprint.items() if name not in ("id", "pk")},
        masthead=[[line.position, line.names] for line in own.masthead.all()],
        sections=[SectionPast(one.title, one.slug, one.description, one.form) for one in Section.objects.order_by("path")],
        contributors=[_contributor(one) for one in people],
        topics=[_topic(one) for one in topics],
        storylines=[
            StorylinePast(str(one.uid), one.name, one.slug, one.description) for one in Storyline.objects.order_by("pk")
        ],
        sources=[SourcePast(one.name, one.kind, one.url) for one in Source.objects.order_by("pk")],
    )


def _contributor(one: Contributor) -> ContributorPast:
    return ContributorPast(
        uid=str(one.uid),
        name=one.name,
        slug=one.slug,
        desk=one.desk,
        job_title=one.job_title,
        bio=one.bio,
        photo=str(one.photo.uid) if one.photo else "",
        user=one.user.username if one.user else "",
    )


def _topic(one: Topic) -> TopicPast:
    spellings = [spelling.text for spelling in one.spellings.all()]
    return TopicPast(str(one.uid), one.name, one.kind, one.slug, one.description, spellings)


def photos() -> Iterator[PhotoPast]:
    for photo in Photo.objects.order_by("pk").iterator(chunk_size=CHUNK):
        path = Path(photo.file.path)
        data = {name: _plain(getattr(photo, name)) for name in (*PHOTO_COLUMNS, "created_at")}
        yield PhotoPast(str(photo.uid), path.name, data, path if path.is_file() else None)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int) else in_json(value)


def ledger() -> Iterator[LedgerPast]:
    for entry in LedgerEntry.objects.select_related("words").order_by("number").iterator(chunk_size=CHUNK):
        said = getattr(entry, "words", None)
        yield LedgerPast(
            number=entry.number,
            uid=str(entry.uid),
            kind=entry.kind,
            at=entry.at,
            act=entry.act,
            seal=entry.seal,
            previous=entry.previous,
            digest=entry.digest,
            story=str(entry.story_id or ""),
            answer=str(entry.answer_id or ""),
            about=str(entry.about_id or ""),
            words=LedgerWordsPast(said.salt, said.content, said.erased_at) if said else None,
        )


def redirects() -> Iterator[RedirectPast]:
    yield from _pages()
    yield from _lists()
    for one in OldPicture.objects.select_related("photo").order_by("path").iterator(chunk_size=CHUNK):
        yield RedirectPast(one.path, photo=str(one.photo.uid))


def _lists() -> Iterator[RedirectPast]:
    for one in OldList.objects.select_related("section", "topic", "contributor").order_by("path").iterator(chunk_size=CHUNK):
        yield RedirectPast(
            one.path,
            section=one.section.slug if one.section else "",
            topic=str(one.topic.uid) if one.topic else "",
            contributor=str(one.contributor.uid) if one.contributor else "",
            is_list=True,
        )


def _pages() -> Iterator[RedirectPast]:
    uids = Story.objects.filter(redirect__isnull=False).values_list("pk", "uid").distinct()
    stories = {key: str(uid) for key, uid in uids.iterator(chunk_size=CHUNK)}
    sections = dict(Section.objects.values_list("pk", "slug"))
    for one in Redirect.objects.order_by("old_path", "pk").iterator(chunk_size=CHUNK):
        key = one.redirect_page_id
        if key is None or key in stories or key in sections:
            yield RedirectPast(one.old_path, stories.get(key, ""), sections.get(key, ""), one.redirect_link, one.is_permanent)
