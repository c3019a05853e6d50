"""Stories as copy again: names where the database has ids. What leaves the house is made here, whatever its format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import batched
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from wagtail.contrib.redirects.models import Redirect

from redaksi.stories.copy import (
    BlockCopy,
    BylineCopy,
    ContributorCopy,
    EditionCopy,
    PhotoCopy,
    SectionCopy,
    SourceCopy,
    StoryCopy,
    StorylineCopy,
    TopicCopy,
)
from redaksi.stories.models import Contributor, Paper, Photo, Section, Source, Story, Storyline, Topic

CHUNK = 200
PLAIN = (
    *("headline", "kicker", "dek", "teaser", "slugline", "dateline", "lead_caption", "lead_credit", "genre", "language"),
    *("urgency", "ed_note", "published_at", "is_published_at_approximate", "embargoed_until"),
)
_LINK_TO_PAGE = re.compile(r'<a\b(?=[^>]*\blinktype="page")[^>]*\bid="(\d+)"[^>]*>')


def copies(stories: QuerySet[Story]) -> Iterator[StoryCopy]:
    """Chunk by chunk, in a fixed number of queries each; the memory does not grow with the archive."""
    return (copy for _story, copy in with_copies(stories))


def with_copies(stories: QuerySet[Story], copier: type[Copier] | None = None) -> Iterator[tuple[Story, StoryCopy]]:
    """Each story as it is in the tables, what readers see of it, beside its copy; `copier` says it for somebody else."""
    all_of_them = stories.select_related("section", "storyline").prefetch_related(
        "bylines__contributor", "story_topics__topic", "story_sources__source", "source_ids"
    )
    for chunk in batched(all_of_them.iterator(chunk_size=CHUNK), CHUNK):
        clerk = (copier or Copier)(chunk)
        for story in chunk:
            yield story, clerk.copy_of(story)


def copy_of(story: Story) -> StoryCopy:
    """Of one version, as it stands in memory."""
    return Copier([story]).copy_of(story)


def edition() -> EditionCopy:
    """What the stories share, and what is known of it."""
    paper = Paper.load()
    topics = Topic.objects.prefetch_related("spellings").order_by("pk")
    return EditionCopy(
        name=paper.name,
        tagline=paper.tagline,
        sections=[SectionCopy(one.title, one.description) for one in Section.objects.order_by("path")],
        contributors=[
            ContributorCopy(one.name, one.desk, one.job_title, one.bio) for one in Contributor.objects.order_by("pk")
        ],
        topics=[
            TopicCopy(one.name, one.kind, one.description, tuple(spelling.text for spelling in one.spellings.all()))
            for one in topics
        ],
        storylines=[StorylineCopy(one.name, one.description) for one in Storyline.objects.order_by("pk")],
    )


def photos_in(copy: StoryCopy) -> list[PhotoCopy]:
    """The lead photo first, then as the text shows them."""
    found = [copy.lead_photo] if copy.lead_photo else []
    for block in copy.body:
        if isinstance(block.value, PhotoCopy):
            found.append(block.value)
        elif block.kind == "gallery":
            found += block.value["photos"]
    return found


class Copier:
    """Knows what the stories of one chunk point at."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._wanted: dict[str, set[int]] = {"photo": set(), "person": set(), "source": set(), "story": set()}
        for story in stories:
            self._wanted["photo"].add(story.lead_photo_id or 0)
            for raw in story.body.raw_data:
                self._want(raw["type"], raw["value"])
        self._photos = self._photos_of(self._wanted["photo"])
        self._people = _names(Topic, self._wanted["person"])
        self._sources = _names(Source, self._wanted["source"])
        self._pointed_at = _identified(self._wanted["story"])
        self._old_addresses: dict[int, list[str]] = {}
        led = Redirect.objects.filter(redirect_page_id__in=[story.pk for story in stories]).order_by("pk")
        for story_id, old in led.values_list("redirect_page_id", "old_path"):
            self._old_addresses.setdefault(story_id, []).append(old)

    def _want(self, kind: str, value: Any) -> None:
        match kind:
            case "quote":
                self._wanted["person"].add(value.get("person") or 0)
                self._wanted["source"].add(value.get("source") or 0)
            case "photo":
                self._wanted["photo"].add(value["photo"] or 0)
            case "gallery":
                self._wanted["photo"].update(item["photo"] or 0 for item in _items(value["photos"]))
            case "related":
                self._wanted["story"].add(value.get("story") or 0)
            case _:
                self._wanted["story"].update(int(found) for text in _rich(kind, value) for found in _LINK_TO_PAGE.findall(text))

    def copy_of(self, story: Story) -> StoryCopy:
        source, identifier = _known_as(story)
        return StoryCopy(
            **{name: getattr(story, name) for name in PLAIN},
            slug=story.slug.removesuffix(f"-{story.number}"),
            section=story.section.title if story.section else "",
            storyline=story.storyline.name if story.storyline else "",
            updated_at=story.last_published_at if story.is_updated else None,
            source=source,
            identifier=identifier,
            old_addresses=[*filter(None, [story.address]), *self._old_addresses.get(story.pk, [])],
            lead_photo=self._photo(story.lead_photo_id),
            bylines=[BylineCopy(line.contributor.name, line.role, line.contributor.desk) for line in story.bylines.all()],
            topics=[TopicCopy(link.topic.name, link.topic.kind) for link in story.story_topics.all()],
            sources=[
                SourceCopy(link.source.name, link.source.kind, link.url or link.source.url, link.note)
                for link in story.story_sources.all()
            ],
            body=[BlockCopy(raw["type"], value) for raw in story.body.raw_data if (value := self._value(raw)) is not None],
        )

    def _photo(self, photo_id: int | None, caption: str = "") -> PhotoCopy | None:
        photo = self._photos.get(photo_id or 0)
        return replace(photo, caption=caption or photo.caption) if photo else None

    def _photos_of(self, ids: Iterable[int]) -> dict[int, PhotoCopy]:
        """Photos by their ids, each as a file."""
        return {key: photo_copy(photo) for key, photo in Photo.objects.in_bulk(ids).items()}

    def _value(self, raw: dict[str, Any]) -> Any:
        value = raw["value"]
        match raw["type"]:
            case "quote":
                return self._quote(value)
            case "photo":
                return self._photo(value["photo"], value.get("caption", ""))
            case "gallery":
                return self._gallery(value)
            case "related":
                return {"story": self._identifier_of(value.get("story")) or value.get("item", "")}
            case "text":
                return self._linked(value)
            case "factbox":
                return {**value, "text": self._linked(value["text"])}
            case "list":
                return {**value, "items": [self._linked(item) for item in _items(value["items"])]}
        return value

    def _quote(self, value: dict[str, Any]) -> dict[str, Any]:
        named = {"source": self._sources.get(value.get("source") or 0), "person": self._people.get(value.get("person") or 0)}
        plain = {name: text for name, text in value.items() if name not in named}
        return plain | {name: text for name, text in named.items() if text}

    def _gallery(self, value: dict[str, Any]) -> dict[str, Any]:
        shown = [self._photo(item["photo"], item.get("caption", "")) for item in _items(value["photos"])]
        return {"title": value.get("title", ""), "photos": [photo for photo in shown if photo]}

    def _identifier_of(self, story_id: int | None) -> str:
        """What it was called where it came from: so it is recognized wherever it comes in again."""
        return self._pointed_at.get(story_id or 0, ("", ""))[0]

    def _linked(self, text: str) -> str:
        """A link to one of our pages names it by its number in our database, which is another page's elsewhere."""
        return _LINK_TO_PAGE.sub(lambda link: self._link_to(int(link[1])), text)

    def _link_to(self, story_id: int) -> str:
        _identifier, address = self._pointed_at.get(story_id, ("", ""))
        return f'<a href="{address}">' if address else "<a>"


