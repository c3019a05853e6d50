"""Readers ask their browser for breaking news where the paper offers it; whatever else is posted changes nothing."""

import json

import pytest
from django.core.cache import cache

from redaksi.audience.models import PushReader
from redaksi.audience.tests.test_breaking import AUTH, P256DH
from redaksi.front.views.breaking import CONSENT
from redaksi.stories.models import Paper

pytestmark = pytest.mark.django_db

ADDRESS = "/buletin/kabar/"
ENDPOINT = "https://push.example/laras"


@pytest.fixture(autouse=True)
def offered(paper):
    cache.clear()
    paper = Paper.load()
    paper.offers_push = True
    paper.save()
    return paper


def post(client, act, **more):
    told = {"act": act, "endpoint": ENDPOINT, "keys": {"p256dh": P256DH, "auth": AUTH}, **more}
    return client.post(ADDRESS, json.dumps(told), content_type="application/json")


def test_a_browser_asks_sees_what_is_kept_and_leaves(client):
    assert str(CONSENT) in client.get(ADDRESS).text.replace("&#x27;", "'")
    assert post(client, "ask").status_code == 204
    assert post(client, "data").json()["consent"] == str(CONSENT)
    assert post(client, "leave").status_code == 204
    assert PushReader.objects.count() == 0


def test_where_it_is_off_nothing_is_offered_and_leaving_still_works(client, offered):
    post(client, "ask")
    assert "data-push" in client.get("/").text
    offered.offers_push = False
    offered.save()
    assert "data-push" not in client.get("/").text
    assert (client.get(ADDRESS).status_code, post(client, "ask").status_code) == (404, 422)
    assert post(client, "leave").status_code == 204
    assert PushReader.objects.count() == 0


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{" * 5_000,
        b"\xff\xfe",
        b"x" * 3_000_000,
        b'{"act":"ask"}',
        b'{"act":"ask","endpoint":7,"keys":[]}',
    ],
)
def test_whatever_else_is_posted_is_refused(client, body):
    assert client.post(ADDRESS, body, content_type="application/json").status_code == 422
    assert PushReader.objects.count() == 0


@pytest.mark.parametrize("keys", [None, {}, {"p256dh": 1, "auth": []}, {"p256dh": P256DH, "auth": "a"}])
def test_keys_that_no_browser_sends_are_refused(client, keys):
    assert post(client, "ask", keys=keys).status_code == 422


def test_the_worker_is_a_script_of_our_own_for_this_page_alone(client):
    answer = client.get(f"{ADDRESS}pekerja.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert "Service-Worker-Allowed" not in answer
    assert "script-src 'self';" in answer["Content-Security-Policy"]  # workers go by it where nothing else is said
