"""What stands in each file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from redaksi.press.addresses import absolute
from redaksi.press.sitemaps import months
from redaksi.press.sitemaps.xml import Entry, News
from redaksi.stories import renditions
from redaksi.stories.addresses import of_page
from redaksi.stories.models import FrontPage, Genre, Paper, Policy, Rendition, Section, Story

A_FILE = 10_000  # addresses; the protocol allows 50,000, but a crawler that comes for one new story fetches the file
NEWS_A_FILE = 1_000  # Google's limit
NEWS_WINDOW = timedelta(hours=48)
_IN_PARENTHESES = re.compile(r"\s*\([^)]*\)")


def index() -> Iterator[Entry]:
    """Every file that has something to say. Five queries."""
    for part in range(1, _parts(_news().count(), NEWS_A_FILE) + 1):
        yield Entry(absolute(news_address(part)))
    changes = [page.modified_at for page in pages() if page.modified_at]
    yield Entry(absolute(reverse("sitemap_pages")), max(changes, default=None))
    for starts_at, changed_at, count in months.counted():
        for part in range(1, -(-count // A_FILE) + 1):
            yield Entry(absolute(month_address(months.first_day_of(starts_at), part)), changed_at)


def month(first_day: date, part: int = 1) -> list[Entry]:
    """The stories first published then, oldest first: what stands in a full file stays there. Two queries."""
    start = (part - 1) * A_FILE
    inside = Story.objects.published().filter(published_at__gte=months.start(first_day), published_at__lt=months.end(first_day))
    told = inside.order_by("published_at", "pk")[start : start + A_FILE]
    rows = list(told.values_list("address", "published_at", "last_published_at", "lead_photo_id"))
    pictures = _pictures(told) if any(photo for *_others, photo in rows) else {}
    return [
        Entry(absolute(address), max(published_at, changed_at or published_at), pictures.get(photo, ""))
        for address, published_at, changed_at, photo in rows
    ]


def news(paper: Paper, part: int = 1) -> list[Entry]:
    """What was first published in the last 48 hours, newest first, and is news: what was paid for is none. Two queries."""
    start = (part - 1) * NEWS_A_FILE
    told = _news().newest_first()[start : start + NEWS_A_FILE]
    fields = ("address", "title", "language", "published_at", "is_published_at_approximate", "lead_photo_id")
    rows = list(told.values_list(*fields))
    pictures = _pictures(told) if any(photo for *_others, photo in rows) else {}
    name = _IN_PARENTHESES.sub("", paper.name).strip() or paper.name
    return [
        Entry(absolute(address), image=pictures.get(photo, ""), news=News(name, language, _w3c(at, is_day_only), title))
        for address, title, language, at, is_day_only, photo in rows
    ]


def pages() -> list[Entry]:
    """The front page, sections, policies and the masthead. Three queries."""
    front = FrontPage.objects.order_by("path").first()
    sections = [_page(each) for each in Section.objects.order_by().filter(live=True)]
    policies = [_page(each) for each in Policy.objects.order_by().filter(live=True).defer("body")]
    first = Entry(absolute("/"), front.last_published_at if front else None)
    return [first, *sorted(sections, key=_by_address), *sorted(policies, key=_by_address), Entry(absolute("/redaksi/"))]


def month_address(first_day: date, part: int = 1) -> str:
    return reverse("sitemap_month", args=[f"{first_day:%Y-%m}{f'-{part}' if part > 1 else ''}"])


def news_address(part: int = 1) -> str:
    return reverse("sitemap_news") if part == 1 else reverse("sitemap_news_part", args=[part])


def _news() -> Any:
    return Story.objects.published().filter(published_at__gt=timezone.now() - NEWS_WINDOW).exclude(genre=Genre.PAID)


def _parts(count: int, a_file: int) -> int:
    """At least one: an empty news sitemap is fine, a missing one is an error in Search Console."""
    return max(1, -(-count // a_file))


def _pictures(stories: Any) -> dict[int, str]:
    """The shared rendition of each lead photo, as a whole address."""
    made = Rendition.objects.filter(filter_spec=renditions.SHARED_SPEC, image__in=stories.values("lead_photo"))
    return {photo: absolute(default_storage.url(file)) for photo, file in made.values_list("image_id", "file")}


def _page(page: Page) -> Entry:
    return Entry(absolute(of_page(page)), page.last_published_at)


def _by_address(entry: Entry) -> str:
    return entry.address


def _w3c(moment: datetime, is_day_only: bool) -> str:
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return local.date().isoformat() if is_day_only else local.isoformat(timespec="seconds")
