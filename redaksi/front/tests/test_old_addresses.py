import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect

from redaksi.stories import actions
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import make_section, make_story
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
