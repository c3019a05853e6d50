"""RSS 2.0 (https://www.rssboard.org/rss-specification), Atom (RFC 4287), JSON Feed (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from redaksi.press.gate import moments
from redaksi.press.gate.xml import NotXml, tree_of

ATOM = "http://www.w3.org/2005/Atom"
SPACES = {"a": ATOM}
LARGEST_JSON = 1_000_000


def mistakes(address: str, kind: str, body: bytes) -> Iterator[str]:
    """`address` is the whole one it was fetched from; `kind` its media type."""
    if kind == "application/feed+json":
        yield from _of_json(address, body)
        return
    try:
        tree = tree_of(body)
    except NotXml as error:
        yield _("no XML: %(why)s") % {"why": error}
        return
    yield from (_of_rss if tree.tag == "rss" else _of_atom)(address, tree)


def _of_rss(address: str, tree: etree._Element) -> Iterator[str]:
    if tree.get("version") != "2.0":
        yield _("not version 2.0")
    channel = tree.find("channel")
    if channel is None:
        yield _("no channel")
        return
    yield from _lacking(channel, ("title", "link", "description"))
    yield from _of_itself(address, channel.findall("a:link[@rel='self']", SPACES))
    items = channel.findall("item")
    for item in items:
        if not _text(item, "title") and not _text(item, "description"):
            yield _("an item without title and description")
        if "://" not in _text(item, "link"):
            yield _("an item without a whole address: %(title)s") % {"title": _text(item, "title")}
        yield from _dates(item, ("pubDate",), moments.rfc822)
        yield from _dates(item, ("a:updated",), moments.rfc3339)
    yield from _of_identifiers([_text(item, "guid") for item in items])


def _of_atom(address: str, tree: etree._Element) -> Iterator[str]:
    if tree.tag != f"{{{ATOM}}}feed":
        yield _("the root is %(name)s, not rss or feed") % {"name": tree.tag}
        return
    yield from _lacking(tree, ("a:id", "a:title", "a:updated"))
    yield from _of_itself(address, tree.findall("a:link[@rel='self']", SPACES))
    entries = tree.findall("a:entry", SPACES)
    for each in [tree, *entries]:
        yield from _dates(each, ("a:updated", "a:published"), moments.rfc3339)
    for entry in entries:
        yield from _lacking(entry, ("a:id", "a:title", "a:updated"))
        if entry.find("a:content", SPACES) is None and entry.find("a:link[@rel='alternate']", SPACES) is None:
            yield _("an entry without a text and without a link")
        if entry.find("a:author", SPACES) is None and tree.find("a:author", SPACES) is None:
            yield _("an entry without an author")
    yield from _of_identifiers([_text(entry, "a:id") for entry in entries])


def _of_json(address: str, body: bytes) -> Iterator[str]:
    try:
        feed = json.loads(body)
    except ValueError as error:
        yield _("no JSON: %(why)s") % {"why": error}
        return
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        yield _("no list of items")
        return
    if not str(feed.get("version", "")).startswith("https://jsonfeed.org/version/1") or not feed.get("title"):
        yield _("no version or no title")
    if feed.get("feed_url", address) != address:
        yield _("says that it is elsewhere: %(address)s") % {"address": feed["feed_url"]}
    if feed.get("next_url") in (address, feed.get("feed_url", address)):
        yield _("leads from itself to itself")
    if len(body) > LARGEST_JSON:
        yield _("larger than 1 MB")
    items = [item if isinstance(item, dict) else {} for item in feed["items"]]
    for item in items:
        yield from _of_json_item(item)
    yield from _of_identifiers([item.get("id") for item in items])


def _of_json_item(item: dict[str, Any]) -> Iterator[str]:
    if not item.get("content_html") and not item.get("content_text"):
        yield _("an item without a text: %(title)s") % {"title": item.get("title", "–")}
    for name in ("date_published", "date_modified"):
        if name in item and moments.rfc3339(str(item[name])) is None:
            yield _("not a date with its zone: %(date)s") % {"date": item[name]}
    if not all(isinstance(author, dict) and author.get("name") for author in item.get("authors", [])):
        yield _("an author without a name")


def _of_itself(address: str, links: list[etree._Element]) -> Iterator[str]:
    """WebSub asks for exactly one."""
    if [link.get("href") for link in links] != [address]:
        yield _("does not say once where it is itself")


def _of_identifiers(identifiers: list[Any]) -> Iterator[str]:
    for identifier, count in Counter(map(str, identifiers)).items():
        if not identifier or identifier == "None":
            yield _("an item without an identifier")
        elif count > 1:
            yield _("told twice: %(address)s") % {"address": identifier}


def _lacking(element: etree._Element, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        if not _text(element, name):
            yield _("without %(name)s") % {"name": name.removeprefix("a:")}


def _dates(element: etree._Element, names: tuple[str, ...], read: Callable[[str], datetime | None]) -> Iterator[str]:
    for name in names:
        written = _text(element, name)
        if written and read(written) is None:
            yield _("not a date with its zone: %(date)s") % {"date": written}


def _text(element: etree._Element, name: str) -> str:
    return (element.findtext(name, "", SPACES) or "").strip()
