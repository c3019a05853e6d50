"""Looks documents over, one or all of them, and follows the links of the pages among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext as _

from redaksi.press.addresses import absolute
from redaksi.press.feeds import lists
from redaksi.press.feeds.lists import FLAVORS
from redaksi.press.gate import feeds, html_checker, sitemaps
from redaksi.press.gate.finding import Finding
from redaksi.press.gate.pages import Page
from redaksi.press.gate.site import Document, Site
from redaksi.stories.models import Paper, Section, Story

FILES = ("robots", "security", "manifest", "ads")
MAY_BE_MISSING = {"security", "ads"}
OK_STATUSES = (200, 301, 302)  # a link may lead on; where it leads to is looked at as a link of its own, if any


@dataclass
class Inspection:
    """`checker` is the jar of the HTML checker, None where there is none. `checked` counts documents."""

    checker: Path | None = None
    site: Site = field(default_factory=Site)
    checked: int = 0

    def of(self, addresses: Iterable[str]) -> Iterator[Finding]:
        """Raises `site.NotOurs`. HTML is looked at last, all pages at once: the checker takes seconds to begin."""
        pages: dict[str, bytes] = {}
        links: dict[str, str] = {}
        for address in dict.fromkeys(addresses):
            document = self.site.get(address)
            self.checked += 1
            yield from _of_document(document)
            if document.kind == "text/html" and document.status == 200:
                pages[document.address] = document.body
                for link in Page(document.address, document.body).links():
                    links.setdefault(link, document.address)
        yield from self._of_links(links)
        if self.checker:
            yield from html_checker.findings(self.checker, pages)

    def of_all(self, newest: int) -> Iterator[Finding]:
        """Files, every sitemap, the feeds of paper and sections, all that is no story, and so many of the newest stories."""
        yield from self.of(self._addresses(newest))

    def _addresses(self, newest: int) -> Iterator[str]:
        for name in FILES:
            if name not in MAY_BE_MISSING or self.site.status_of(absolute(reverse(name))) == 200:
                yield reverse(name)
        index = reverse("sitemap")
        yield index
        yield from sitemaps.addresses_in(self.site.get(index).body)
        yield from sitemaps.addresses_in(self.site.get(reverse("sitemap_pages")).body)
        sections = Section.objects.filter(live=True).order_by("path")
        followed = [lists.of_paper(Paper.load()), *map(lists.of, sections)]
        yield from (each.address(flavor) for each in followed for flavor in FLAVORS)
        yield from Story.objects.published().newest_first().values_list("address", flat=True)[:newest]

    def _of_links(self, links: dict[str, str]) -> Iterator[Finding]:
        for link, page in links.items():
            status = self.site.status_of(link)
            if status not in OK_STATUSES:
                told = {"address": link, "status": status}
                yield Finding(page, "links", _("leads to %(address)s, which answers %(status)s") % told)


def _of_document(document: Document) -> Iterator[Finding]:
    if document.status != 200:
        message = _("answers %(status)s") % {"status": document.status}
        yield Finding(document.address, "status", message)
    elif document.kind == "text/html":
        mistakes = Page(document.address, document.body).mistakes()
        yield from (Finding(document.address, rule, message) for rule, message in mistakes)
    elif document.kind == "application/xml":
        yield from (Finding(document.address, "sitemap", message) for message in sitemaps.mistakes(document.body))
    elif document.kind in FLAVORS.values():
        mistakes_of_feed = feeds.mistakes(document.address, document.kind, document.body)
        yield from (Finding(document.address, "feed", message) for message in mistakes_of_feed)
