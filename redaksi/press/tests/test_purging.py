"""Every change reaches exactly the pages that show it. The kiosk stands before Django as it does on a site at work."""

import re
import time

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from redaksi.press import purging
from redaksi.press.kiosk import rack as racks
from redaksi.press.kiosk.pressroom import Answer
from redaksi.press.models import Purge
from redaksi.press.store.disk import DiskShelf
from redaksi.press.tests import editions
from redaksi.press.tests.newsstand import newsstand
from redaksi.staff.groups import Role
from redaksi.stories import actions
from redaksi.stories.models import FrontPlace, MastheadLine, Paper, Policy, Story, WithdrawalGround
from redaksi.stories.tests.builders import (
    make_contributor,
    make_draft,
    make_photo,
    make_section,
    make_story,
    make_storyline,
    make_topic,
    make_user,
    publish_at_once,
)

pytestmark = pytest.mark.django_db(transaction=True)


class DjangoPressroom:
    """Django's own answers, without a socket between."""

    is_down = False

    def __init__(self):
        self.client, self.made = Client(), []

    def page(self, address, patience=0.0):
        self.made.append(address)
        return self._answer(self.client.get(address))

    def pass_on(self, environ, patience=0.0):
        return self._answer(self.client.get(environ["PATH_INFO"], query_string=environ["QUERY_STRING"]))

    def _answer(self, response):
        headers = [(name.lower(), value) for name, value in response.items()]
        headers += [("set-cookie", cookie.OutputString()) for cookie in response.cookies.values()]
        return Answer(response.status_code, headers, response.content)


@pytest.fixture
def stand(paper, settings, tmp_path, monkeypatch):
    settings.PAGES_FOLDER = str(tmp_path / "pages")
    settings.ALLOWED_HOSTS = ["testserver"]
    monkeypatch.setattr(racks, "GRACE_SECONDS", 0.0)  # who comes after a purge waits for the new page
    return newsstand(purging.shelf(), DjangoPressroom(), hosts=("testserver",))


@pytest.fixture
def read(stand):
    """What a reader of this address is told: its text, or its status where that is not 200."""

    def ask(path, query=""):
        said = stand.get(path, query, host="testserver")
        return said.text.decode() if said.status == 200 else said.status

    return ask


@pytest.fixture
def remade(stand, read):
    """Read all these addresses, change something, read them again: which had to be made anew."""

    def after(change, addresses):
        for address in addresses:
            read(*address.split("?"))
        stand.pressroom.made.clear()
        change()
        for address in addresses:
            read(*address.split("?"))
        return sorted(stand.pressroom.made)

    return after


def edition():
    """Two sections with a story each, which share nothing, and the addresses of everything there is to read."""
    photo = make_photo()
    stories, addresses = [], ["/", "/redaksi/", "/koreksi/"]
    for number, title in enumerate(("Dunia", "Ekonomi")):
        section = make_section(title)
        topic, person = make_topic(f"Topik {title}"), make_contributor(f"Penulis {title}")
        line = make_storyline(f"Rangkaian {title}")
        parts = {"topics": [topic], "contributors": [person], "storyline": line, "lead_photo": None if number else photo}
        story = make_story(section, f"Kabar {title}", **parts)
        stories.append(story)
        addresses += [story.address, f"/{section.slug}/", f"/topik/{topic.slug}/", f"/penulis/{person.slug}/"]
        addresses += [f"/rangkaian/{line.slug}/"]
    day = re.sub(r"^(\d{4})-(\d{2})-(\d{2})$", r"/arsip/\1/\2/\3/", str(stories[0].published_at.astimezone().date()))
    return stories, [*addresses, day]


def test_every_readers_page_is_kept(stand, read):
    _stories, addresses = edition()
    for address in addresses:
        assert isinstance(read(address), str), address
    stand.pressroom.made.clear()
    for address in addresses:
        read(address)
    assert stand.pressroom.made == []


def test_a_new_story_is_seen_at_once_wherever_it_belongs(stand, read, remade):
    (dunia, _ekonomi), addresses = edition()
    draft = make_draft(
        dunia.section, "Baru terbit", topics=dunia.topics, contributors=dunia.contributors(), storyline=dunia.storyline
    )
    made = remade(lambda: publish_at_once(draft), addresses)
    belongs = ["/", "/dunia/", "/penulis/penulis-dunia/", "/rangkaian/rangkaian-dunia/", "/topik/topik-dunia/", addresses[-1]]
    assert made == sorted(belongs)
    assert all("Baru terbit" in read(address) for address in belongs)


def test_a_correction_is_seen_wherever_the_story_is_shown(stand, read, remade):
    (dunia, ekonomi), addresses = edition()

    def correct():
        draft = dunia.get_latest_revision_as_object()
        draft.headline = "Kabar yang diralat"
        draft.save_revision()
        publish_at_once(draft)

    made = remade(correct, addresses)
    shows = ["/", dunia.address, "/dunia/", "/penulis/penulis-dunia/", "/rangkaian/rangkaian-dunia/", "/topik/topik-dunia/"]
    shows += [addresses[-1], ekonomi.address]  # the other story offers it as what to read next
    assert made == sorted(shows)
    assert [address for address in addresses if "Kabar Dunia" in str(read(address))] == []