def photo_copy(photo: Photo) -> PhotoCopy:
    path = Path(photo.file.path)
    return PhotoCopy(
        file=f"photos/{photo.uid.hex[:8]}-{path.name}",
        credit=photo.credit,
        caption=photo.caption,
        alt=photo.alt,
        usage_terms=photo.usage_terms,
        digital_source_type=photo.digital_source_type,
        creator=photo.creator,
        path=path,
    )


def _names(model: Any, ids: Iterable[int]) -> dict[int, str]:
    return dict(model.objects.filter(pk__in=ids).values_list("pk", "name"))


def _identified(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Identifier and address of stories by their ids."""
    stories = Story.objects.filter(pk__in=ids).prefetch_related("source_ids").only("pk", "uid", "address")
    return {story.pk: (_known_as(story)[1], story.address or "") for story in stories}


def _known_as(story: Story) -> tuple[str, str]:
    """The system that it came from, and its name there; our own name for what was written here."""
    first = min(story.source_ids.all(), key=lambda row: row.pk, default=None)
    return (first.source, first.identifier) if first else ("", str(story.uid))


def _items(items: Iterable[Any]) -> list[Any]:
    """Of a list block, whichever way it was stored."""
    return [item["value"] if isinstance(item, dict) and item.get("type") == "item" else item for item in items]


def _rich(kind: str, value: Any) -> list[str]:
    """The texts of a block that may hold links."""
    match kind:
        case "text":
            return [value]
        case "factbox":
            return [value["text"]]
        case "list":
            return _items(value["items"])
    return []
