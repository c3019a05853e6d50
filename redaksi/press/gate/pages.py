"""What a readers' page says to machines: its head, its structured data, its links."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urljoin

from django.conf import settings
from django.utils.translation import gettext as _
from lxml import etree, html

from redaksi.press.gate import articles
from redaksi.press.structured_data import TYPES

NOTHING = b"<html></html>"
PREVIEW = "max-image-preview:large"
LINKS = (("a", "href"), ("img", "src"), ("link", "href"), ("script", "src"), ("source", "src"))


class Page:
    """`address` is the whole one it was fetched from."""

    def __init__(self, address: str, body: bytes) -> None:
        self.address = address
        self.tree = _tree_of(body)

    def mistakes(self) -> Iterator[tuple[str, str]]:
        """Each with the name of whose rule it is."""
        yield from (("html", mistake) for mistake in self._of_head())
        yield from (("json-ld", mistake) for mistake in self._of_data())
        if self._meta("og:type") == "article":
            yield from (("open-graph", mistake) for mistake in self._of_sharing())

    def links(self) -> set[str]:
        """Every address on our own site that it leads to or shows, whole and without the mark within the page."""
        found = set()
        for tag, attribute in LINKS:
            for value in self.tree.xpath(f"//{tag}/@{attribute}"):
                address = urldefrag(urljoin(self.address, str(value).strip())).url
                if address.startswith(f"{settings.SITE_URL}/"):
                    found.add(address)
        return found

    def _of_head(self) -> Iterator[str]:
        if len(self.tree.xpath("//title[normalize-space()]")) != 1:
            yield _("not exactly one title")
        if len(self.tree.xpath("//h1")) != 1:
            yield _("not exactly one first heading")
        robots = " ".join(self.tree.xpath("//meta[@name='robots']/@content"))
        if PREVIEW not in robots and "noindex" not in robots:
            yield _("search engines may show small pictures only: no %(rule)s") % {"rule": PREVIEW}
        canonical = self.tree.xpath("//link[@rel='canonical']/@href")
        if len(canonical) > 1 or any("://" not in address for address in canonical):
            yield _("not one whole canonical address")

    def _of_data(self) -> Iterator[str]:
        for script in self.tree.xpath("//script[@type='application/ld+json']"):
            try:
                data = json.loads(script.text or "")
            except ValueError as error:
                yield _("no JSON: %(why)s") % {"why": error}
                continue
            if not isinstance(data, dict) or data.get("@context") != "https://schema.org":
                yield _("not said in the words of schema.org")
                continue
            for thing in data.get("@graph", [data]):
                yield from self._of_thing(thing)

    def _of_thing(self, thing: Any) -> Iterator[str]:
        if thing.get("@type") in TYPES.values():
            yield from articles.mistakes(thing)
            yield from self._of_shown_authors(thing)

    def _of_shown_authors(self, article: dict[str, Any]) -> Iterator[str]:
        """All authors that readers see are in the data."""
        told = {str(author.get("name", "")) for author in article.get("author", [])}
        for name in self.tree.xpath("//meta[@name='author']/@content"):
            if name not in told:
                yield _("the author “%(name)s” is shown and not told") % {"name": name}

    def _of_sharing(self) -> Iterator[str]:
        for name in ("og:title", "og:url", "og:image"):
            if not self._meta(name):
                yield _("without %(name)s") % {"name": name}
        for name in ("og:url", "og:image"):
            if self._meta(name) and "://" not in self._meta(name):
                yield _("%(name)s is no whole address") % {"name": name}
        if not self.tree.xpath("//meta[@name='twitter:card']/@content"):
            yield _("without %(name)s") % {"name": "twitter:card"}

    def _meta(self, name: str) -> str:
        return str(next(iter(self.tree.xpath("//meta[@property=$name]/@content", name=name)), ""))


def _tree_of(body: bytes) -> html.HtmlElement:
    """Of any bytes whatever; what is no page at all lacks everything."""
    try:
        return html.document_fromstring(body or NOTHING, parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:
        return html.document_fromstring(NOTHING)