def test_a_draft_changes_nothing(remade):
    (dunia, _ekonomi), addresses = edition()

    def write():
        draft = dunia.get_latest_revision_as_object()
        draft.headline = "Belum untuk pembaca"
        draft.save_revision()
        make_draft(dunia.section, "Rancangan")

    assert remade(write, addresses) == []
    assert Purge.objects.count() == 0


def test_a_withdrawal_is_gone_from_every_page(stand, read):
    (dunia, _ekonomi), addresses = edition()
    for address in addresses:
        read(address)
    chief = make_user("pemred", Role.CHIEF_EDITOR)
    actions.withdraw(dunia, chief, WithdrawalGround.EDITORIAL_ERROR, "Keliru")
    assert read(dunia.address) == 410
    in_the_open = "/koreksi/"  # the ledger tells of it
    assert [address for address in addresses if "Kabar Dunia" in str(read(address))] == [in_the_open]


def test_from_the_click_on_withdraw_to_the_notice_everywhere_is_less_than_a_second(stand, read):
    (dunia, _ekonomi), addresses = edition()
    for address in [*addresses, "/koreksi/"]:
        read(address)
    chief = make_user("pemred", Role.CHIEF_EDITOR)
    clicked = time.perf_counter()
    actions.withdraw(dunia, chief, WithdrawalGround.EDITORIAL_ERROR, "Keliru")
    assert read(dunia.address) == 410
    assert "Kabar Dunia" in str(read("/koreksi/"))
    assert time.perf_counter() - clicked < 1


def test_a_correction_and_a_protection_reach_the_stored_pages_at_once(stand, read):
    (dunia, _ekonomi), _addresses = edition()
    chief = make_user("pemred", Role.CHIEF_EDITOR)
    for address in (dunia.address, "/koreksi/"):
        read(address)
    actions.post_correction(actions.write_correction(dunia, chief, "ralat", "Yang benar lima."), chief)
    assert "Yang benar lima." in str(read(dunia.address))
    assert "Yang benar lima." in str(read("/koreksi/"))
    old = dunia.address
    actions.withdraw(dunia, chief, WithdrawalGround.CHILD, "Menyebut nama")
    assert read(old) == 410
    actions.protect(dunia, chief, "child")
    assert "Kabar Dunia" not in str(read("/koreksi/"))
    assert "Yang benar lima." not in str(read("/koreksi/"))
    assert read(old) == 301


def test_what_is_withdrawn_is_stored_as_withdrawn(stand, read):
    (dunia, _ekonomi), _addresses = edition()
    actions.withdraw(dunia, make_user("pemred", Role.CHIEF_EDITOR), WithdrawalGround.EDITORIAL_ERROR, "Keliru")
    read(dunia.address)
    stand.pressroom.made.clear()
    assert read(dunia.address) == 410
    assert stand.pressroom.made == []


@pytest.mark.parametrize(
    ("change", "shows"),
    [
        (lambda story: Paper.load().save(), "everything"),
        (lambda story: MastheadLine.objects.create(paper=Paper.load(), position="Pemimpin", names="Rani"), "everything"),
        (lambda story: story.section.save_revision().publish(), "everything"),
        (lambda story: Policy.objects.first().save_revision().publish(), "everything"),
        (lambda story: story.topics[0].save(), [".story", "/topik/topik-dunia/"]),
        (lambda story: story.lead_photo.save(), None),
    ],
)
def test_what_surrounds_a_story_reaches_its_pages(remade, change, shows):
    (dunia, _ekonomi), addresses = edition()
    made = remade(lambda: change(dunia), addresses)
    if shows == "everything":
        assert made == sorted(addresses)
    elif shows:
        assert made == sorted(address.replace(".story", dunia.address) for address in shows)
    else:
        unpictured = {"/redaksi/", "/koreksi/", *(each for each in addresses if "ekonomi" in each and "/20" not in each)}
        assert made == sorted(set(addresses) - unpictured)


def test_the_front_page_follows_its_editors(remade, paper):
    (dunia, _ekonomi), addresses = edition()

    def place():
        paper.places = [FrontPlace(story=dunia)]
        paper.save_revision().publish()

    assert remade(place, addresses) == ["/"]


def test_stories_taken_over_from_elsewhere_are_seen(stand, read):
    _stories, addresses = edition()
    for address in addresses:
        read(address)
    taken = editions.take_over(3)
    assert taken[0].headline in read("/dunia/")


