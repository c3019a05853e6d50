"""The elements of an export, one after the other, each forgotten when the next is asked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext as _
from lxml import etree

from redaksi.wire.item import Unreadable
from redaksi.wire.opened import OpenedFile

from .stream import GRAMMAR, MOST_OF_AN_ENTRY, FromItem, LegibleStream, TooLarge

_PREFIXES = (
    (re.compile(r"https?://wordpress\.org/export/1\.\d/"), "wp:"),
    (re.compile(r"https?://wordpress\.org/export/1\.\d/excerpt/"), "excerpt:"),
    (re.compile(r"http://purl\.org/rss/1\.0/modules/content/"), "content:"),
    (re.compile(r"http://purl\.org/dc/elements/1\.1/"), "dc:"),
)
SITE = frozenset(("title", "link", "description", "language", "wp:base_site_url", "wp:base_blog_url", "wp:wxr_version"))
LISTS = frozenset(("item", "wp:author", "wp:category", "wp:tag", "wp:term"))
MOST_BREAKS = 50  # each costs another walk to where it was
CHANNEL = 2  # levels down, within <rss> and <channel>
Fields = dict[str, str]


@dataclass
class Term:
    domain: str
    nicename: str
    name: str


@dataclass
class Entry:
    """One element of the channel. Where a field stands in it twice, the first one counts."""

    kind: str
    fields: Fields = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)
    meta: dict[str, list[str]] = field(default_factory=dict)
    comments: list[Fields] = field(default_factory=list)
    was_repaired: bool = False

    def text(self, name: str) -> str:
        return self.fields.get(name, "").strip()

    def meta_text(self, *names: str) -> str:
        """Of the first of these that says something."""
        return next((text for name in names for text in self.meta.get(name, []) if text.strip()), "").strip()


@dataclass(frozen=True)
class Broken:
    """Here it is no XML. `reason` is one line; `items`: how many were lost by it, an item or none."""

    reason: str
    items: int


def entries(opened: OpenedFile) -> Iterator[Entry | Broken]:
    """Where the XML breaks, that entry is `Broken`, and the walk goes on at the next item, `MOST_BREAKS` times.

    Raises `Unreadable` for a file that brings a grammar of its own along.
    """
    items = 0  # begun so far
    opened.stream.seek(0)
    stream: LegibleStream | FromItem = LegibleStream(opened.stream, opened.head)
    for attempt in range(MOST_BREAKS):
        walk = _Walk(stream)
        yield from walk.entries()
        items += walk.items or int(attempt > 0)  # never the same one again
        if not walk.may_go_on:
            return
        opened.stream.seek(0)
        stream = FromItem(LegibleStream(opened.stream, opened.head), items)
        if not stream.has_items:
            return


class _Walk:
    """`items`: how many were begun; `may_go_on`: whether it broke off where another may begin behind the next item."""

    def __init__(self, stream: LegibleStream | FromItem) -> None:
        self.items = 0
        self.may_go_on = False
        self._is_within_item = False
        self._stream = stream

    def entries(self) -> Iterator[Entry | Broken]:
        repairs = 0
        try:
            for element in self.elements():
                entry = _entry(element)
                entry.was_repaired = self._stream.repairs > repairs
                repairs = self._stream.repairs
                yield entry
                _forget(element)
        except etree.XMLSyntaxError as error:
            self.may_go_on = True
            line = (error.lineno or 0) + self._stream.lines_before
            reason = re.sub(r"\s+|, line \d+, column \d+", " ", str(error.msg or error)).strip()[:200]
            yield self._broken(_("broken XML in line %(line)s: %(reason)s") % {"line": line, "reason": reason})
        except TooLarge:
            most = {"most": MOST_OF_AN_ENTRY >> 20}
            yield self._broken(_("an entry of more than %(most)s MB; from there on nothing was read") % most)

    def elements(self) -> Iterator[etree._Element]:
        depth = 0
        for event, element in self._events():
            if event == "start":
                if not depth:
                    _refuse_grammar(element)
                if depth == CHANNEL and element.tag == "item":
                    self._is_within_item = True
                    self.items += 1
                depth += 1
                continue
            depth -= 1
            if depth == CHANNEL:
                self._stream.entry_ends()
            if depth == CHANNEL and (name_of(element.tag) in LISTS or name_of(element.tag) in SITE):
                yield element
                self._is_within_item = False

    def _broken(self, why: str) -> Broken:
        return Broken(why, int(self._is_within_item))

    def _events(self) -> Iterator[tuple[str, etree._Element]]:
        return etree.iterparse(
            self._stream, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )


def _refuse_grammar(root: etree._Element) -> None:
    """Entities are how XML bombs explode, and how files of this machine get into somebody's text."""
    grammar = root.getroottree().docinfo.internalDTD
    if grammar is not None and grammar.name != GRAMMAR:
        raise Unreadable(_("it declares a document type of its own, which no export does; not read"))


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _entry(element: etree._Element) -> Entry:
    entry = Entry(name_of(element.tag))
    if not len(element):
        entry.fields[entry.kind] = _text(element)
    for child in element:
        name = name_of(child.tag)
        if name == "category":
            entry.terms.append(Term(child.get("domain") or "", child.get("nicename") or "", _text(child).strip()))
        elif name in ("wp:postmeta", "wp:termmeta"):
            meta = _fields(child)
            entry.meta.setdefault(meta.get("wp:meta_key", "").strip(), []).append(meta.get("wp:meta_value", ""))
        elif name == "wp:comment":
            entry.comments.append(_fields(child))
        elif name:
            entry.fields.setdefault(name, _text(child))
    return entry


def _fields(element: etree._Element) -> Fields:
    fields: Fields = {}
    for child in element:
        fields.setdefault(name_of(child.tag), _text(child))
    return fields


def _text(element: etree._Element) -> str:
    return "".join(element.itertext()) if len(element) else element.text or ""


@lru_cache(maxsize=512)
def name_of(tag: object) -> str:
    """ "wp:post_id", whatever prefix and version the file has; empty for elements of others' namespaces."""
    if not isinstance(tag, str):
        return ""
    if not tag.startswith("{"):
        return tag
    namespace, _brace, local = tag[1:].partition("}")
    return next((f"{prefix}{local}" for pattern, prefix in _PREFIXES if pattern.fullmatch(namespace)), "")
