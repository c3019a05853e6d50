"""Services outside are told what changed: once, together, and again where they did not answer."""

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from redaksi.press.models import Ping
from redaksi.press.pings import outbox, post, sending
from redaksi.press.tests import editions
from redaksi.staff.groups import Role
from redaksi.stories import actions
from redaksi.stories.models import Paper, WithdrawalGround
from redaksi.stories.tests.builders import (
    make_contributor,
    make_section,
    make_story,
    make_storyline,
    make_topic,
    make_user,
    publish_at_once,
)

pytestmark = pytest.mark.django_db

HUB = "https://hub.test/"
KEY = "kunci-indexnow"


class Service:
    """Answers with `status`, and remembers what it was told."""

    def __init__(self, status=202, headers=(), text=b"ok"):
        self.status, self.headers, self.text, self.told = status, headers, text, []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.told.append((self.headers["Content-Type"], body))
                self.send_response(service.status)
                for name, value in service.headers:
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(service.text)

            def log_message(self, *_given):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}/"


@pytest.fixture
def service():
    service = Service()
    yield service
    service.server.shutdown()
    service.server.server_close()


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://koran.test"


@pytest.fixture
def hub(settings, service):
    settings.WEBSUB_HUBS = [service.url]
    return service


@pytest.fixture
def indexnow(settings, service):
    settings.INDEXNOW_KEY, settings.INDEXNOW_URL = KEY, service.url
    return service


@pytest.fixture
def dunia(paper):
    return make_section("Dunia")


def waiting():
    return sorted(Ping.objects.values_list("url", flat=True))


def test_nobody_is_told_until_somebody_is_named(dunia):
    story = make_story(dunia)
    with CaptureQueriesContext(connection) as asked:
        story.save()
    assert [query for query in asked if "press_ping" in query["sql"]] == []
    assert (waiting(), sending.send_due()) == ([], 0)


def test_a_hub_is_told_every_feed_that_has_the_story(dunia, settings):
    settings.WEBSUB_HUBS = [HUB]
    make_story(dunia, topics=[make_topic()], contributors=[make_contributor()], storyline=make_storyline())
    lists = ["/", "/dunia/", "/penulis/sisi/", "/rangkaian/perundingan-minsk/", "/topik/belarus/"]
    assert waiting() == sorted(f"https://koran.test{one}feed/{tail}" for one in lists for tail in ("", "atom/", "json/"))


def test_it_is_told_in_one_request_and_then_forgotten(dunia, hub):
    make_story(dunia)
    assert sending.send_due() == 6
    ((kind, body),) = hub.told
    said = parse_qsl(body.decode())
    assert (kind, said[0]) == ("application/x-www-form-urlencoded", ("hub.mode", "publish"))
    assert ("hub.url", "https://koran.test/dunia/feed/atom/") in said
    assert (waiting(), sending.send_due()) == ([], 0)


def test_publishing_correcting_and_withdrawing_are_told_once_each(dunia, indexnow):
    story = make_story(dunia)
    address = f"https://koran.test{story.address}"
    for change in (
        lambda: None,
        lambda: publish_at_once(story),
        lambda: actions.withdraw(story, make_user("pemred", Role.CHIEF_EDITOR), WithdrawalGround.EDITORIAL_ERROR, "Keliru"),
    ):
        change()
        assert waiting() == [address]
        assert sending.send_due() == 1
    assert [json.loads(body) for _kind, body in indexnow.told] == [
        {"host": "koran.test", "key": KEY, "keyLocation": f"https://koran.test/{KEY}.txt", "urlList": [address]}
    ] * 3


def test_drafts_and_archives_are_nobodys_news(dunia, indexnow):
    story = make_story(dunia)
    sending.send_due()
    draft = story.get_latest_revision_as_object()
    draft.headline = "Belum"
    draft.save_revision()
    editions.take_over(3)
    assert waiting() == []


