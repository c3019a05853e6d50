"""What the entries of an export share: authors, categories, the zone; gathered before the first story is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import tzinfo
from urllib.parse import urlsplit

from redaksi.stories.copy import ContributorCopy, EditionCopy, ListAddress, ListKind, PhotoCopy, SectionCopy
from redaksi.wire.legible import line
from redaksi.wire.markup import words_in
from redaksi.wire.opened import OpenedFile

from . import kinds, times
from .elements import SITE, Broken, Entry, Term, entries
from .index import Index

NO_SECTION = frozenset({"uncategorized", "tak-berkategori", "tanpa-kategori", "umum-uncategorized", "non-classe", "allgemein"})
_CREDIT = re.compile(r's:6:"credit";s:\d+:"([^"]{1,200})"')  # in PHP's own writing, which is searched and never unpacked
CREDITS = ("_media_credit", "_credit", "credit", "photo_credit", "isc_image_source", "_wp_attachment_credit")


@dataclass
class Category:
    name: str
    nicename: str = ""
    parent: str = ""
    description: str = ""
    is_section: bool = False


@dataclass
class Site:
    """`people` and `guests` by the name under which they log in; `categories` by their number and by their nicename."""

    zone: tzinfo
    fields: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    guests: dict[str, ContributorCopy] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    """Nicenames of categories by their number, for plugins that name the first of them so."""

    @classmethod
    def survey(cls, opened: OpenedFile, index: Index, zone: tzinfo) -> Site:
        """One walk through the file. Where it is broken is told by the walk that brings the stories. Raises `Unreadable`."""
        site = cls(zone)
        for entry in entries(opened):
            if not isinstance(entry, Broken):
                site._note(entry, index)
        index.seal()
        return site

    @property
    def url(self) -> str:
        return next((url for name in ("wp:base_blog_url", "link", "wp:base_site_url") if (url := self.fields.get(name))), "")

    @property
    def language(self) -> str:
        return "en" if self.fields.get("language", "").lower().startswith("en") else "id"

    @property
    def source(self) -> str:
        """ "wordpress:contoh.id/berita": numbers of entries are unique within it."""
        address = re.sub(r"^(?:https?:)?//(?:www\.)?", "", self.url).strip("/").lower()
        return f"wordpress:{address}" if address else "wordpress"

    def path_of(self, url: str) -> str:
        """Path and query of an address on this site; all of it for one elsewhere."""
        try:
            parts, own = urlsplit(url), urlsplit(self.url)
        except ValueError:
            return ""
        if parts.scheme and _host(parts.netloc) != _host(own.netloc):
            return url
        return f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"

    def section_of(self, entry: Entry) -> str:
        """The nicename of the category that an SEO plugin calls first, or that stands first; empty for none."""
        number = entry.meta_text("_yoast_wpseo_primary_category", "rank_math_primary_category")
        own = [term.nicename or term.name for term in categories_in(entry)]
        primary = self.numbers.get(number, "")
        chosen = primary if primary in own else next((name for name in own if name not in NO_SECTION), "")
        return "" if chosen in NO_SECTION else chosen

    def name_of(self, term: Term) -> str:
        return plain(term.name) or term.nicename

    def paper(self) -> EditionCopy:
        """Sections with what is said of them, guests with their lives, and where the site lists its stories."""
        sections = [each for each in self.categories.values() if each.is_section]
        return EditionCopy(
            name=plain(self.fields.get("title", "")),
            tagline=plain(self.fields.get("description", "")),
            sections=[SectionCopy(each.name, each.description) for each in sections],
            contributors=[guest for guest in self.guests.values() if guest.bio],
            lists=list(self._lists()),
        )

    def _lists(self) -> Iterator[ListAddress]:
        base = urlsplit(self.url).path.rstrip("/")
        for category in self.categories.values():
            kind: ListKind = "section" if category.is_section else "topic"
            yield ListAddress(f"{base}/category/{self._category_path(category)}/", kind, category.name)
        for number, nicename in self.numbers.items():
            if number and (named := self.categories.get(nicename)):
                yield ListAddress(f"/?cat={number}", "section" if named.is_section else "topic", named.name)
        for slug, name in self.tags.items():
            yield ListAddress(f"{base}/tag/{slug}/", "topic", name)
        for login, name in {**self.people, **{login: guest.name for login, guest in self.guests.items()}}.items():
            yield ListAddress(f"{base}/author/{login}/", "contributor", name)

    def _category_path(self, category: Category) -> str:
        names = [category.nicename]
        while category.parent in self.categories and category.parent not in names:
            category = self.categories[category.parent]
            names.insert(0, category.nicename)
        return "/".join(names)

    def _note(self, entry: Entry, index: Index) -> None:
        match entry.kind:
            case "wp:author":
                self._note_author(entry)
            case "wp:category":
                self._note_category(entry)
            case "wp:tag":
                self.tags[entry.text("wp:tag_slug")] = plain(entry.text("wp:tag_name")) or entry.text("wp:tag_slug")
            case "item":
                self._note_item(entry, index)
            case name if name in SITE:
                self.fields.setdefault(name, line(entry.fields[name]) if name in entry.fields else "")

    def _note_author(self, entry: Entry) -> None:
        login = line(entry.text("wp:author_login"))
        names = (line(entry.text(f"wp:author_{name}_name")) for name in ("first", "last"))
        self.people.setdefault(login, plain(entry.text("wp:author_display_name")) or " ".join(filter(None, names)) or login)

    def _note_category(self, entry: Entry) -> None:
        nicename = entry.text("wp:category_nicename")
        name = plain(entry.text("wp:cat_name")) or nicename
        about = plain(entry.text("wp:category_description"))
        if nicename:
            self.categories[nicename] = Category(name, nicename, entry.text("wp:category_parent"), about)
            self.numbers[entry.text("wp:term_id")] = nicename

    def _note_item(self, entry: Entry, index: Index) -> None:
        kind, number = kinds.kind_of(entry), entry.text("wp:post_id")
        self.zone = times.offset_of(entry) or self.zone
        if kind == "attachment":
            index.add_photo(number, entry.text("wp:post_parent"), photo_of(entry))
        elif kind == "wp_block":
            index.add_block(number, entry.text("content:encoded"))
        elif kind == "guest-author":
            self._note_guest(entry)
        elif not kinds.refusal_of(entry) and (section := self.section_of(entry)):
            self._note_section(entry, section)

    def _note_section(self, entry: Entry, nicename: str) -> None:
        term = next(term for term in categories_in(entry) if nicename in (term.nicename, term.name))
        category = self.categories.setdefault(nicename, Category(self.name_of(term), nicename))
        category.is_section = True

    def _note_guest(self, entry: Entry) -> None:
        login = entry.meta_text("cap-user_login") or entry.text("wp:post_name").removeprefix("cap-")
        name = plain(entry.meta_text("cap-display_name") or entry.text("title")) or login
        self.guests[login] = ContributorCopy(name, bio=plain(entry.meta_text("cap-description")))


def categories_in(entry: Entry) -> list[Term]:
    """Exports of the first version name each category twice, once without saying that it is one."""
    said = [term for term in entry.terms if term.domain == "category"]
    return said or ([term for term in entry.terms if not term.domain] if not any(t.domain for t in entry.terms) else [])


def photo_of(entry: Entry) -> PhotoCopy:
    credit = entry.meta_text(*CREDITS)
    found = None if credit else _CREDIT.search(entry.meta_text("_wp_attachment_metadata"))
    return PhotoCopy(
        file=entry.text("wp:attachment_url") or entry.text("guid"),
        credit=plain(credit or (found[1] if found else "")),
        caption=plain(entry.text("excerpt:encoded")),
        alt=line(entry.meta_text("_wp_attachment_image_alt")),
    )


def plain(html: str) -> str:
    """The words of a field in one line: WordPress allows markup in most of them."""
    return line(words_in(html) if "<" in html or "&" in html else html)


def _host(netloc: str) -> str:
    return netloc.lower().removeprefix("www.")
