from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect

from redaksi.stories import actions, renditions
from redaksi.stories.copy import ListAddress, PhotoCopy
from redaksi.stories.models import OldPicture, Photo, Section, Story
from redaksi.stories.tests.builders import image_bytes, make_section, make_story
from redaksi.stories.tests.test_arrival import a_batch, a_copy

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(paper):
    copy = a_copy(old_addresses=["https://lama.id/?p=17", "https://lama.id/?page_id=3&lang=id"])
    (story,) = actions.take_over(a_batch(), [copy], by=None)
    return Story.objects.get(pk=story.pk)


@pytest.mark.parametrize("address", ["/?p=17", "/?lang=id&page_id=3", "/?page_id=3&lang=id", "/?p=17&utm_source=wa"])
def test_an_old_address_that_is_all_query_leads_to_its_story(client, story, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (301, story.address)
    assert client.head(address).status_code == 301


OTHERS = ["/", "/?p=18", "/?", "/?p", "/?%00=%ff", "/?utm_source=wa", "/?p=17;DROP", "/?" + "a=1&" * 500]


@pytest.mark.parametrize("address", OTHERS)
def test_any_other_question_is_answered_with_the_front_page(client, story, address):
    assert client.get(address).status_code == 200


def test_another_page_is_not_asked_for_its_query(client, story):
    assert client.get("/dunia/?p=17").status_code == 200
    assert client.post("/?p=17").status_code != 301


def test_it_costs_one_query_where_there_is_a_question_and_none_where_there_is_none(client, paper):
    make_story(make_section("Dunia"), "Kapal bersandar")
    client.get("/")
    with CaptureQueriesContext(connection) as plain:
        client.get("/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/?utm_source=wa")
    assert len(asked) == len(plain) + 1


def test_a_redirect_that_an_editor_made_is_followed_as_they_said(client, paper):
    Redirect.objects.create(old_path="/?promo=1", redirect_link="https://contoh.id/", is_permanent=False)
    answer = client.get("/?promo=1")
    assert (answer.status_code, answer["Location"]) == (302, "https://contoh.id/")


@pytest.fixture
def moved(paper, tmp_path):
    """A paper that moved here: a story with its picture, and where its lists were."""
    path = tmp_path / "kapal.jpg"
    path.write_bytes(image_bytes((2000, 1500)))
    photo = PhotoCopy("https://lama.id/wp-content/uploads/2019/01/kapal-rob-scaled.jpg", path=path)
    copy = a_copy(section="Politik", lead_photo=photo, old_addresses=["/2019/01/kapal-bersandar/", "/berita/rob.html"])
    (story,) = actions.take_over(a_batch(), [copy], by=None)
    lists = [
        ListAddress("/category/politik/", "section", "politik"),
        ListAddress("/category/politik/daerah/", "topic", "Belarus"),
        ListAddress("/tag/belarus/", "topic", "Belarus"),
        ListAddress("/author/sisi/", "contributor", "Sisi"),
        ListAddress("/tag/kosong/", "topic", "Tanpa berita"),
    ]
    actions.lead_lists(lists, by=None)
    actions.lead_lists(lists, by=None)
    renditions.develop_fully.func(story.lead_photo_id)
    return Story.objects.get(pk=story.pk)


STORY_TAILS = [
    *("?amp=1", "?page=2", "?page=all", "?utm_source=wa&amp", "amp/", "feed/", "amp", "2/", "comment-page-3/", "trackback/"),
    *("feed/atom/", "embed/", "amp/?utm_source=wa"),
]


@pytest.mark.parametrize("tail", STORY_TAILS)
def test_what_stood_below_an_old_story_leads_to_the_story(client, moved, tail):
    answer = client.get(f"/2019/01/kapal-bersandar/{tail}")
    assert (answer.status_code, answer["Location"]) == (302 if "feed" in tail else 301, moved.address)


def test_a_tail_below_a_file_name_leads_to_the_story_too(client, moved):
    assert client.get("/berita/rob.html?page=all")["Location"] == moved.address
    assert client.get("/berita/rob.html/amp")["Location"] == moved.address


@pytest.mark.parametrize(
    ("address", "end"),
    [
        ("/category/politik/", "/politik/"),
        ("/category/politik/page/3/", "/politik/"),
        ("/category/politik", "/politik/"),
        ("/category/politik/daerah/page/2/", "/topik/belarus/"),
        ("/category/politik/pilkada/", "/politik/"),
        ("/tag/belarus/amp/", "/topik/belarus/"),
        ("/author/sisi/page/12/?lang=id", "/penulis/sisi/"),
        ("/amp/", "/"),
        ("/page/7/", "/"),
    ],
)
def test_old_lists_and_what_stands_below_them_lead_to_ours(client, moved, address, end):
    answer = client.get(address, follow=True)
    assert answer.redirect_chain[-1] == (end, 301)
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("address", "end"),
    [
        ("/tag/belarus/feed/", "/topik/belarus/feed/"),
        ("/category/politik/feed/rss2/", "/politik/feed/"),
        ("/category/politik/feed/atom/", "/politik/feed/atom/"),
        *((address, "/feed/") for address in ("/rss/", "/rss.xml", "/feed/rss2/", "/?feed=rss2", "/feed.xml")),
        *((address, "/feed/atom/") for address in ("/atom.xml", "/?feed=atom")),
        ("/feed.json", "/feed/json/"),
    ],
)
def test_feeds_lead_to_the_feeds_of_today(client, moved, address, end):
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (301, end)
    assert client.get(end).status_code == 200


