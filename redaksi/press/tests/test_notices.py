from datetime import date

import pytest
from django.urls import reverse

from redaksi.press.notices import robots, security
from redaksi.stories.models import Paper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://koran.test"


@pytest.fixture
def harian(paper):
    return Paper.load()


def text(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return answer.content.decode()


def test_crawlers_are_told_where_not_to_go_and_where_to_begin(harian, client):
    harian.is_open_to_ai = True
    harian.save()
    assert text(client, "/robots.txt") == (
        "User-agent: *\nDisallow: /admin/\nDisallow: /akun/\nDisallow: /cari/\nDisallow: /layanan/\nDisallow: /mitra/\n\n"
        "Sitemap: https://koran.test/sitemap.xml\nSitemap: https://koran.test/sitemap-news.xml\n"
    )


def test_crawlers_that_train_models_are_asked_to_stay_away_until_the_paper_lets_them_in(harian, client):
    asked = text(client, "/robots.txt").split("\n\n")[1].splitlines()
    assert asked == [*(f"User-agent: {name}" for name in robots.FOR_TRAINING), "Disallow: /"]


def test_who_may_sell_the_papers_space(harian, client):
    assert client.get("/ads.txt").status_code == 404
    harian.ads_txt = "iklan.test, 17, DIRECT \r\nOWNERDOMAIN=koran.test"
    harian.save()
    assert text(client, "/ads.txt") == "iklan.test, 17, DIRECT\nOWNERDOMAIN=koran.test\n"


@pytest.mark.parametrize(
    ("contact", "email", "told"),
    [
        ("", "redaksi@koran.test", "mailto:redaksi@koran.test"),
        ("aman@koran.test", "redaksi@koran.test", "mailto:aman@koran.test"),
        ("https://koran.test/aman/", "", "https://koran.test/aman/"),
    ],
)
def test_whom_to_tell_of_a_hole(harian, client, contact, email, told):
    harian.security_contact, harian.email = contact, email
    harian.save()
    lines = text(client, "/.well-known/security.txt").splitlines()
    assert lines[0] == f"Contact: {told}"
    assert lines[3] == "Canonical: https://koran.test/.well-known/security.txt"


def test_nobody_to_tell_is_said_by_no_file(harian, client):
    harian.email = ""
    harian.save()
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize(("today", "expires"), [(date(2026, 11, 23), "2027-05-01"), (date(2026, 6, 30), "2026-12-01")])
def test_it_holds_for_half_a_year(today, expires):
    assert f"Expires: {expires}T00:00:00Z" in security.written("a@b.id", today)


def test_the_key_is_shown_to_whoever_knows_it(harian, client, settings):
    assert client.get("/kunci-rahasia-1.txt").status_code == 404
    settings.INDEXNOW_KEY = "kunci-rahasia-1"
    assert text(client, reverse("indexnow_key", args=["kunci-rahasia-1"])) == "kunci-rahasia-1"
    assert client.get("/kunci-rahasia-2.txt").status_code == 404


def test_each_of_them_is_kept_and_may_be_asked_for_again(harian, client, settings):
    settings.INDEXNOW_KEY = "kunci-rahasia-1"
    harian.ads_txt, harian.security_contact = "iklan.example, 1, DIRECT", "aman@koran.test"
    harian.save()
    for address in ("/robots.txt", "/ads.txt", "/.well-known/security.txt", "/kunci-rahasia-1.txt"):
        assert (address, client.get(address)["Surrogate-Key"]) == (address, "settings")


def test_who_has_the_way_to_us_already_gets_no_text(harian, client):
    harian.security_contact = "aman@koran.test"
    harian.save()
    tag = client.get("/.well-known/security.txt")["ETag"]
    again = client.get("/.well-known/security.txt", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
