"""Feeds: RSS of every age, RDF, CDF, Atom and JSON Feed."""

import codecs
import re

from redaksi.wire.formats import Certainty

from .read import read
from .write import write

__all__ = ["read", "recognizes", "write"]

_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16", codecs.BOM_UTF8: "utf-8-sig"}
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF|channel)\b(?![^>]*MARC21)", re.IGNORECASE)
_SURE = re.compile(rb"<(?:rss\b|feed\b[^>]*(?:purl\.org/atom|w3\.org/2005/Atom)|rdf:RDF\b[^>]*rss)", re.IGNORECASE)
_JSON_FEED = re.compile(rb"\"version\"\s*:\s*\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version")
_LIKE_JSON_FEED = re.compile(rb"\s*\{(?=.*\"version\"\s*:)(?=.*\"(?:home_page_url|feed_url)\"\s*:)", re.DOTALL)
_EXPORTS = re.compile(rb"wordpress\.org/export|<html\b", re.IGNORECASE)


def recognizes(head: bytes, name: str) -> Certainty:
    encoding = next((encoding for mark, encoding in _MARKS.items() if head.startswith(mark)), "")
    text = head[: len(head) // 4 * 4].decode(encoding, "ignore").encode() if encoding else head
    if _JSON_FEED.search(text):
        return Certainty.SURE
    if _LIKE_JSON_FEED.match(text):
        return Certainty.LIKELY
    if not text.lstrip().startswith(b"<") or not _FEED.search(text) or _EXPORTS.search(text):
        return Certainty.NO
    return Certainty.SURE if _SURE.search(text) else Certainty.LIKELY
