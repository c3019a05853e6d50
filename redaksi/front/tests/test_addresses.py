import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from redaksi.stories import actions
from redaksi.stories.models import Story, WithdrawalGround
from redaksi.stories.tests.builders import make_draft, make_section, make_story, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(paper):
    return make_story(make_section("Dunia"), "Kebakaran di pelabuhan")


def test_a_story_stands_at_its_address(client, story):
    assert "Kebakaran di pelabuhan" in client.get(story.address).text


@pytest.mark.parametrize("address", ["/1999/01/judul-lain-{}/", "/2026/12/-{}/", "/2026/12/judul-{}"])
def test_any_address_with_its_number_leads_to_it(client, story, address):
    answer = client.get(address.format(story.number))
    assert (answer.status_code, answer["Location"]) == (301, story.address)


def test_its_place_in_the_tree_leads_to_it(client, story):
    answer = client.get(f"/dunia/{story.slug}/")
    assert (answer.status_code, answer["Location"]) == (301, story.address)


def test_a_redirect_kept_for_an_old_address_goes_before_the_number_in_it(client, story):
    other = make_story(story.section, "Berita lain")
    Redirect.objects.create(old_path=f"/2010/05/berita-lama-{story.number}", redirect_page=other)
    answer = client.get(f"/2010/05/berita-lama-{story.number}/")
    assert (answer.status_code, answer["Location"]) == (301, other.address)


@pytest.mark.parametrize("address", ["/2026/01/tidak-ada-999999/", "/2026/01/x-999999999999999999/", "/2026/01/tanpa-nomor/"])
def test_a_number_nobody_has_is_not_found(client, paper, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Halaman ini tidak ada" in answer.text


def test_a_draft_is_not_found_at_any_address(client, paper):
    draft = make_draft(make_section("Dunia"), "Rahasia")
    Story.objects.filter(pk=draft.pk).update(number=77, address="/2026/01/rahasia-77/")
    assert client.get("/2026/01/rahasia-77/").status_code == 404
    assert client.get(f"/dunia/{draft.slug}/").status_code == 404


def test_a_withdrawn_story_is_gone_and_says_when_and_why(client, story):
    actions.withdraw(story, make_user(is_superuser=True), WithdrawalGround.EDITORIAL_ERROR, "Angkanya <b>tertukar</b>.")
    answer = client.get(story.address)
    assert answer.status_code == 410
    for told in ("Kebakaran di pelabuhan", "Kekeliruan redaksi", "Angkanya &lt;b&gt;tertukar&lt;/b&gt;.", "Dicabut", "noindex"):
        assert told in answer.text
    assert "Api membakar" not in answer.text
    assert client.get(f"/2026/01/lain-{story.number}/")["Location"] == story.address


def test_what_guards_a_section_guards_its_stories(client, story):
    PageViewRestriction.objects.create(page=story.section, restriction_type=PageViewRestriction.LOGIN)
    answer = client.get(story.address)
    assert answer.status_code == 302
    assert "_util/login" in answer["Location"]


def test_only_reading_is_answered(client, story):
    assert client.post(story.address).status_code == 405


def test_the_archive_leads_to_the_last_day_that_has_stories(client, story):
    day = timezone.localdate(story.published_at)
    assert client.get("/arsip/")["Location"] == f"/arsip/{day:%Y/%m/%d}/"
    assert client.get("/arsip/?tanggal=2020-02-03")["Location"] == "/arsip/2020/02/03/"
    assert client.get("/arsip/?tanggal=besok")["Location"] == f"/arsip/{day:%Y/%m/%d}/"


def test_browsers_find_an_icon(client, paper):
    assert client.get("/favicon.ico").status_code == 302
