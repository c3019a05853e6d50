"""From copy to a file that Ghost imports (Settings → Import/Export → Universal import)."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from redaksi.stories.copy import StoryCopy
from redaksi.stories.slugs import first_free, slug_of

from .nodes import caption_of, document_of
from .story import OWN_TAG

CARRIED = (
    "headline",
    "dek",
    "teaser",
    "slug",
    "section",
    "body",
    "lead_photo",
    "bylines",
    "topics",
    "published_at",
    "updated_at",
)
"""What of a story Ghost can say: of people and topics the names, of a photo its file, alt text, caption and credit."""
VERSION = "5.130.0"
LONGEST_EXCERPT = 300
LONGEST_TITLE = 255


def write(copies: Iterable[StoryCopy], exported_at: datetime) -> Iterator[str]:
    """One JSON document, story by story; names of tags and authors are all that is held of those gone by."""
    meta = {"exported_on": int(exported_at.timestamp() * 1000), "version": VERSION}
    yield f'{{"db": [{{"meta": {json.dumps(meta)}, "data": {{"posts": [\n'
    shared = _Shared()
    for number, copy in enumerate(copies, start=1):
        yield f"{',' if number > 1 else ''}{json.dumps(_post(copy, number, shared), ensure_ascii=False)}\n"
    tables = ", ".join(f"{json.dumps(name)}: {json.dumps(rows, ensure_ascii=False)}" for name, rows in shared.tables().items())
    yield f"], {tables}}}}}]}}\n"


class _Shared:
    """What stories have in common, and which story has what."""

    def __init__(self) -> None:
        self._tags = _Named()
        self._users = _Named()
        self._posts_tags: list[dict[str, Any]] = []
        self._posts_authors: list[dict[str, Any]] = []
        self._meta: list[dict[str, Any]] = []

    def take(self, copy: StoryCopy, post: str) -> None:
        tags = [copy.section or OWN_TAG, *(topic.name for topic in copy.topics)]
        for order, tag in enumerate(dict.fromkeys(tags)):
            self._posts_tags.append({"post_id": post, "tag_id": self._tags.id_of(tag), "sort_order": order})
        for order, name in enumerate(dict.fromkeys(line.name for line in copy.bylines)):
            self._posts_authors.append({"post_id": post, "author_id": self._users.id_of(name), "sort_order": order})
        photo = copy.lead_photo
        words = {"feature_image_alt": photo.alt, "feature_image_caption": caption_of(photo)} if photo else {}
        self._meta.append({"post_id": post, "meta_description": copy.teaser or None, **words})

    def tables(self) -> dict[str, list[dict[str, Any]]]:
        return {
            "tags": [
                {**row, "visibility": "internal" if row["name"].startswith("#") else "public"} for row in self._tags.rows()
            ],
            "users": [{**row, "email": f"{row['slug']}@example.com"} for row in self._users.rows()],
            "posts_tags": self._posts_tags,
            "posts_authors": self._posts_authors,
            "posts_meta": self._meta,
        }


class _Named:
    """Ids and slugs of names, each once."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, Any]] = {}
        self._slugs: set[str] = set()

    def id_of(self, name: str) -> str:
        if name not in self._rows:
            slug = first_free(slug_of(name), self._slugs)
            self._slugs.add(slug)
            self._rows[name] = {"id": _id(len(self._rows) + 1), "name": name, "slug": slug}
        return self._rows[name]["id"]

    def rows(self) -> list[dict[str, Any]]:
        return list(self._rows.values())


def _post(copy: StoryCopy, number: int, shared: _Shared) -> dict[str, Any]:
    shared.take(copy, _id(number))
    return {
        "id": _id(number),
        "uuid": _uuid(copy),
        "title": copy.headline[:LONGEST_TITLE],
        "slug": copy.slug or slug_of(copy.headline),
        "lexical": json.dumps(document_of(copy.body), ensure_ascii=False),
        "custom_excerpt": copy.dek[:LONGEST_EXCERPT] or None,
        "feature_image": copy.lead_photo.file if copy.lead_photo else None,
        "featured": 0,
        "type": "post",
        "visibility": "public",
        "status": "published" if copy.published_at else "draft",
        "published_at": _time(copy.published_at),
        "created_at": _time(copy.published_at),
        "updated_at": _time(copy.updated_at if copy.published_at else None),
    }


def _id(number: int) -> str:
    return f"{number:024x}"


def _uuid(copy: StoryCopy) -> str:
    """Its own where it has one; else one made of its name, the same each time."""
    try:
        return str(UUID(copy.identifier))
    except ValueError:
        return str(uuid5(NAMESPACE_URL, f"{copy.source}/{copy.identifier or copy.headline}"))


def _time(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if at else None
