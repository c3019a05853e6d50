"""What crawlers are told of: exactly what readers may see, by the rules of sitemaps.org and of Google."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from lxml import etree

from redaksi.press import keys
from redaksi.press.models import Month, Purge
from redaksi.press.sitemaps import ageing, files
from redaksi.press.tests import editions
from redaksi.press.tests.material import FOLDER
from redaksi.staff.groups import Role
from redaksi.stories import actions, renditions
from redaksi.stories.models import Paper, Story, WithdrawalGround
from redaksi.stories.tests.builders import make_photo, make_section, make_story, make_user, publish_at_once

pytestmark = pytest.mark.django_db

SCHEMAS = FOLDER / "sitemap-xsd"
IN = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
}
MAY = datetime(2026, 5, 31, 17, 30, tzinfo=UTC)  # 00.30 WIB on the first of June


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://koran.test"


def tree_of(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return etree.fromstring(answer.content)


def texts(tree, path):
    return [each.text for each in tree.xpath(f"//{path}", namespaces=IN)]


def test_a_story_stands_in_the_month_in_which_the_papers_clock_printed_it(paper, client):
    story = make_story(make_section("Dunia"), at=MAY)
    tree = tree_of(client, "/sitemap-2026-06.xml")
    assert texts(tree, "s:loc") == [f"https://koran.test{story.address}"]
    assert datetime.fromisoformat(texts(tree, "s:lastmod")[0]) == story.last_published_at.replace(microsecond=0)
    assert client.get("/sitemap-2026-05.xml").status_code == 404


def test_the_index_names_every_file_and_when_it_changed(paper, client):
    make_story(make_section("Dunia"), at=MAY)
    tree = tree_of(client, "/sitemap.xml")
    names = ["sitemap-news.xml", "sitemap-pages.xml", "sitemap-2026-06.xml"]
    assert texts(tree, "s:loc") == [f"https://koran.test/{name}" for name in names]
    assert texts(tree, "s:lastmod")[-1] == Month.objects.get().changed_at.isoformat(timespec="seconds")


def test_a_correction_changes_its_month_and_no_other(paper):
    section = make_section("Dunia")
    story = make_story(section, at=MAY)
    make_story(section, "Lain", at=MAY - timedelta(days=40))
    Month.objects.update(changed_at=MAY)
    publish_at_once(story)
    assert [month.changed_at == MAY for month in Month.objects.order_by("starts_at")] == [True, False]


def test_what_is_withdrawn_is_in_no_file(paper, client):
    story = make_story(make_section("Dunia"))
    month = files.month_address(files.months.first_day_of(story.published_at))
    assert client.get(month).status_code == 200
    actions.withdraw(story, make_user("pemred", Role.CHIEF_EDITOR), WithdrawalGround.EDITORIAL_ERROR, "Keliru")
    assert client.get(month).status_code == 404
    assert texts(tree_of(client, "/sitemap-news.xml"), "s:loc") == []
    assert f"https://koran.test{month}" not in texts(tree_of(client, "/sitemap.xml"), "s:loc")
    gone = {key for purge in Purge.objects.all() for key in purge.gone}
    assert {keys.NEWS, keys.list_of_month(story.published_at)} <= gone


def test_a_story_taken_over_stands_in_its_month(paper, client):
    story = editions.take_over(3)[0]
    tree = tree_of(client, files.month_address(files.months.first_day_of(story.published_at)))
    assert f"https://koran.test{story.address}" in texts(tree, "s:loc")


def test_a_full_month_is_cut_and_none_is_lost(paper, client, monkeypatch):
    monkeypatch.setattr(files, "A_FILE", 2)
    section = make_section("Dunia")
    stories = [make_story(section, f"Berita {number}", at=MAY + timedelta(hours=number)) for number in range(5)]
    names = [f"/sitemap-2026-06{part}.xml" for part in ("", "-2", "-3")]
    assert [each for each in texts(tree_of(client, "/sitemap.xml"), "s:loc") if "2026-06" in each] == [
        f"https://koran.test{name}" for name in names
    ]
    told = [address for name in names for address in texts(tree_of(client, name), "s:loc")]
    assert told == [f"https://koran.test{story.address}" for story in stories]
    assert client.get("/sitemap-2026-06-4.xml").status_code == 404


def test_the_lead_photo_is_told_by_its_shared_picture(paper, client):
    photo = make_photo()
    photo.get_renditions(*renditions.SHARED_SPECS)
    make_story(make_section("Dunia"), at=MAY, lead_photo=photo)
    picture = photo.renditions.get(filter_spec=renditions.SHARED_SPEC)
    tree = tree_of(client, "/sitemap-2026-06.xml")
    assert texts(tree, "image:loc") == [f"https://koran.test{picture.url}"]


@pytest.mark.parametrize("name", ["2026-13", "2026-00", "0000-01", "9999-12", "2026-06-1", "2026-06-100", "1999-01-99"])
def test_a_month_that_cannot_be_is_not_found(paper, client, name):
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_pages_that_are_no_stories_have_a_file_of_their_own(paper, client):
    make_section("Dunia")
    told = texts(tree_of(client, "/sitemap-pages.xml"), "s:loc")
    assert told[:2] == ["https://koran.test/", "https://koran.test/dunia/"]
    assert [each for each in told if client.get(each.removeprefix("https://koran.test")).status_code != 200] == []
    assert "https://koran.test/koreksi/" in told


def news_of(tree):
    return list(zip(texts(tree, "news:title"), texts(tree, "news:publication_date"), strict=True))


def test_news_is_what_was_first_published_in_the_last_48_hours(paper, client):
    now = timezone.now()
    section = make_section("Dunia")
    Paper.objects.update_or_create(pk=Paper.load().pk, defaults={"name": "Harian Uji (Edisi Cetak)"})
    fresh = make_story(section, "Baru & <segar>", at=now - timedelta(hours=47, minutes=59))
    make_story(section, "Lama", at=now - timedelta(hours=48, minutes=1))
    make_story(section, "Iklan", genre="paid")
    tree = tree_of(client, "/sitemap-news.xml")
    day = timezone.localtime(fresh.published_at).isoformat(timespec="seconds")
    assert news_of(tree) == [("Baru & <segar>", day)]
    assert (texts(tree, "news:name"), texts(tree, "news:language")) == (["Harian Uji"], ["id"])


def test_a_correction_leaves_the_day_of_first_publication(paper, client):
    story = make_story(make_section("Dunia"), at=timezone.now() - timedelta(hours=5))
    before = news_of(tree_of(client, "/sitemap-news.xml"))
    draft = story.get_latest_revision_as_object()
    draft.headline = "Judul yang diralat"
    draft.save_revision()
    publish_at_once(draft)
    assert news_of(tree_of(client, "/sitemap-news.xml")) == [("Judul yang diralat", before[0][1])]


def test_a_day_without_its_hour_is_told_as_a_day(paper, client):
    story = make_story(make_section("Dunia"))
    Story.objects.filter(pk=story.pk).update(is_published_at_approximate=True)
    (_title, told) = news_of(tree_of(client, "/sitemap-news.xml"))[0]
    assert told == timezone.localdate(story.published_at).isoformat()


def test_1001_stories_in_48_hours_are_two_files(paper, client):
    editions.take_over(1001)
    Story.objects.update(published_at=timezone.now() - timedelta(hours=1))
    first, second = (tree_of(client, f"/sitemap-news{part}.xml") for part in ("", "-2"))
    assert (len(texts(first, "s:url")), len(texts(second, "s:url"))) == (1000, 1)
    assert set(texts(first, "s:loc")) & set(texts(second, "s:loc")) == set()
    news = [each for each in texts(tree_of(client, "/sitemap.xml"), "s:loc") if "news" in each]
    assert news == ["https://koran.test/sitemap-news.xml", "https://koran.test/sitemap-news-2.xml"]
    assert client.get("/sitemap-news-3.xml").status_code == 404


def test_the_news_sitemap_is_purged_as_its_stories_come_of_age(paper, monkeypatch):
    monkeypatch.setattr(ageing, "_looked_at", None)
    at = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
    make_story(make_section("Dunia"), at=at)
    with time_machine.travel(at + timedelta(hours=47), tick=False) as clock:
        assert ageing.let_go_of_old_news() is True  # a process that just began knows nothing
        assert ageing.let_go_of_old_news() is False
        clock.move_to(at + timedelta(hours=48, seconds=30))
        assert ageing.let_go_of_old_news() is True
        assert ageing.let_go_of_old_news() is False


@pytest.fixture(scope="module")
def schemas():
    """Of sitemaps.org and Google, as one: theirs admit elements of the others only where they are known."""
    if not SCHEMAS.is_dir():
        pytest.skip("the schemas of sitemaps.org and Google are not beside the project")
    imports = [
        f'<xs:import namespace="{IN[prefix]}" schemaLocation="{(SCHEMAS / name).as_uri()}"/>'
        for prefix, name in (("s", "sitemap.xsd"), ("news", "sitemap-news.xsd"), ("image", "sitemap-image.xsd"))
    ]
    return etree.XMLSchema(
        etree.fromstring(f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{"".join(imports)}</xs:schema>')
    )


def test_every_file_is_valid_by_the_schemas_of_their_makers(paper, client, schemas):
    photo = make_photo()
    photo.get_renditions(*renditions.SHARED_SPECS)
    story = make_story(make_section("Dunia"), "Kapal & <awak>\x0b", lead_photo=photo)
    month = files.month_address(files.months.first_day_of(story.published_at))
    for address in ("/sitemap-news.xml", "/sitemap-pages.xml", month):
        schemas.assertValid(tree_of(client, address))
    assert texts(tree_of(client, "/sitemap-news.xml"), "news:title") == ["Kapal & <awak>"]


FILES = {"/sitemap.xml": 5, "/sitemap-news.xml": 3, "/sitemap-pages.xml": 3, "month": 2}


@pytest.mark.parametrize("count", [3, 300])
@pytest.mark.parametrize("address", FILES)
def test_each_file_asks_as_often_for_300_stories_as_for_3(paper, client, django_assert_num_queries, address, count):
    editions.take_over(count)
    Story.objects.update(published_at=timezone.now() - timedelta(hours=1))
    newest = Story.objects.published().newest_first()[0].published_at
    where = files.month_address(files.months.first_day_of(newest)) if address == "month" else address
    client.get(where)
    with django_assert_num_queries(FILES[address]):
        client.get(where)


def test_who_has_it_already_gets_no_text(paper, client):
    make_story(make_section("Dunia"), at=MAY)
    etag = client.get("/sitemap-2026-06.xml")["ETag"]
    again = client.get("/sitemap-2026-06.xml", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
