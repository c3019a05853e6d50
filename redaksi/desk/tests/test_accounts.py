import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from redaksi.stories.tests.builders import make_user

pytestmark = pytest.mark.django_db

LOG_IN = "/akun/login/"
PASSWORD = "sandi-panjang-123"
WRONG = "salah"
STRICT = "script-src 'self'; style-src 'self'; img-src 'self'"


@pytest.fixture(autouse=True)
def nobody_has_tried_yet():
    cache.clear()
    yield
    cache.clear()


def try_to_log_in(browser, name, password=WRONG):
    return browser.post(LOG_IN, {"login": name, "password": password})


def test_logging_in_by_name_or_by_mail_leads_to_the_desk(reporter):
    for name in ("sisi", "sisi@redaksi.test"):
        assert try_to_log_in(Client(), name, PASSWORD).url == "/admin/"


def test_the_admins_own_log_in_leads_to_ours_and_keeps_where_one_wanted_to_go(reporter):
    browser = Client()
    way = browser.get("/admin/tulis/").url
    assert way == "/akun/login/?next=/admin/tulis/"
    assert browser.get("/admin/login/?next=/admin/tulis/").url == way
    assert browser.post("/admin/login/", {"username": "sisi", "password": PASSWORD}).status_code in (301, 302, 405)
    assert "_auth_user_id" not in browser.session
    assert browser.post(way, {"login": "sisi", "password": PASSWORD, "next": "/admin/tulis/"}).url == "/admin/tulis/"
    assert (
        browser.post(way, {"login": "sisi", "password": PASSWORD, "next": "https://jahat.test/"}).url != "https://jahat.test/"
    )


def test_logging_out_of_the_desk_leads_to_the_front_page(reporter, at_desk):
    browser = at_desk(reporter)
    assert browser.post("/admin/logout/").url == "/"
    assert browser.get("/admin/").status_code == 302


def test_the_eleventh_wrong_guess_in_a_minute_is_told_to_wait_and_the_honest_get_in_later(reporter, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    for number in range(10):
        assert try_to_log_in(Client(), f"tebak{number}").status_code == 200
    answer = try_to_log_in(Client(), "sisi", PASSWORD)
    assert answer.status_code == 429
    assert "Tunggu beberapa menit, lalu coba lagi." in answer.content.decode()
    time_machine.shift(timedelta(minutes=1, seconds=1))
    assert try_to_log_in(Client(), "sisi", PASSWORD).url == "/admin/"


def test_one_account_is_guessed_at_five_times_in_five_minutes_and_no_more(reporter, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    statuses = [try_to_log_in(Client(), "sisi").status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    time_machine.shift(timedelta(minutes=5, seconds=1))
    assert try_to_log_in(Client(), "sisi", PASSWORD).url == "/admin/"


def test_nobody_signs_up(paper):
    page = Client().get("/akun/signup/").content.decode()
    assert "Akun dibuat oleh redaksi" in page
    fields = {"username": "baru", "email": "b@x.test", "password1": PASSWORD, "password2": PASSWORD}
    Client().post("/akun/signup/", fields)
    assert not type(make_user("ada")).objects.filter(username="baru").exists()


def test_a_forgotten_password_is_reset_by_mail(reporter):
    Client().post("/akun/password/reset/", {"email": reporter.email})
    assert [letter.to for letter in mail.outbox] == [[reporter.email]]
    way = re.search(r"https?://[^/]+(/akun/password/reset/key/\S+)", mail.outbox[0].body).group(1)
    browser = Client()
    form = browser.get(way).url
    browser.post(form, {"password1": "kata-sandi-baru-9", "password2": "kata-sandi-baru-9"})
    assert try_to_log_in(Client(), "sisi", "kata-sandi-baru-9").url == "/admin/"


def test_a_reset_for_an_unknown_address_tells_nobody_that_it_is_unknown(reporter):
    known = Client().post("/akun/password/reset/", {"email": reporter.email})
    unknown = Client().post("/akun/password/reset/", {"email": "tidak@ada.test"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


@pytest.mark.parametrize("name", ["mfa_index", "account_change_password", "account_logout", "account_reauthenticate"])
def test_the_pages_of_the_account_need_no_looser_policy(name, reporter, at_desk):
    answer = at_desk(reporter).get(reverse(name))
    assert answer.status_code == 200
    assert STRICT in answer.headers["Content-Security-Policy"]
    page = answer.content.decode()
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", page) == []
    assert re.findall(r"<style| style=| on\w+=", page) == []


def test_the_code_for_the_authenticator_app_is_drawn_into_the_page(reporter):
    browser = Client()
    try_to_log_in(browser, "sisi", PASSWORD)
    asked_again = browser.get(reverse("mfa_activate_totp")).url
    page = browser.post(asked_again, {"password": PASSWORD}, follow=True).content.decode()
    assert "<svg" in page
    assert "data:image" not in page
    assert re.findall(r" style=", page) == []


def test_the_way_to_the_security_of_the_account_is_in_the_admins_account_page(reporter, at_desk):
    assert reverse("mfa_index") in at_desk(reporter).get(reverse("wagtailadmin_account")).content.decode()


def test_editing_an_account_keeps_the_rights_somebody_has_in_a_section(editor, admin, dunia, at_desk):
    browser = at_desk(admin)
    way = reverse("wagtailusers_users:edit", args=[editor.pk])
    page = browser.get(way).content.decode()
    assert f"~{editor.pk}" not in page
    groups = [group.pk for group in editor.groups.exclude(name__startswith="~")]
    fields = {"username": "rani", "email": editor.email, "first_name": "Rani", "last_name": "", "is_active": "on"}
    assert browser.post(way, fields | {"groups": groups, "is_superuser": "on"}).status_code == 302
    editor = type(editor).objects.get(pk=editor.pk)
    assert (editor.first_name, editor.is_superuser) == ("Rani", False)
    assert dunia.permissions_for_user(editor).can_publish_subpage()


def test_an_administrator_makes_an_account_for_a_newcomer(admin, paper, at_desk):
    fields = {
        "username": "baru",
        "email": "baru@redaksi.test",
        "first_name": "Baru",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    at_desk(admin).post(reverse("wagtailusers_users:add"), fields | {"is_superuser": "on"})
    newcomer = type(admin).objects.get(username="baru")
    assert newcomer.is_superuser is False
    assert newcomer.check_password(PASSWORD)


def test_an_administrator_does_not_open_the_account_of_a_superuser(admin, paper, at_desk):
    root = make_user("root", is_superuser=True)
    assert at_desk(admin).get(reverse("wagtailusers_users:edit", args=[root.pk])).status_code == 302
