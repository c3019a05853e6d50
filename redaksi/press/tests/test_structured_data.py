import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from redaksi.press import structured_data
from redaksi.stories import renditions
from redaksi.stories.models import Paper, Story
from redaksi.stories.tests.builders import make_contributor, make_photo, make_section, make_story, make_storyline, make_topic

pytestmark = pytest.mark.django_db

MORNING = datetime(2022, 2, 26, 2, 14, tzinfo=UTC)  # 09.14 WIB


@pytest.fixture
def dunia(paper):
    cache.clear()  # Wagtail remembers renditions there, those of other tests' photographs, too
    return make_section("Dunia")


def article_of(story, **paper):
    return structured_data.article(story, Paper(name="Redaksi Harian", **paper))


def test_a_story_says_all_that_it_knows(dunia, settings):
    settings.SITE_URL = "https://koran.test"
    story = make_story(
        dunia,
        "Putin Siap Kirim Perwakilan",
        at=MORNING,
        kicker="Perundingan Minsk",
        dek="Ringkasan.",
        dateline="Minsk",
        contributors=[make_contributor("Sisi")],
        topics=[make_topic("Belarus")],
        storyline=make_storyline("Perundingan Minsk"),
    )
    assert article_of(story) == {
        "@type": "NewsArticle",
        "@id": f"https://koran.test{story.address}#berita",
        "url": f"https://koran.test{story.address}",
        "mainEntityOfPage": f"https://koran.test{story.address}",
        "headline": "Putin Siap Kirim Perwakilan",
        "alternativeHeadline": "Perundingan Minsk",
        "description": "Ringkasan.",
        "datePublished": "2022-02-26T09:14:00+07:00",
        "dateModified": structured_data._moment(story.last_published_at),
        "author": [{"@type": "Person", "name": "Sisi", "url": "https://koran.test/penulis/sisi/"}],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "@id": "https://koran.test/#koran",
            "name": "Redaksi Harian",
            "url": "https://koran.test/",
            "masthead": "https://koran.test/redaksi/",
        },
        "articleSection": "Dunia",
        "dateline": "Minsk",
        "inLanguage": "id",
        "wordCount": 5,
        "keywords": ["Belarus"],
        "about": [{"@type": "Place", "name": "Belarus", "url": "https://koran.test/topik/belarus/"}],
        "isPartOf": [
            {"@id": "https://koran.test/#koran"},
            {
                "@type": "CreativeWorkSeries",
                "name": "Perundingan Minsk",
                "url": "https://koran.test/rangkaian/perundingan-minsk/",
            },
        ],
        "isAccessibleForFree": True,
    }


@pytest.mark.parametrize(
    ("genre", "type_"),
    [
        ("report", "NewsArticle"),
        ("analysis", "AnalysisNewsArticle"),
        ("opinion", "OpinionNewsArticle"),
        ("background", "BackgroundNewsArticle"),
        ("review", "ReviewNewsArticle"),
        ("paid", "AdvertiserContentArticle"),
    ],
)
def test_the_genre_decides_the_type(dunia, genre, type_):
    assert article_of(make_story(dunia, genre=genre))["@type"] == type_


def test_each_author_is_an_object_with_the_name_and_nothing_but_the_name(dunia):
    people = [make_contributor("Sisi", job_title="Reporter"), make_contributor("Wahyu")]
    assert [author["name"] for author in article_of(make_story(dunia, contributors=people))["author"]] == ["Sisi", "Wahyu"]


def test_an_unsigned_story_is_the_papers_own(dunia):
    assert article_of(make_story(dunia))["author"][0]["@type"] == "Organization"


def test_a_day_that_is_only_known_as_a_day_is_given_without_an_hour(dunia):
    story = make_story(dunia, at=MORNING)
    story.is_published_at_approximate = True
    article = article_of(story)
    assert (article["datePublished"], article["dateModified"]) == ("2022-02-26", "2022-02-26")


def test_a_later_version_moves_only_the_second_date(dunia):
    story = make_story(dunia, at=MORNING)
    story.last_published_at = MORNING + timedelta(hours=1)
    article = article_of(story)
    assert (article["datePublished"], article["dateModified"]) == ("2022-02-26T09:14:00+07:00", "2022-02-26T10:14:00+07:00")


def test_the_picture_is_the_jpeg_with_its_credit(dunia):
    photo = make_photo(credit="Antara/Rina")
    photo.get_renditions(renditions.SHARED_SPEC)
    (picture,) = article_of(make_story(dunia, lead_photo=photo))["image"]
    assert picture["url"].endswith(".jpg")
    assert picture["creditText"] == "Antara/Rina"


def test_no_text_ends_the_script_element(dunia):
    hostile = "</script><script>alert(1)</script><!--\u2028&"
    story = make_story(dunia, hostile, dek=hostile)
    html = structured_data.in_html(structured_data.of_story(story, Paper(name="Redaksi")))
    assert not set("<>&\u2028") & set(html)
    assert json.loads(html)["@graph"][0]["headline"] == hostile


def test_breadcrumbs_lead_from_the_front_page_to_the_story(dunia, settings):
    settings.SITE_URL = "https://koran.test"
    story = make_story(dunia, "Berita")
    items = structured_data.breadcrumbs(Story.objects.get(pk=story.pk), Paper(name="Redaksi"))["itemListElement"]
    assert [(item["position"], item["name"], item["item"]) for item in items] == [
        (1, "Redaksi", "https://koran.test/"),
        (2, "Dunia", "https://koran.test/dunia/"),
        (3, "Berita", f"https://koran.test{story.address}"),
    ]
