"""Whom and what copy names, found or made: sections, people, topics, sources, storylines, pictures."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from django.utils.translation import gettext as _

from redaksi.stories import clean
from redaksi.stories.actions.topics import topics_named
from redaksi.stories.copy import BlockCopy, PhotoCopy, StoryCopy
from redaksi.stories.models import Contributor, FrontPage, Photo, Section, Source, SourceId, Storyline, Topic
from redaksi.stories.models.section import RESERVED
from redaksi.stories.slugs import first_free, slug_of

PHOTO_FIELDS = ("credit", "caption", "alt", "usage_terms", "digital_source_type", "creator")


@dataclass
class Known:
    """The rows behind the names in some copy, each made at most once."""

    sections: dict[str, Section] = field(default_factory=dict)
    storylines: dict[str, Storyline] = field(default_factory=dict)
    contributors: dict[tuple[str, str], Contributor] = field(default_factory=dict)
    topics: dict[tuple[str, str], Topic] = field(default_factory=dict)
    sources: dict[tuple[str, str], Source] = field(default_factory=dict)
    photos: dict[PhotoCopy, Photo] = field(default_factory=dict)
    story_ids: dict[tuple[str, str], int] = field(default_factory=dict)
    """By source and identifier: two systems call different stories by the same number."""

    def photo(self, copy: PhotoCopy | None) -> Photo | None:
        return self.photos.get(copy) if copy else None

    def stored_value(self, block: BlockCopy, source: str) -> Any:
        """The block's value as the database keeps it; None where nothing is left to show. `source`: of its copy."""
        if block.kind == "related":
            return self._related(block.value, source)
        stores: dict[str, Callable[[Any], Any]] = {
            "text": clean.rich_text,
            "factbox": _clean_factbox,
            "list": _clean_list,
            "quote": self._quote,
            "photo": self._photo,
            "gallery": self._gallery,
        }
        store = stores.get(block.kind)
        return store(block.value) if store else block.value

    def _quote(self, quote: dict[str, Any]) -> dict[str, Any]:
        source = next((row.pk for (name, _kind), row in self.sources.items() if name == quote.get("source")), None)
        person = self.topics.get((quote.get("person", ""), "person"))
        return {**quote, "source": source, "person": person.pk if person else None}

    def _photo(self, copy: PhotoCopy) -> dict[str, Any] | None:
        photo = self.photo(copy)
        return {"photo": photo.pk, "caption": copy.caption} if photo else None

    def _gallery(self, gallery: dict[str, Any]) -> dict[str, Any] | None:
        shown = [value for copy in gallery["photos"] if (value := self._photo(copy))]
        return {"title": gallery.get("title", ""), "photos": shown} if shown else None

    def _related(self, related: dict[str, Any], source: str) -> dict[str, Any]:
        return {"story": self.story_ids.get((source, related["story"])), "item": related["story"]}


def _clean_factbox(factbox: dict[str, Any]) -> dict[str, Any]:
    return {**factbox, "text": clean.rich_text(factbox["text"])}


def _clean_list(points: dict[str, Any]) -> dict[str, Any]:
    return {**points, "items": [clean.rich_text(item) for item in points["items"]]}


def with_everybody_named_in(copies: Sequence[StoryCopy], new_photos: list[Photo]) -> Known:
    """Look up all that these copies name, in a fixed number of queries, and make what is missing.

    Photos made are put into `new_photos`: their files have to be removed where the transaction fails.
    """
    blocks = [block for copy in copies for block in copy.body]
    return Known(
        sections=sections_named(dict.fromkeys(copy.section for copy in copies)),
        storylines=_named(Storyline, {copy.storyline for copy in copies} - {""}),
        contributors=contributors_named({(line.name, line.desk) for copy in copies for line in copy.bylines}),
        topics=topics_named(dict.fromkeys(_topics_named(copies, blocks), "")),
        sources=_keyed(Source, _sources_named(copies, blocks)),
        photos={named: photo for copy in copies for named in copy.photos if (photo := _photo(named, new_photos))},
        story_ids=_story_ids(copies, blocks),
    )


def _topics_named(copies: Iterable[StoryCopy], blocks: Iterable[BlockCopy]) -> set[tuple[str, str]]:
    named = {(topic.name, topic.kind) for copy in copies for topic in copy.topics}
    quoted = {(block.value["person"], "person") for block in blocks if block.kind == "quote" and block.value.get("person")}
    return named | quoted


