"""One post as a story."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from django.utils.translation import gettext as _

from redaksi.stories import clean
from redaksi.stories.copy import BlockCopy, BylineCopy, PhotoCopy, StoryCopy, TopicCopy
from redaksi.wire.item import Item, Unreadable
from redaksi.wire.markup import blocks_of
from redaksi.wire.opened import OpenedFile

from . import prose
from .addresses import Addresses
from .body import PLACEHOLDER, blocks_in
from .cards import Told
from .tables import Row, Tables

OWN_TAG = "#redaksi"
"""Our mark for a story without a section; Ghost shows no tag that begins so."""
KEPT_FOR_DESK = ("meta_title", "canonical_url", "email_subject", "og_title", "twitter_title")
_PICTURES = "/content/images/"


@dataclass(frozen=True)
class Surroundings:
    """What a post's own row does not say."""

    tags: list[Row]
    authors: list[Row]
    meta: Row


class Ghost:
    def __init__(self, opened: OpenedFile, tables: Tables, site: str) -> None:
        self._folder = opened.path.parent
        self._name = opened.name
        self._site = site.rstrip("/")
        self._addresses = Addresses(tables.settings)
        self._language = tables.settings.get("locale") or tables.settings.get("lang") or ""

    def item(self, post: Row, around: Surroundings) -> Item:
        """Raises `Unreadable` for what is no story."""
        told = Told()
        copy = StoryCopy(post.line("title"), body=[self._found(each) for each in blocks_in(post, self._site, told)])
        if is_page(post):
            raise Unreadable(_("a page of the site, no story"))
        if not copy.headline and not copy.body:
            raise Unreadable(_("no story in it: neither a headline nor a paragraph"))
        copy.headline = copy.headline or post.line("slug") or _("Untitled")
        copy.dek = post.text("custom_excerpt")
        copy.teaser = _either("meta_description", around.meta, post)
        copy.slug = post.line("slug")
        copy.identifier = post.id("uuid") or post.id()
        copy.language = self._language.split("-")[0].lower() or copy.language
        self._place(copy, around.tags, told)
        copy.bylines = list(dict.fromkeys(BylineCopy(name) for author in around.authors if (name := author.line("name"))))
        copy.lead_photo = self._lead(post, around.meta)
        self._date(copy, post, told)
        if copy.published_at:
            copy.old_addresses = self._addresses.of(post, copy, around.tags, around.authors)
        copy.ed_note = "\n".join(filter(None, [copy.ed_note, *_kept(post, around.meta)]))
        told.unplaced += _oddities(post)
        return Item(name_of(post, self._name), copy, unplaced=list(dict.fromkeys(told.unplaced)), left_out=told.left_out)

    def _place(self, copy: StoryCopy, tags: list[Row], told: Told) -> None:
        """The primary tag is the section; where an internal one stands first, there is none."""
        copy.section = tags[0].line("name") if tags and not is_internal(tags[0]) else ""
        names = dict.fromkeys(tag.line("name") for tag in tags[1 if copy.section else 0 :])
        copy.topics = [TopicCopy(name) for name in names if name and not name.startswith("#")]
        for name in names:
            if name.startswith("#") and name != OWN_TAG:
                told.unplaced.append(_("a tag for the desk alone, left out: %(name)s") % {"name": name[:80]})

    def _lead(self, post: Row, meta: Row) -> PhotoCopy | None:
        file = (post.line("feature_image") or post.line("image")).replace(PLACEHOLDER, self._site)
        if not file:
            return None
        words = prose.figure(
            prose.image(file, _either("feature_image_alt", meta, post)), _either("feature_image_caption", meta, post)
        )
        found = [block.value for block in blocks_of(words).blocks if block.kind == "photo"]
        photo = found[0] if found else PhotoCopy(file)
        return replace(photo, file=file, path=self._path_of(file))

    def _found(self, block: BlockCopy) -> BlockCopy:
        if block.kind == "photo":
            return BlockCopy("photo", replace(block.value, path=self._path_of(block.value.file)))
        if block.kind == "gallery":
            photos = [replace(photo, path=self._path_of(photo.file)) for photo in block.value["photos"]]
            return BlockCopy("gallery", {**block.value, "photos": photos})
        return block

    def _path_of(self, file: str) -> Path | None:
        """The picture beside the export, as Ghost packs them: `content/images/…`."""
        _site, folder, name = file.partition(_PICTURES)
        if not folder or (_site and _site != self._site):
            return None
        try:
            path = (self._folder / f"{folder}{name}".strip("/")).resolve()
            return path if path.is_relative_to(self._folder.resolve()) and path.is_file() else None
        except (OSError, ValueError):
            return None

    def _date(self, copy: StoryCopy, post: Row, told: Told) -> None:
        """Only what was public on the site has a day of publication."""
        status = post.line("status") or "draft"
        moments = {name: moment_in(post.raw(name)) for name in ("published_at", "updated_at")}
        for name, moment in moments.items():
            if moment is None and name in post:
                refused = _("“%(field)s” is no date that can be understood, left out: %(text)s")
                told.unplaced.append(refused % {"field": name, "text": str(post.raw(name))[:80]})
        if status == "published":
            copy.published_at, changed = moments["published_at"], moments["updated_at"]
            copy.updated_at = changed if changed and copy.published_at and changed > copy.published_at else None
        elif told_of := {
            "scheduled": _("it was to be published at %(time)s"),
            "sent": _("it was sent by e-mail at %(time)s"),
        }.get(status):
            note = told_of % {"time": moments["published_at"].isoformat() if moments["published_at"] else "?"}
            copy.ed_note = note
            told.unplaced.append(note)


def moment_in(value: object) -> datetime | None:
    """UTC, as text or in milliseconds since 1970."""
    try:
        if isinstance(value, int) and not isinstance(value, bool):
            return datetime.fromtimestamp(value / 1000, UTC)
        at = datetime.fromisoformat(value.strip()) if isinstance(value, str) else None
    except (ValueError, OverflowError, OSError):
        return None
    return at if at is None or at.tzinfo else at.replace(tzinfo=UTC)


def is_page(post: Row) -> bool:
    return post.line("type") == "page" or post.raw("page") in (True, 1)


def is_internal(tag: Row) -> bool:
    return tag.line("visibility") == "internal" or tag.line("name").startswith("#")


def name_of(post: Row, file: str) -> str:
    return f"{file}: {post.line('slug') or post.line('title') or post.id() or '?'}"[:200]


def _either(name: str, meta: Row, post: Row) -> str:
    """Version 3 moved it from the post into a table of its own."""
    return meta.text(name) or post.text(name)


def _kept(post: Row, meta: Row) -> Iterator[str]:
    for name in KEPT_FOR_DESK:
        if text := clean.plain(_either(name, meta, post)):
            yield f"{name}: {text[:500]}"


def _oddities(post: Row) -> Iterator[str]:
    if post.line("visibility") not in ("", "public"):
        yield _("it was for members alone (%(visibility)s); here everybody could read it") % {
            "visibility": post.line("visibility")[:60]
        }
    if any(name in post for name in ("codeinjection_head", "codeinjection_foot")):
        yield _("code for this page alone, left out")