def test_a_change_taken_back_is_not_told(dunia, indexnow):
    story = make_story(dunia)
    sending.send_due()
    with transaction.atomic():
        story.save()
        transaction.set_rollback(True)
    assert waiting() == []


def test_many_are_told_in_batches(dunia, hub, monkeypatch):
    monkeypatch.setattr(sending, "MOST_FEEDS", 4)
    make_story(dunia)
    assert [sending.send_due() for _round in range(3)] == [4, 2, 0]


@pytest.mark.parametrize("status", [500, 503, 429, 403])
def test_a_service_in_trouble_is_asked_again_later_and_later(dunia, indexnow, status):
    indexnow.status = status
    make_story(dunia)
    pauses = []
    for _attempt in range(4):
        Ping.objects.update(due_at=timezone.now())
        sending.send_due()
        pauses.append(round((Ping.objects.get().due_at - timezone.now()).total_seconds() / 60))
    assert (pauses, Ping.objects.get().attempts) == ([1, 2, 4, 8], 4)
    indexnow.status = 200
    assert sending.send_due() == 0  # not before its time
    Ping.objects.update(due_at=timezone.now())
    assert (sending.send_due(), waiting()) == (1, [])


def test_a_service_says_when_it_wants_to_be_asked_again(dunia, indexnow):
    indexnow.status, indexnow.headers = 429, [("Retry-After", "7200")]
    make_story(dunia)
    sending.send_due()
    assert timedelta(minutes=119) < Ping.objects.get().due_at - timezone.now() <= timedelta(hours=2)


@pytest.mark.parametrize("status", [400, 422, 301])
def test_what_is_refused_for_good_is_logged_and_dropped(dunia, indexnow, caplog, status):
    indexnow.status, indexnow.text, indexnow.headers = status, b"bad key", [("Location", "https://lain.test/")]
    make_story(dunia)
    sending.send_due()
    assert waiting() == []
    assert f"({status} bad key)" in caplog.text


def test_nobody_is_asked_for_ever(dunia, indexnow):
    indexnow.status = 500
    make_story(dunia)
    Ping.objects.update(attempts=sending.MOST_ATTEMPTS - 1)
    sending.send_due()
    assert waiting() == []


def test_a_service_that_is_not_there_waits_like_one_in_trouble(dunia, settings, monkeypatch):
    settings.INDEXNOW_KEY, settings.INDEXNOW_URL = KEY, "http://127.0.0.1:9/"
    make_story(dunia)
    assert sending.send_due() == 0
    assert Ping.objects.get().attempts == 1


def test_a_change_while_it_is_being_told_is_told_again(dunia, indexnow, monkeypatch):
    story = make_story(dunia)

    def changed_meanwhile(*given):
        story.save()
        return post.Answer(200)

    monkeypatch.setattr(sending, "post", changed_meanwhile)
    sending.send_due()
    assert waiting() == [f"https://koran.test{story.address}"]


def test_a_service_that_is_no_longer_named_is_forgotten(dunia, settings):
    settings.WEBSUB_HUBS = [HUB]
    make_story(dunia)
    settings.WEBSUB_HUBS = []
    assert (sending.send_due(), waiting()) == (0, [])


def test_a_long_answer_is_not_read_to_its_end(service):
    service.text = b"x" * 100_000
    assert post.post(service.url, b"", "text/plain") == post.Answer(202, "x" * post.MOST_TEXT)


def test_noting_takes_one_query_for_an_address_and_six_for_feeds(dunia, settings):
    Paper.load()
    story = make_story(dunia, storyline=make_storyline())
    settings.INDEXNOW_KEY = KEY
    with CaptureQueriesContext(connection) as asked:
        outbox.note_change(story)
    assert len(asked) == 1
    settings.WEBSUB_HUBS = [HUB]
    with CaptureQueriesContext(connection) as asked:
        outbox.note_change(story)
    assert len(asked) == 6