NOWHERE = [
    *("/tag/kosong/", "/tag/", "/tidak-ada/amp/", "/7/", "/all/", "/category/", "/%00/feed/", "/" + "a/" * 200 + "feed/"),
    *("/wp-content/uploads/2019/01/lain.jpg", "/wp-login.php", "/x.jpg"),
]


@pytest.mark.parametrize("address", NOWHERE)
def test_what_nobody_knows_is_not_found(client, moved, address):
    assert client.get(address).status_code == 404


def test_a_list_whose_section_is_closed_leads_nowhere_for_ever(client, moved):
    section = Section.objects.get(slug="politik")
    actions.lead_lists([ListAddress("/politik/", "section", "Politik")], by=None)
    section.unpublish()
    assert client.get("/politik/").status_code == 404


@pytest.mark.parametrize(
    ("size", "width"),
    [("", 1200), ("-300x200", 720), ("-1024x768", 1200), ("-scaled", 1200), ("-scaled-150x150", 720), ("-4000x3000", 1200)],
)
def test_an_old_picture_leads_to_the_size_nearest_to_it_and_never_to_the_file(client, moved, size, width):
    answer = client.get(f"/wp-content/uploads/2019/01/kapal-rob{size}.jpg?ssl=1")
    rendition = moved.lead_photo.renditions.get(filter_spec__startswith=f"width-{width}|{renditions.WEBP}")
    assert (answer.status_code, answer["Location"]) == (301, rendition.url)
    assert client.get(answer["Location"]).status_code == 200


def test_an_old_picture_that_is_not_made_yet_is_asked_for_again_soon(client, moved):
    moved.lead_photo.renditions.all().delete()
    answer = client.get("/wp-content/uploads/2019/01/kapal-rob.jpg")
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "60", "no-store")


@pytest.mark.parametrize("folders", ["", "size/w600/", "size/w600/format/webp/"])
def test_a_picture_of_ghost_is_found_in_all_its_sizes(client, moved, folders):
    OldPicture.objects.create(path="/content/images/2020/01/a b.png", photo=moved.lead_photo)
    assert client.get(f"/content/images/{folders}2020/01/a%20b.png").status_code == 301


def test_a_picture_whose_time_is_over_leads_nowhere(client, moved):
    Photo.objects.update(expires_at=date(2020, 1, 1))
    assert client.get("/wp-content/uploads/2019/01/kapal-rob.jpg").status_code == 404


