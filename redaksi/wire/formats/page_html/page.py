"""All that one page says, gathered: first what it states in its data, then what it prints."""

import re
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from redaksi.stories.copy import PhotoCopy, SourceCopy, StoryCopy, TopicCopy
from redaksi.wire.fitting import is_web_address
from redaksi.wire.item import House

from . import json_ld, people
from .headline import headline_of, without_names
from .json_ld import printed, text, texts
from .tags import Tags

TITLES = ("og:title", "twitter:title", "title", "dc.title", "parsely-title", "sailthru.title")
AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "content_author", "byl")
PUBLISHED = (
    *("article:published_time", "datepublished", "og:published_time", "publishdate", "publish-date", "pubdate", "published_at"),
    *("content_publisheddate", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "article.published"),
    *("dcterms.created", "dc.date.issued", "dcterms.date", "dc.date", "date", "published", "datecreated"),
)
MODIFIED = (
    "article:modified_time",
    "datemodified",
    "og:updated_time",
    "last-modified",
    "dcterms.modified",
    "modified",
    "lastmod",
)
IMAGES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src", "thumbnailurl", "image")
KEYWORDS = ("news_keywords", "article:tag", "parsely-tags", "keywords")
SECTIONS = ("article:section", "parsely-section", "section", "content_category")
LONGEST_DEK = 500
MOST = {"article:tag": 20, "news_keywords": 1, "parsely-tags": 1, "keywords": 1}
_DOUBLED = re.compile(r"^https?:(?=https?://)")


class Page:
    """What is asked of it is looked up in JSON-LD, then in Open Graph and other tags."""

    def __init__(self, tree: HtmlElement, house: House) -> None:
        self.tree = tree
        self.house = house
        self.article = json_ld.article_in(tree)
        self.tags = Tags(tree)

    @property
    def address(self) -> str:
        given = [self.tags.first("link:canonical"), self.tags.first("og:url"), text(self.article.get("url"))]
        given += [text(self.article.get("mainEntityOfPage"))]
        return next((url for url in given if is_web_address(url) and urlsplit(url).path.strip("/")), "")

    @property
    def medium(self) -> str:
        publisher = text(self.article.get("publisher"))
        named = publisher if not is_web_address(publisher) else ""
        host = (urlsplit(self.address).hostname or "").removeprefix("www.")
        return named or self.tags.first("og:site_name", "application-name", "dc.publisher") or host

    @property
    def names(self) -> list[str]:
        """Whatever the medium calls itself."""
        given = [self.medium, self.tags.first("og:site_name"), self.address, *texts(self.article.get("publisher"))]
        return [name for name in given if name]

    @property
    def headline(self) -> str:
        told = [text(self.article.get("headline")), *map(printed, self.tags.all(*TITLES)), text(self.article.get("name"))]
        told += [printed(title.text_content()) for title in self.tree.iter("title")][:1]
        return headline_of(self.tree, [title for title in told if title], self.names)

    @property
    def dek(self) -> str:
        """What the page describes itself by; not where it is the beginning of the text, which the reader sees."""
        given = text(self.article.get("description")) or printed(self.tags.first("og:description", "description"))
        return given if len(given) <= LONGEST_DEK else ""

    @property
    def photo(self) -> PhotoCopy | None:
        images = [*texts(self.article.get("image")), *self.tags.all(*IMAGES), *texts(self.article.get("thumbnailUrl"))]
        addresses = (urljoin(self.address, _DOUBLED.sub("", image)) for image in images)
        address = next((each for each in addresses if is_web_address(each)), "")
        return PhotoCopy(address, credit=self._image("creditText"), caption=self._image("caption")) if address else None

    def _image(self, name: str) -> str:
        images = self.article.get("image")
        first = images[0] if isinstance(images, list) and images else images
        return text(first.get(name)) if isinstance(first, dict) else ""

    def described(self) -> StoryCopy:
        """The copy, as far as the page's data tell it: all but times and text."""
        copy = StoryCopy(self.headline)
        copy.bylines = people.people_of(
            self.article,
            [*self.tags.properties("author"), *self.tags.all(*AUTHORS)],
            [*self.tags.properties("editor"), *self.tags.all("editor", "content_editor")],
            self.names,
        )
        copy.topics = [TopicCopy(word) for word in self._keywords()]
        copy.topics = [topic for topic in copy.topics if topic.name.casefold() != copy.headline.casefold()]
        copy.section = without_names(people.section_of(self.article, self.tags.first(*SECTIONS)), self.names)
        copy.language = self._language()
        copy.lead_photo = self.photo
        copy.identifier = self.address
        copy.old_addresses = [self.address] if self.address else []
        copy.sources = [SourceCopy(self.medium, "medium", self.address)] if self.medium else []
        return copy

    def _keywords(self) -> list[str]:
        """Of the first tag alone: a second one is about the medium."""
        given = next((self.tags.all(name)[: MOST[name]] for name in KEYWORDS if self.tags.all(name)), [])
        return people.keywords_of(self.article, given, self.dek)

    def _language(self) -> str:
        given = text(self.article.get("inLanguage")) or self.tree.get("lang") or self.tags.first("inlanguage", "language")
        return given[:2].lower() or "id"
