"""From an entry to copy."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from django.utils.translation import gettext as _

from redaksi.stories.copy import BylineCopy, PhotoCopy, StoryCopy, TopicCopy
from redaksi.wire.comments import CommentCopy
from redaksi.wire.item import Item
from redaksi.wire.legible import legible, line
from redaksi.wire.markup import words_in

from . import times
from .addresses import old_addresses
from .content import Content, content_of
from .elements import Entry, Fields
from .index import PICTURES, Index
from .site import NO_SECTION, Site, categories_in, plain

OWN = "_redaksi_"  # fields that WordPress has no place for, and keeps for us
OWN_TOPIC = f"{OWN}topic_"  # and the kind; what stands in it is the topic's name
OWN_FIELDS = ("kicker", "dek", "slugline", "dateline", "lead_credit", "storyline", "genre")
DESCRIPTIONS = ("_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description", "_aioseop_description")
TITLES = ("_yoast_wpseo_title", "rank_math_title", "_aioseo_title", "_aioseop_title")
PLACES = frozenset({"location", "lokasi", "place", "daerah", "wilayah", "kota"})
STORYLINES = frozenset({"series", "serial", "storyline"})
NO_TOPICS = frozenset({"category", "author", "post_format", "nav_menu", "language", "post_translations", "", "link_category"})
HEADLINE_OF_TEXT = 100  # characters
_NOT_PUBLIC = {"future", "draft", "pending", "private"}


class Reader:
    def __init__(self, site: Site, index: Index) -> None:
        self._site = site
        self._index = index

    def item(self, entry: Entry, name: str) -> Item:
        number = entry.text("wp:post_id")
        content = content_of(entry.fields.get("content:encoded", ""), number, self._page_of(entry), self._index)
        copy = StoryCopy(
            headline=plain(entry.fields.get("title", "")),
            slug=_slug(entry),
            body=content.blocks,
            bylines=list(self._bylines(entry)),
            topics=list(dict.fromkeys(self._topics(entry))),
            language=self._site.language,
            source=self._site.source,
            identifier=number,
        )
        item = Item(name, copy, unplaced=content.unplaced, left_out=content.left_out)
        self._place(item, entry)
        self._lead(item, entry)
        self._texts(item, entry, content)
        self._times(item, entry, content)
        item.unplaced += _oddities(entry)
        item.comments = [_comment(fields) for fields in entry.comments if _is_kept(fields)]
        return item

    def _page_of(self, entry: Entry) -> str:
        link = entry.text("link")
        return link if link.startswith(("http://", "https://")) else self._site.url

    def _place(self, item: Item, entry: Entry) -> None:
        copy, nicename = item.copy, self._site.section_of(entry)
        term = next((term for term in categories_in(entry) if nicename in (term.nicename, term.name)), None)
        copy.section = self._site.name_of(term) if term and nicename else ""
        copy.storyline = next((plain(term.name) for term in entry.terms if term.domain in STORYLINES), "")

    def _topics(self, entry: Entry) -> Iterator[TopicCopy]:
        section, kinds = self._site.section_of(entry), _kinds_of_topics(entry)
        for term in categories_in(entry):
            if section not in (term.nicename, term.name) and term.nicename not in NO_SECTION:
                yield TopicCopy(self._site.name_of(term))
        for term in entry.terms:
            name = self._site.name_of(term)
            if name and term.domain not in NO_TOPICS and term.domain not in STORYLINES:
                yield TopicCopy(name, kinds.get(name) or ("place" if term.domain in PLACES else "subject"))

    def _bylines(self, entry: Entry) -> Iterator[BylineCopy]:
        """Those whom Co-Authors Plus names; else who typed it in."""
        coauthors = [term for term in entry.terms if term.domain == "author"]
        names = [self._name_of(term.nicename.removeprefix("cap-"), plain(term.name)) for term in coauthors]
        login = line(entry.text("dc:creator") or entry.text("wp:author"))
        for name in dict.fromkeys(names or [self._name_of(login, login)]):
            if name:
                yield BylineCopy(name)

    def _name_of(self, login: str, name: str) -> str:
        for known in (login, name, f"cap-{login}"):
            if guest := self._site.guests.get(known):
                return guest.name
            if person := self._site.people.get(known):
                return person
        return name or login

    def _lead(self, item: Item, entry: Entry) -> None:
        number = entry.meta_text("_thumbnail_id")
        photo = self._index.photo(number) if number and number != "0" else None
        url = entry.meta_text("fifu_image_url", "_knawatfibu_url")  # pictures of plugins that only point at them
        if photo or url:
            item.copy.lead_photo = photo or PhotoCopy(url, alt=entry.meta_text("fifu_image_alt"))
            item.copy.lead_caption = entry.meta_text(f"{OWN}lead_caption")
        elif number and number not in ("0", "-1"):
            item.unplaced.append(_("a lead picture that the file does not have: %(number)s") % {"number": number[:20]})
        if photo and not PICTURES.search(photo.file.partition("?")[0]):
            item.unplaced.append(_("a lead picture that may be none: %(file)s") % {"file": photo.file[:200]})

    def _texts(self, item: Item, entry: Entry, content: Content) -> None:
        copy = item.copy
        for name in OWN_FIELDS:
            if text := entry.meta_text(f"{OWN}{name}"):
                setattr(copy, name, text)
        excerpt = plain(entry.fields.get("excerpt:encoded", ""))
        description = _seo_text(entry, DESCRIPTIONS)
        copy.teaser = excerpt or content.before_more
        copy.dek = copy.dek or ("" if excerpt else description)
        if description and description not in (copy.dek, copy.teaser):
            item.left_out.append(_("a description for search engines: %(text)s") % {"text": description[:300]})
        title = _seo_text(entry, TITLES)
        if title and title != copy.headline:
            item.left_out.append(_("a title for search engines: %(text)s") % {"text": title[:300]})
        if not copy.headline:
            copy.headline = _headline_of(copy)
            item.unplaced.append(_("no headline; its first words stand for one"))

    def _times(self, item: Item, entry: Entry, content: Content) -> None:
        copy, zone = item.copy, self._site.zone
        status = entry.text("wp:status") or "draft"
        moment = times.published_at(entry, zone)
        if status != "publish" or entry.text("wp:post_password"):
            item.unplaced.append(_why_draft(status, bool(entry.text("wp:post_password")), moment and moment.astimezone(zone)))
            return
        copy.published_at = moment
        changed = times.moment_of(entry, "post_modified", zone)
        copy.updated_at = changed if changed and moment and changed > moment else None
        copy.old_addresses = old_addresses(entry, self._site, content.pages)


def _slug(entry: Entry) -> str:
    """WordPress writes letters beyond ASCII as percent signs and numbers."""
    return line(unquote(entry.text("wp:post_name")))


def _kinds_of_topics(entry: Entry) -> dict[str, str]:
    own = [(key.removeprefix(OWN_TOPIC), names) for key, names in entry.meta.items() if key.startswith(OWN_TOPIC)]
    return {line(name): kind for kind, names in own for name in names}


def _seo_text(entry: Entry, names: tuple[str, ...]) -> str:
    """Empty for a pattern like "%%title%% %%sep%% %%sitename%%", which WordPress fills itself."""
    text = plain(entry.meta_text(*names))
    return "" if "%%" in text or "%title%" in text or "#post_" in text else text


def _headline_of(copy: StoryCopy) -> str:
    text = copy.teaser or next((words_in(block.value) for block in copy.body if block.kind == "text"), "")
    if len(text) > HEADLINE_OF_TEXT:
        text = f"{text[:HEADLINE_OF_TEXT].rpartition(' ')[0] or text[:HEADLINE_OF_TEXT]}…"
    return text or copy.slug.replace("-", " ") or _("Without a headline")


def _why_draft(status: str, has_password: bool, moment: object) -> str:
    if has_password:
        return _("readers needed a password: it comes in as a draft")
    if status == "future" and moment:
        return _("planned for %(moment)s: it comes in as a draft") % {"moment": f"{moment:%Y-%m-%d %H:%M %z}"}
    reasons = {
        "private": _("only its editors could see it: it comes in as a draft"),
        "pending": _("it waited for approval: it comes in as a draft"),
        "draft": _("a draft there, a draft here"),
    }
    return reasons.get(status) or _("of the status “%(status)s”: it comes in as a draft") % {"status": status[:40]}


def _oddities(entry: Entry) -> Iterator[str]:
    if entry.text("wp:is_sticky") == "1":
        yield _("it was kept at the top of the front page")
    if entry.was_repaired:
        yield _("characters that XML does not allow were left out here, or were read as Windows-1252")


def _is_kept(fields: Fields) -> bool:
    return fields.get("wp:comment_approved", "").strip() not in ("spam", "trash", "post-trashed")


def _comment(fields: Fields) -> CommentCopy:
    """Neither mail nor machine address of who wrote it: nobody here has a use for them."""
    given = {name: line(fields.get(f"wp:comment_{name}", "")) for name in ("id", "parent", "author", "type")}
    return CommentCopy(
        identifier=given["id"],
        answers="" if given["parent"] == "0" else given["parent"],
        author=unescape(given["author"]),
        kind=given["type"] or "comment",
        text=legible(fields.get("wp:comment_content", "")),
        written_at=line(fields.get("wp:comment_date_gmt", "")),
        is_approved=fields.get("wp:comment_approved", "").strip() == "1",
    )
