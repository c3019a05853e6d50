"""The three formats. RSS and Atom by Django's own writers, with what those leave out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from html import escape
from typing import Any

from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date

from redaksi.press.feeds.head import Head, changed_at
from redaksi.press.feeds.item import Item

Texts = Mapping[int, str]


def write(flavor: str, head: Head, items: list[Item], texts: Texts) -> str:
    """`flavor` is rss, atom or json; `texts` holds the whole text of stories that are to have it. Raises `KeyError`."""
    return FLAVORS[flavor](head, items, texts)


class Rss(Rss201rev2Feed):
    """With every author, the text, the picture, and when a story was corrected (`atom:updated`)."""

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:media": "http://search.yahoo.com/mrss/",
        }

    def latest_post_date(self) -> datetime:
        return self.feed["changed_at"]

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for hub in self.feed["hubs"]:
            handler.addQuickElement("atom:link", None, {"rel": "hub", "href": hub})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name, _url in item["authors"]:
            handler.addQuickElement("dc:creator", name)
        if item["updateddate"] != item["pubdate"]:
            handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        if item["text"]:
            handler.addQuickElement("content:encoded", item["text"])
        if picture := item["picture"]:
            size = {"width": str(picture.width), "height": str(picture.height)}
            handler.startElement("media:content", {"url": picture.url, "medium": "image", "type": picture.kind, **size})
            for name, text in (("media:description", picture.alt), ("media:credit", picture.credit)):
                if text:
                    handler.addQuickElement(name, text)
            handler.endElement("media:content")


class Atom(Atom1Feed):
    def latest_post_date(self) -> datetime:
        return self.feed["changed_at"]

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("icon", self.feed["icon"])
        for hub in self.feed["hubs"]:
            handler.addQuickElement("link", "", {"rel": "hub", "href": hub})

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]} if item["language"] != self.feed["language"] else {}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name, url in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.addQuickElement("uri", url)
            handler.endElement("author")
        if item["text"]:
            handler.addQuickElement("content", item["text"], {"type": "html"})


def _rss(head: Head, items: list[Item], texts: Texts) -> str:
    """Readers of RSS take titles for HTML where they look like it: then they have to be HTML."""
    return _filled(Rss, head, items, texts, lambda text: escape(text, quote=False) if "<" in text or "&" in text else text)


def _atom(head: Head, items: list[Item], texts: Texts) -> str:
    return _filled(Atom, head, items, texts, lambda text: text)


def _filled(kind: type[SyndicationFeed], head: Head, items: list[Item], texts: Texts, as_title: Any) -> str:
    feed = kind(
        as_title(head.title),
        head.home,
        head.description,
        subtitle=head.description,
        language=head.language,
        author_name=head.publisher,
        feed_url=head.address,
        feed_guid=head.identifier,
        hubs=head.hubs,
        icon=head.icon,
        changed_at=changed_at(items),
    )
    for item in items:
        feed.add_item(
            as_title(item.title),
            item.url,
            escape(item.summary, quote=False),
            unique_id=item.identifier,
            unique_id_is_permalink=False,
            pubdate=item.published_at,
            updateddate=item.updated_at,
            categories=item.tags,
            authors=item.authors,
            language=item.language,
            text=texts.get(item.story_id, ""),
            picture=item.picture,
        )
    return feed.writeString("utf-8")


def _json(head: Head, items: list[Item], texts: Texts) -> str:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "home_page_url": head.home,
        "feed_url": head.address,
        "description": head.description,
        "icon": head.icon,
        "language": head.language,
        "authors": [{"name": head.publisher}],
        "hubs": [{"type": "WebSub", "url": hub} for hub in head.hubs],
        "items": [_json_item(item, texts.get(item.story_id, "")) for item in items],
    }
    return json.dumps({name: value for name, value in feed.items() if value or name == "items"}, ensure_ascii=False)


def _json_item(item: Item, text: str) -> dict[str, Any]:
    """Where there is no text, its summary is; a story without one has its headline."""
    content = {"content_html": text} if text else {"content_text": item.summary or item.title}
    given = {
        "id": item.identifier,
        "url": item.url,
        "title": item.title,
        **content,
        "summary": item.summary,
        "image": item.picture.url if item.picture else "",
        "date_published": _moment(item.published_at),
        "date_modified": _moment(item.updated_at) if item.updated_at != item.published_at else "",
        "authors": [{"name": name, "url": url} for name, url in item.authors],
        "tags": list(item.tags),
        "language": item.language,
    }
    return {name: value for name, value in given.items() if value}


def _moment(moment: datetime) -> str:
    return timezone.localtime(moment, timezone.get_default_timezone()).isoformat(timespec="seconds")


FLAVORS = {"rss": _rss, "atom": _atom, "json": _json}