def test_a_purge_takes_two_queries_and_leaves_no_row(stand):
    section = make_section("Dunia")
    story = make_story(section)
    with CaptureQueriesContext(connection) as asked:
        story.save()
    about = [query["sql"].split()[0] for query in asked if "press_purge" in query["sql"]]
    assert about == ["INSERT", "DELETE"]


def test_a_change_taken_back_purges_nothing(stand, read):
    story = make_story(make_section("Dunia"))
    read(story.address)
    before = stand.rack.shelf.generation()
    with transaction.atomic():
        story.save()
        transaction.set_rollback(True)
    assert (stand.rack.shelf.generation(), Purge.objects.count()) == (before, 0)


def test_a_process_that_was_ended_before_the_purge_leaves_it_to_the_worker(stand, read, monkeypatch):
    story = make_story(make_section("Dunia"))
    read(story.address)
    with monkeypatch.context() as ended:
        ended.setattr(purging, "_do", lambda purges: None)
        Story.objects.get(pk=story.pk).save()
    before = stand.rack.shelf.generation()
    assert Purge.objects.count() > 0
    assert purging.purge_what_waits() > 0
    assert (stand.rack.shelf.generation(), Purge.objects.count()) == (before + 1, 0)


def test_a_store_that_does_not_answer_stops_nobody_from_publishing(stand, monkeypatch):
    def away(*_given):
        raise OSError("the store is away")

    monkeypatch.setattr(DiskShelf, "purge", away)
    story = make_story(make_section("Dunia"))
    assert story.is_public
    waiting = Purge.objects.count()
    assert waiting > 0
    purging.purge_what_waits()
    assert Purge.objects.count() == waiting


def test_an_editor_sees_the_page_as_it_is_and_nobody_else_gets_hers(stand, client):
    story = make_story(make_section("Dunia"))
    client.force_login(make_user("rani", Role.EDITOR))
    hers = client.get(story.address)
    assert "private" in hers["Cache-Control"]
    assert not hers.has_header("Surrogate-Key")


def test_a_readers_page_says_what_it_shows(client, paper):
    story = make_story(make_section("Dunia"), topics=[make_topic()])
    said = client.get(story.address)
    assert {"menus", "settings", f"story:{story.pk}", f"section:{story.section_id}"} <= set(said["Surrogate-Key"].split())
    assert said["Cache-Control"] == "public, max-age=0, s-maxage=10, stale-if-error=86400"
    assert not said.has_header("Cache-Tag")


@pytest.mark.parametrize("address", ["/cari/?q=x", "/admin/", "/akun/login/", "/sehat/", "/tidak-ada/", "/arsip/"])
def test_what_is_not_for_everybody_has_no_keys(client, paper, address):
    make_section("Dunia")
    assert not client.get(address).has_header("Surrogate-Key")


def test_caches_outside_are_told_of_changes_corrections_first(stand, settings, monkeypatch):
    told = []

    class Cache:
        def __init__(self, _params):
            pass

        def purge_batch(self, urls):
            told.append(list(urls))

    monkeypatch.setattr("redaksi.press.tests.test_purging.Cache", Cache, raising=False)
    settings.WAGTAILFRONTENDCACHE = {"cdn": {"BACKEND": "redaksi.press.tests.test_purging.Cache"}}
    story = make_story(make_section("Dunia"))
    stand.get(story.address, host="testserver")
    told.clear()
    Story.objects.get(pk=story.pk).save()
    assert [f"{settings.SITE_URL}{story.address}"] in told


def machine_files(story):
    """Feeds and files of one section's story, then those that have nothing to do with it."""
    feeds = [f"{one}feed/{tail}" for one in ("/", "/dunia/", "/topik/topik-dunia/") for tail in ("", "atom/", "json/")]
    month = f"/sitemap-{story.published_at.astimezone():%Y-%m}.xml"
    return [*feeds, "/sitemap.xml", "/sitemap-news.xml", month], ["/ekonomi/feed/", "/sitemap-pages.xml", "/robots.txt"]


def test_what_machines_read_is_stored_and_follows_each_change(stand, read, remade):
    (dunia, _ekonomi), _addresses = edition()
    touched, others = machine_files(dunia)
    draft = make_draft(dunia.section, "Baru terbit", topics=dunia.topics)
    assert remade(lambda: None, [*touched, *others]) == []
    assert remade(lambda: publish_at_once(draft), [*touched, *others]) == sorted(touched)
    draft.refresh_from_db()
    assert [address for address in touched if draft.address not in read(address)] == ["/sitemap.xml"]


def test_a_withdrawal_is_gone_from_what_machines_read(stand, read):
    (dunia, _ekonomi), _addresses = edition()
    touched, _others = machine_files(dunia)
    assert [address for address in touched if dunia.address not in read(address)] == ["/sitemap.xml"]
    actions.withdraw(dunia, make_user("pemred", Role.CHIEF_EDITOR), WithdrawalGround.EDITORIAL_ERROR, "Keliru")
    assert [address for address in touched if dunia.address in read(address)] == []
