import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from redaksi.press import structured_data
from redaksi.stories import renditions
from redaksi.stories.models import Paper, Policy, Story
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


def test_a_leader_that_the_paper_signs_is_no_persons(dunia):
    signed = make_story(dunia, contributors=[make_contributor("Redaksi Harian", desk="")])
    assert article_of(signed)["author"] == [
        {"@type": "Organization", "name": "Redaksi Harian", "url": "http://127.0.0.1:8000/"}
    ]


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
    photo.get_renditions(*renditions.SHARED_SPECS)
    pictures = article_of(make_story(dunia, lead_photo=photo))["image"]
    assert [(each["width"], each["height"]) for each in pictures] == [(640, 360), (480, 360), (360, 360)]
    assert {each["url"].rpartition(".")[2] for each in pictures} == {"jpg"}
    assert {each["creditText"] for each in pictures} == {"Antara/Rina"}


def test_the_publisher_names_its_logo_and_each_policy_that_it_has(paper, settings):
    settings.SITE_URL = "https://koran.test"
    harian = Paper(name="Harian Uji", publisher="PT Uji", email="redaksi@koran.test", icon=make_photo())
    assert structured_data.publisher(harian, Policy.objects.all()) == {
        "@type": "NewsMediaOrganization",
        "@id": "https://koran.test/#koran",
        "name": "Harian Uji",
        "legalName": "PT Uji",
        "url": "https://koran.test/",
        "logo": {"@type": "ImageObject", "url": "https://koran.test/ikon-512.png", "width": 512, "height": 512},
        "email": "redaksi@koran.test",
        "masthead": "https://koran.test/redaksi/",
        "publishingPrinciples": "https://koran.test/pedoman-media-siber/",
        "ethicsPolicy": "https://koran.test/pedoman-media-siber/",
        "correctionsPolicy": "https://koran.test/koreksi/",
        "actionableFeedbackPolicy": "https://koran.test/hak-jawab/",
        "unnamedSourcesPolicy": "https://koran.test/narasumber-anonim/",
    }


def test_what_has_no_page_of_its_own_stands_on_the_newsrooms(settings):
    settings.SITE_URL = "https://koran.test"
    told = structured_data.publisher(
        Paper(founded_in=2012, mission="Untuk warga.", owners="Koperasi Wartawan", complaints_email="adu@koran.test")
    )
    assert {name: told[name] for name in sorted(told) if name not in ("@type", "@id", "name", "url", "masthead")} == {
        "actionableFeedbackPolicy": "https://koran.test/redaksi/#pengaduan",
        "contactPoint": {"@type": "ContactPoint", "contactType": "complaints", "email": "adu@koran.test"},
        "foundingDate": "2012",
        "missionCoveragePrioritiesPolicy": "https://koran.test/redaksi/#misi",
        "ownershipFundingInfo": "https://koran.test/redaksi/#kepemilikan",
    }


def test_the_front_page_says_who_publishes_and_where_to_search(settings):
    settings.SITE_URL = "https://koran.test"
    publisher, site = structured_data.of_paper(Paper(name="Harian Uji"))
    assert (publisher["@type"], site["publisher"]) == ("NewsMediaOrganization", {"@id": publisher["@id"]})
    assert site["potentialAction"]["target"]["urlTemplate"] == "https://koran.test/cari/?q={search_term_string}"


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