def _sources_named(copies: Iterable[StoryCopy], blocks: Iterable[BlockCopy]) -> dict[tuple[str, str], dict[str, str]]:
    sources = {(source.name, source.kind): {"url": source.url} for copy in copies for source in copy.sources}
    names = {name for name, _kind in sources}
    for block in blocks:
        name = block.value.get("source") if block.kind == "quote" else None
        if name and name not in names:
            sources[name, "organization"] = {}
            names.add(name)
    return sources


def _story_ids(copies: Sequence[StoryCopy], blocks: Iterable[BlockCopy]) -> dict[tuple[str, str], int]:
    wanted = {block.value["story"] for block in blocks if block.kind == "related"}
    sources = {copy.source for copy in copies}
    rows = SourceId.objects.filter(source__in=sources, identifier__in=wanted)
    return {(source, item): story for source, item, story in rows.values_list("source", "identifier", "story_id")}


def sections_named(names: Iterable[str]) -> dict[str, Section]:
    """Sections by the name or the address the copy gives; those that do not exist are opened below the front page."""
    found: dict[str, Section] = {}
    existing = list(Section.objects.all())
    for section in existing:
        found.setdefault(section.title.casefold(), section)
        found.setdefault(section.slug, section)
    result = {}
    for name in names:
        title = name.strip() or _("Other news")
        key = title.casefold()
        if key not in found and slug_of(title) not in found:
            found[key] = open_section(title)
        result[name] = found.get(key) or found[slug_of(title)]
    return result


def open_section(title: str, **fields: Any) -> Section:
    """A new section of this name below the front page."""
    front_page = FrontPage.objects.order_by("path").first()
    taken = {*front_page.get_children().values_list("slug", flat=True), *RESERVED}
    slug = slug_of(title)
    slug = f"rubrik-{slug}" if slug.isdigit() else slug
    section = Section(title=title, slug=first_free(slug, taken), live=True, **fields)
    return front_page.add_child(instance=section)


def _named(model: Any, names: Iterable[str]) -> dict[str, Any]:
    names = set(names)
    rows = {row.name: row for row in model._default_manager.filter(name__in=names)}
    return rows | {name: model._default_manager.create(name=name) for name in sorted(names - rows.keys())}


def contributors_named(signed: set[tuple[str, str]]) -> dict[tuple[str, str], Contributor]:
    """People by name and desk. Copy that gives no desk means whoever of that name there is."""
    rows = list(Contributor.objects.filter(name__in={name for name, _desk in signed}).order_by("pk"))
    by_both = {(row.name, row.desk): row for row in rows}
    by_name = {row.name: row for row in reversed(rows)}
    result = {}
    for name, desk in sorted(signed, key=lambda pair: (pair[0], not pair[1])):
        row = by_both.get((name, desk)) or (None if desk else by_name.get(name))
        if row is None:
            row = Contributor.objects.create(name=name, desk=desk)
            by_both[name, desk] = row
            by_name.setdefault(name, row)
        result[name, desk] = row
    return result


def _keyed(model: Any, keys: Any) -> dict[tuple[str, str], Any]:
    """Rows by name and kind. `keys` may give further fields for those that have to be made."""
    rows = {(row.name, row.kind): row for row in model._default_manager.filter(name__in={name for name, _kind in keys})}
    extra = keys if isinstance(keys, dict) else {}
    for key in sorted(set(keys) - rows.keys()):
        rows[key] = model._default_manager.create(name=key[0], kind=key[1], **extra.get(key, {}))
    return rows


def _photo(copy: PhotoCopy, new_photos: list[Photo]) -> Photo | None:
    """The picture itself, once, however many stories show it; None where only its words came."""
    if copy.path is None:
        return None
    fingerprint = hashlib.sha1(copy.path.read_bytes(), usedforsecurity=False).hexdigest()
    existing = Photo.objects.filter(file_hash=fingerprint).first()
    return existing or _new_photo(copy, copy.path, fingerprint, new_photos)


def _new_photo(copy: PhotoCopy, path: Path, fingerprint: str, new_photos: list[Photo]) -> Photo:
    title = copy.alt or copy.caption or path.stem
    photo = Photo(title=title[:255], sizes_wanted_at=None, **{name: getattr(copy, name) for name in PHOTO_FIELDS})
    with path.open("rb") as opened:
        photo.file = ImageFile(opened, name=path.name)
        photo.file_size = path.stat().st_size
        photo.file_hash = fingerprint
        new_photos.append(photo)
        photo.save()
    return photo
