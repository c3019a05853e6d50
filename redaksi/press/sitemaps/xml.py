"""The files themselves. Addresses are whole ones; moments carry their zone (W3C's profile of ISO 8601)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from redaksi.press.plain_text import in_xml

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True, slots=True)
class News:
    """`published` is a W3C date. `publication` is the paper's name as Google News shows it."""

    publication: str
    language: str
    published: str
    title: str


@dataclass(frozen=True, slots=True)
class Entry:
    address: str
    modified_at: datetime | None = None
    image: str = ""
    news: News | None = None


def of_entries(entries: Iterable[Entry]) -> str:
    spaces = f'xmlns="{SITEMAP}" xmlns:news="{NEWS}" xmlns:image="{IMAGE}"'
    return "".join([HEAD, f"<urlset {spaces}>\n", *_entries(entries), "</urlset>\n"])


def of_index(files: Iterable[Entry]) -> str:
    lines = [f"<sitemap><loc>{in_xml(each.address)}</loc>{_lastmod(each)}</sitemap>\n" for each in files]
    return "".join([HEAD, f'<sitemapindex xmlns="{SITEMAP}">\n', *lines, "</sitemapindex>\n"])


def _entries(entries: Iterable[Entry]) -> Iterator[str]:
    for each in entries:
        image = f"<image:image><image:loc>{in_xml(each.image)}</image:loc></image:image>" if each.image else ""
        news = _news(each.news) if each.news else ""
        yield f"<url><loc>{in_xml(each.address)}</loc>{_lastmod(each)}{news}{image}</url>\n"


def _lastmod(entry: Entry) -> str:
    return f"<lastmod>{entry.modified_at.isoformat(timespec='seconds')}</lastmod>" if entry.modified_at else ""


def _news(news: News) -> str:
    publication = f"<news:name>{in_xml(news.publication)}</news:name><news:language>{in_xml(news.language)}</news:language>"
    return (
        f"<news:news><news:publication>{publication}</news:publication>"
        f"<news:publication_date>{news.published}</news:publication_date>"
        f"<news:title>{in_xml(news.title)}</news:title></news:news>"
    )
