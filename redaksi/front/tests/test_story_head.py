"""What a story's page says to whoever shows a link to it: all of it, and nothing besides."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from redaksi.press.cards import shelf, tasks
from redaksi.stories import renditions
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import make_contributor, make_photo, make_section, make_story

pytestmark = pytest.mark.django_db

MORNING = datetime(2022, 2, 26, 2, 14, tzinfo=UTC)  # 09.14 WIB
TOLD = re.compile(
    r'<(?:link rel="(?:canonical|alternate)" (?!type)|meta (?:property="(?:og|article)|name="(?:author|twitter)))[^>]*>'
)


def told(client, story):
    return TOLD.findall(client.get(story.address).text)


def test_a_page_tells_its_address_its_language_its_times_its_authors_and_its_pictures(client, paper, settings):
    settings.SITE_URL = "https://koran.test"
    photo = make_photo(alt='Kapal "Rinjani" bersandar.')
    shared = photo.get_rendition(renditions.SHARED_SPEC)
    people = [make_contributor("Sisi"), make_contributor("Rina & Co")]
    story = make_story(
        make_section("Dunia"), "Kapal <Rinjani>", at=MORNING, dek="Dua hari.", contributors=people, lead_photo=photo
    )
    Story.objects.filter(pk=story.pk).update(last_published_at=MORNING + timedelta(hours=1))
    story = Story.objects.get(pk=story.pk)
    tasks.draw_card.func(story.pk)
    address = f"https://koran.test{story.address}"
    assert told(client, story) == [
        '<meta property="og:site_name" content="Redaksi">',
        f'<link rel="canonical" href="{address}">',
        f'<link rel="alternate" hreflang="id" href="{address}">',
        '<meta property="og:type" content="article">',
        '<meta property="og:title" content="Kapal &lt;Rinjani&gt;">',
        f'<meta property="og:url" content="{address}">',
        '<meta property="og:description" content="Dua hari.">',
        '<meta property="article:published_time" content="2022-02-26T09:14+07:00">',
        '<meta property="article:modified_time" content="2022-02-26T10:14+07:00">',
        '<meta property="article:section" content="Dunia">',
        '<meta name="author" content="Sisi">',
        '<meta name="author" content="Rina &amp; Co">',
        *of_picture(shelf.card_of(story), "Kapal &lt;Rinjani&gt;"),
        *of_picture(shared, "Kapal &quot;Rinjani&quot; bersandar."),
        '<meta name="twitter:card" content="summary_large_image">',
    ]


def of_picture(made, alt):
    return [
        f'<meta property="og:image" content="https://koran.test{made.url}">',
        f'<meta property="og:image:width" content="{made.width}">',
        f'<meta property="og:image:height" content="{made.height}">',
        f'<meta property="og:image:alt" content="{alt}">',
    ]


def test_a_story_without_any_of_that_says_only_what_it_has(client, paper):
    story = make_story(make_section("Dunia"), "Singkat", language="en", dek="")
    names = [re.search(r'(?:property|name|rel)="([^"]+)"', line)[1] for line in told(client, story)]
    assert names == [
        *("og:site_name", "canonical", "alternate", "og:type", "og:title", "og:url"),
        *("article:published_time", "article:section", "twitter:card"),
    ]
