"""Sitemaps: https://www.sitemaps.org/protocol.html, and Google's for news and images (pages of 2025).

https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from lxml import etree

from redaksi.press.gate import moments
from redaksi.press.gate.xml import NotXml, texts, tree_of
from redaksi.press.sitemaps.xml import IMAGE, NEWS, SITEMAP

MOST_ADDRESSES, MOST_NEWS, MOST_BYTES, LONGEST = 50_000, 1_000, 50 * 1024**2, 2_048
WINDOW = timedelta(hours=48, minutes=5)  # those that come of age while the file is fetched
SPACES = {"s": SITEMAP, "news": NEWS, "image": IMAGE}
_LANGUAGE = re.compile(r"[a-z]{2,3}|zh-(?:cn|tw)")


def mistakes(body: bytes) -> Iterator[str]:
    if len(body) > MOST_BYTES:
        yield _("more than 50 MB")
    try:
        tree = tree_of(body)
    except NotXml as error:
        yield _("no XML: %(why)s") % {"why": error}
        return
    entries = {f"{{{SITEMAP}}}urlset": "s:url", f"{{{SITEMAP}}}sitemapindex": "s:sitemap"}.get(tree.tag)
    if entries is None:
        yield _("the root is %(name)s, not urlset or sitemapindex") % {"name": tree.tag}
        return
    found = tree.findall(entries, SPACES)
    if len(found) > MOST_ADDRESSES:
        yield _("%(count)s addresses; 50,000 are allowed") % {"count": len(found)}
    yield from _of_addresses([(each.findtext("s:loc", "", SPACES) or "").strip() for each in found])
    yield from _of_changes(texts(tree, ".//s:lastmod", **SPACES))
    yield from _of_news(tree)
    for picture in texts(tree, ".//image:loc", **SPACES):
        if "://" not in picture:
            yield _("a picture without a whole address: %(address)s") % {"address": picture}


def addresses_in(body: bytes) -> list[str]:
    """Of a sitemap or an index; none where it is neither."""
    try:
        return [address for address in texts(tree_of(body), ".//s:loc", **SPACES) if address]
    except NotXml:
        return []


def _of_addresses(addresses: list[str]) -> Iterator[str]:
    for address in addresses:
        if not address.startswith(f"{settings.SITE_URL}/"):
            yield _("not an address of this site: %(address)s") % {"address": address or "–"}
        if len(address) >= LONGEST:
            yield _("longer than 2,048 characters: %(address)s …") % {"address": address[:80]}
    for twice in _twice(addresses):
        yield _("told twice: %(address)s") % {"address": twice}


def _of_changes(changes: list[str]) -> Iterator[str]:
    soon = timezone.now() + timedelta(minutes=5)
    for written in changes:
        moment = moments.w3c(written)
        if moment is None:
            yield _("not a date with its zone: %(date)s") % {"date": written or "–"}
        elif moment > soon:
            yield _("a date to come: %(date)s") % {"date": written}


def _of_news(tree: etree._Element) -> Iterator[str]:
    news = tree.findall(".//news:news", SPACES)
    if len(news) > MOST_NEWS:
        yield _("%(count)s news; Google takes 1,000 in a file") % {"count": len(news)}
    for each in news:
        title = (each.findtext("news:title", "", SPACES) or "").strip()
        name = (each.findtext("news:publication/news:name", "", SPACES) or "").strip()
        language = each.findtext("news:publication/news:language", "", SPACES) or ""
        if not title or not name:
            yield _("news without a title or the paper's name")
        if "(" in name:
            yield _("the paper's name with parentheses: %(name)s") % {"name": name}
        if not _LANGUAGE.fullmatch(language):
            yield _("not a language of two or three letters: %(language)s") % {"language": language or "–"}
        yield from _of_publication(each.findtext("news:publication_date", "", SPACES) or "", title)


def _of_publication(written: str, title: str) -> Iterator[str]:
    published = moments.w3c(written.strip())
    if published is None:
        yield _("“%(title)s”: not a date with its zone: %(date)s") % {"title": title, "date": written or "–"}
    elif "T" in written and timezone.now() - published > WINDOW:
        yield _("“%(title)s” is older than 48 hours") % {"title": title}


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if name and count > 1]