def test_pictures_of_a_draft_are_not_found_by_guessing(client, paper, tmp_path):
    path = tmp_path / "kapal.jpg"
    path.write_bytes(image_bytes())
    photo = PhotoCopy("https://lama.id/wp-content/uploads/rahasia.jpg", path=path)
    actions.bring_in(a_batch(), [a_copy(lead_photo=photo, published_at=None)], by=None)
    assert Photo.objects.count() == 1
    assert client.get("/wp-content/uploads/rahasia.jpg").status_code == 404


def queries_of(address):
    client = Client()
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_old_addresses_cost_nothing_where_a_page_is_found(moved):
    found = [moved.address, "/politik/", "/topik/belarus/", "/"]
    with_them = [queries_of(address) for address in found]
    with override_settings(MIDDLEWARE=[each for each in settings.MIDDLEWARE if "old_addresses" not in each]):
        assert [queries_of(address) for address in found] == with_them


# Three of them are the page that says so, and Wagtail's own look among its redirects; two more where it looks for a page.
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        *(("/wp-json/a.php", 3 + 1), ("/wp-json/a.php/amp", 3 + 2), ("/rss/", 5), ("/tag/belarus/", 5 + 1)),
        *(("/tag/belarus/page/2/", 5 + 2), ("/wp-content/uploads/2019/01/kapal-rob-300x200.jpg", 3 + 2), ("/x.jpg", 3 + 1)),
    ],
)
def test_where_nothing_is_found_they_cost_a_query_or_two(moved, address, queries):
    assert queries_of(address) == queries


# What WordPress asks for where its addresses are plain, and its lists by time -------------------------------------------


@pytest.mark.parametrize(
    ("address", "end"),
    [
        ("/?s=banjir+rob", "/cari/?q=banjir+rob"),
        ("/?s=", "/cari/?q="),
        ("/?cat=5", "/dunia/"),
        ("/?category_name=dunia", "/dunia/"),
        ("/?tag=belarus&utm_source=wa", "/topik/belarus/"),
        ("/?author_name=sisi", "/penulis/sisi/"),
        ("/?m=2022", "/arsip/2022/02/28/"),
        ("/?m=202202", "/arsip/2022/02/28/"),
        ("/?year=2022&monthnum=3", "/arsip/2022/02/28/"),
        ("/2022/", "/arsip/2022/02/28/"),
        ("/2022/02/", "/arsip/2022/02/28/"),
        ("/2022/2", "/arsip/2022/02/28/"),
        ("/2022/02/28/page/3/", "/arsip/2022/02/28/"),
        ("/2024/12/feed/", "/arsip/2022/02/28/"),
        ("/2019/01/05/", "/arsip/2022/02/28/"),
    ],
)
def test_lists_of_wordpress_lead_to_ours(client, story, address, end):
    lists = [
        *(ListAddress(path, "section", "Dunia") for path in ("/?cat=5", "/category/dunia/")),
        ListAddress("/tag/belarus/", "topic", "Belarus"),
        ListAddress("/author/sisi/", "contributor", "Sisi"),
    ]
    actions.lead_lists(lists, by=None)
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (301, end)
    assert client.get(end).status_code == 200


@pytest.mark.parametrize("feed", ["/comments/feed/", "/comments/feed/atom/"])
def test_a_feed_of_all_comments_leads_to_the_papers_for_the_time_being(client, story, feed):
    answer = client.get(feed)
    assert (answer.status_code, answer["Location"]) == (302, feed.removeprefix("/comments"))


@pytest.mark.parametrize("address", ["/?cat=9", "/?cat=5%00", "/?tag=", "/?tag=%00", "/?m=202213", "/?year=x", "/?m=9999"])
def test_a_list_that_never_was_is_the_front_page(client, paper, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/2022/13/", "/2022/02/31/", "/0000/", "/9999/12/31/", "/9999/", "/2022/02/"])
def test_a_time_that_never_was_or_before_anything_was_printed_is_not_found(client, paper, address):
    assert client.get(address).status_code == 404
