import json
from io import BytesIO

import pytest
from PIL import Image

from redaksi.stories.models import Paper
from redaksi.stories.tests.builders import make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(paper, django_capture_on_commit_callbacks):
    """A paper with an icon of its own, drawn."""
    with django_capture_on_commit_callbacks(execute=True):
        harian = Paper.load()
        harian.name, harian.short_name, harian.icon = "Harian Uji", "Harian", make_photo()
        harian.save()
    return harian


def test_a_paper_without_an_icon_shows_ours(paper, client):
    assert client.get("/favicon.ico")["Location"] == "/static/front/favicon.ico"
    assert client.get("/ikon-192.png")["Location"] == "/static/front/icon-180.png"
    (icon,) = json.loads(client.get("/manifest.webmanifest").content)["icons"]
    assert icon == {"src": "/static/front/icon.svg", "sizes": "any", "type": "image/svg+xml"}


@pytest.mark.parametrize("size", [96, 180, 192])
def test_a_papers_own_icon_is_square_in_every_size(own, client, size):
    answer = client.get(f"/ikon-{size}.png")
    assert answer["Content-Type"] == "image/png"
    assert Image.open(BytesIO(answer.content)).size == (size, size)
    assert {"settings", f"photo:{own.icon_id}"} <= set(answer["Surrogate-Key"].split())


def test_it_stands_wherever_browsers_look(own, client):
    assert client.get("/favicon.ico")["Location"] == "/ikon-96.png"
    page = client.get("/").content.decode()
    assert '<link rel="apple-touch-icon" href="/ikon-180.png">' in page
    assert '<link rel="manifest" href="/manifest.webmanifest">' in page
    answer = client.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    said = json.loads(answer.content)
    assert (said["name"], said["short_name"]) == ("Harian Uji", "Harian")
    assert [icon["sizes"] for icon in said["icons"]] == ["192x192", "512x512"]


@pytest.mark.parametrize("size", ["17", "999"])
def test_no_other_size_is_drawn(own, client, size):
    assert client.get(f"/ikon-{size}.png").status_code == 404


def test_it_is_asked_for_in_two_queries(own, client, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get("/ikon-96.png")
