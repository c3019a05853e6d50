"""A story as copy again: names where the database has ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from redaksi.stories.copy import BlockCopy, BylineCopy, PhotoCopy, SourceCopy, StoryCopy, TopicCopy
from redaksi.stories.models import Photo, Source, SourceId, Story, Topic

PLAIN = (
    *(
        "headline",
        "kicker",
        "dek",
        "teaser",
        "slugline",
        "dateline",
        "lead_caption",
        "lead_credit",
        "genre",
        "language",
    ),
    *("urgency", "ed_note", "published_at", "is_published_at_approximate", "embargoed_until"),
)


def with_all_they_show(stories: QuerySet[Story]) -> QuerySet[Story]:
    """In a fixed number of queries, however many stories."""
    return stories.select_related("section", "lead_photo", "storyline").prefetch_related(
        "bylines__contributor", "story_topics__topic", "story_sources__source", "source_ids"
    )


@dataclass
class Copier:
    """Knows what blocks point at, looked up once for all stories."""

    photos: dict[int, Photo] = field(default_factory=lambda: Photo.objects.in_bulk())
    people: dict[int, str] = field(default_factory=lambda: dict(Topic.objects.values_list("pk", "name")))
    sources: dict[int, str] = field(default_factory=lambda: dict(Source.objects.values_list("pk", "name")))
    identifiers: dict[int, str] = field(default_factory=lambda: dict(SourceId.objects.values_list("story_id", "identifier")))

    def of(self, story: Story) -> StoryCopy:
        return StoryCopy(
            **{name: getattr(story, name) for name in PLAIN},
            slug=story.slug.removesuffix(f"-{story.number}"),
            section=story.section.title if story.section else "",
            storyline=story.storyline.name if story.storyline else "",
            updated_at=story.last_published_at if story.is_updated else None,
            identifier=self.identifier_of(story.pk) or str(story.uid),
            old_addresses=[story.address] if story.address else [],
            lead_photo=self.photo(story.lead_photo_id),
            bylines=[BylineCopy(line.contributor.name, line.role, line.contributor.desk) for line in story.bylines.all()],
            topics=[TopicCopy(link.topic.name, link.topic.kind) for link in story.story_topics.all()],
            sources=[
                SourceCopy(link.source.name, link.source.kind, link.url or link.source.url, link.note)
                for link in story.story_sources.all()
            ],
            body=[BlockCopy(raw["type"], value) for raw in story.body.raw_data if (value := self._value(raw)) is not None],
        )

    def identifier_of(self, story_id: int | None) -> str:
        """What it was called where it came from: so it is recognized wherever it comes in again."""
        return self.identifiers.get(story_id or 0, "")

    def photo(self, photo_id: int | None, caption: str = "") -> PhotoCopy | None:
        photo = self.photos.get(photo_id or 0)
        if photo is None:
            return None
        path = Path(photo.file.path)
        return PhotoCopy(
            file=f"photos/{photo.uid.hex[:8]}-{path.name}",
            credit=photo.credit,
            caption=caption or photo.caption,
            alt=photo.alt,
            usage_terms=photo.usage_terms,
            digital_source_type=photo.digital_source_type,
            creator=photo.creator,
            path=path,
        )

    def _value(self, raw: dict[str, Any]) -> Any:
        value = raw["value"]
        match raw["type"]:
            case "quote":
                return self._quote(value)
            case "photo":
                return self.photo(value["photo"], value.get("caption", ""))
            case "gallery":
                return self._gallery(value)
            case "related":
                return {"story": self.identifier_of(value.get("story")) or value.get("item", "")}
        return value

    def _quote(self, value: dict[str, Any]) -> dict[str, Any]:
        named = {"source": self.sources.get(value.get("source") or 0), "person": self.people.get(value.get("person") or 0)}
        plain = {name: text for name, text in value.items() if name not in named}
        return plain | {name: text for name, text in named.items() if text}

    def _gallery(self, value: dict[str, Any]) -> dict[str, Any]:
        items = [item.get("value", item) for item in value["photos"]]
        shown = [self.photo(item["photo"], item.get("caption", "")) for item in items]
        return {"title": value.get("title", ""), "photos": [photo for photo in shown if photo]}


def photos_in(copy: StoryCopy) -> list[PhotoCopy]:
    found = [copy.lead_photo] if copy.lead_photo else []
    for block in copy.body:
        if isinstance(block.value, PhotoCopy):
            found.append(block.value)
        elif block.kind == "gallery":
            found += block.value["photos"]
    return found
