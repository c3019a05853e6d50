"""Partners from the desk's side: a token shown once, and who holds a copy of what."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from redaksi.staff.groups import Role, group_of
from redaksi.stories.tests.builders import make_editor, make_story
from redaksi.wire.models import Delivery, Partner
from redaksi.wire.tests.partnering import ask, correct, make_partner, withdraw

pytestmark = pytest.mark.django_db

LIST = reverse("wagtailsnippets_wire_partner:list")
ADD = reverse("wagtailsnippets_wire_partner:add")


@pytest.fixture(autouse=True)
def told(monkeypatch):
    monkeypatch.setattr(transaction, "on_commit", lambda call, using=None, robust=False: call())


@pytest.fixture(autouse=True)
def granted(paper):
    """What the founding grants to those who lead the paper and those who run it."""
    codenames = ["add_partner", "change_partner", "view_delivery"]
    for role in (Role.CHIEF_EDITOR, Role.ADMIN):
        group_of(role).permissions.add(*Permission.objects.filter(content_type__app_label="wire", codename__in=codenames))


def partner_form(**given):
    return {"name": "Harian Mitra", "format": "ninjs-3.1", "section": "", "has_full_text": "on", "is_on": "on", **given}


def token_on(page: str) -> str:
    found = re.search(r"Authorization: Bearer ([\w-]{43})<", page)
    return found[1] if found else ""


def test_a_new_partner_gets_a_token_that_is_shown_once(dunia, chief, at_desk, settings):
    make_story(dunia, "Untuk mitra")
    browser = at_desk(chief)
    answer = browser.post(ADD, partner_form(format="rss"))
    token = token_on(answer.content.decode())
    assert "no-store" in answer["Cache-Control"]
    assert f"{settings.SITE_URL}/mitra/{token}/berita.xml" in answer.content.decode()
    assert (ask(token).status_code, Client().get(f"/mitra/{token}/berita.xml").status_code) == (200, 200)
    partner = Partner.objects.get()
    assert partner.created_by == chief
    pages = [
        LIST,
        reverse("wagtailsnippets_wire_partner:edit", args=[partner.pk]),
        reverse("new_partner_token", args=[partner.pk]),
    ]
    assert [token in browser.get(page).content.decode() for page in pages] == [False] * 3


def test_a_new_token_is_made_only_after_it_was_said_what_that_closes(paper, admin, at_desk):
    partner, old = make_partner()
    browser, address = at_desk(admin), reverse("new_partner_token", args=[partner.pk])
    assert f"berakhiran {old[-4:]}" in browser.get(address).content.decode()
    assert ask(old).status_code == 200
    new = token_on(browser.post(address).content.decode())
    assert (ask(old).status_code, ask(new).status_code) == (404, 200)


@pytest.mark.parametrize("who", ["reporter", "editor", "photo_desk"])
def test_only_who_leads_or_runs_the_paper_has_to_do_with_partners(who, dunia, at_desk, request):
    partner, _token = make_partner()
    user = request.getfixturevalue(who)
    browser = at_desk(user)
    for address in (LIST, ADD, reverse("new_partner_token", args=[partner.pk]), reverse("deliveries")):
        assert browser.get(address).status_code in (302, 403)
    browser.post(reverse("new_partner_token", args=[partner.pk]))
    assert Partner.objects.get().token_digest == partner.token_digest
    assert "Mitra" not in browser.get(reverse("wagtailadmin_home")).content.decode()


def test_a_partner_with_copies_is_switched_off_and_not_deleted(dunia, at_desk, django_user_model):
    make_story(dunia)
    partner, token = make_partner()
    ask(token)
    boss = django_user_model.objects.create_superuser("super", "s@redaksi.test", "sandi-panjang-123")
    delete = reverse("wagtailsnippets_wire_partner:delete", args=[partner.pk])
    said = at_desk(boss).post(delete, follow=True)
    assert "Mitra ini memegang salinan" in said.content.decode()
    assert Partner.objects.count() == 1


def test_a_story_says_who_holds_which_version(dunia, editor, at_desk):
    story = make_story(dunia, "Diikuti")
    browser = at_desk(editor)
    edit, sent_to = reverse("wagtailadmin_pages:edit", args=[story.pk]), reverse("story_deliveries", args=[story.pk])
    assert sent_to not in browser.get(edit).content.decode()
    (_first, first), (_second, second) = make_partner("Mitra Satu"), make_partner("Mitra Dua", contact="jaga@mitra.id")
    ask(first)
    ask(second)
    correct(story, "Diralat")
    ask(first)
    assert sent_to in browser.get(edit).content.decode()
    page = browser.get(sent_to).content.decode()
    assert (page.count("memegang versi yang dibaca pembaca"), page.count("memegang versi lama")) == (1, 1)
    assert "mailto:jaga@mitra.id" in page
    withdraw(story)
    assert browser.get(sent_to).content.decode().count("pencabutan belum sampai") == 2


def test_who_may_not_edit_a_story_does_not_see_who_holds_it(dunia, daerah, at_desk):
    story = make_story(dunia)
    _partner, token = make_partner()
    ask(token)
    elsewhere = make_editor(daerah, "dari-daerah")
    answer = at_desk(elsewhere).get(reverse("story_deliveries", args=[story.pk]))
    assert answer.status_code in (302, 403)


def test_who_withdraws_is_told_how_many_hold_a_copy(dunia, chief, at_desk):
    story = make_story(dunia)
    address = reverse("withdraw_story", args=[story.pk])
    assert "mitra memegang" not in at_desk(chief).get(address).content.decode()
    for name in ("Mitra Satu", "Mitra Dua"):
        ask(make_partner(name)[1])
    page = " ".join(at_desk(chief).get(address).content.decode().split())
    assert "2 mitra memegang salinan" in page
    assert "Mitra Dua, Mitra Satu</a>" in page


def test_the_log_is_chosen_from_by_partner_and_by_what_has_not_arrived(dunia, chief, at_desk):
    stories = [make_story(dunia, "Satu"), make_story(dunia, "Dua")]
    (first, token), (_second, other) = make_partner("A"), make_partner("B")
    ask(token)
    ask(other)
    correct(stories[0], "Satu diralat")
    ask(other)
    browser = at_desk(chief)
    listed = {question: lines_of(browser, question) for question in ("", f"?partner={first.pk}", "?is_behind=yes")}
    assert {question: len(lines) for question, lines in listed.items()} == {
        "": 5,
        f"?partner={first.pk}": 2,
        "?is_behind=yes": 1,
    }
    assert listed["?is_behind=yes"] == ["A"]
    assert Delivery.objects.count() == 5


def lines_of(browser, question):
    return [line.partner.name for line in browser.get(reverse("deliveries") + question).context["object_list"]]


def test_the_log_costs_the_same_with_one_line_and_with_many(dunia, chief, at_desk):
    make_story(dunia, "Satu")
    _partner, token = make_partner()
    ask(token)
    browser = at_desk(chief)
    browser.get(reverse("deliveries"))
    few = queries_of(browser)
    for number in range(6):
        make_story(dunia, f"Lagi {number}")
    ask(token)
    assert Delivery.objects.count() == 7
    assert queries_of(browser) == few


def queries_of(browser) -> int:
    with CaptureQueriesContext(connection) as queries:
        browser.get(reverse("deliveries"))
    return len(queries)


def test_a_section_that_a_partner_takes_is_not_deleted(daerah, at_desk, django_user_model):
    make_partner(section=daerah)
    browser = at_desk(django_user_model.objects.create_superuser("super", "s@redaksi.test", "sandi-panjang-123"))
    answer = browser.post(reverse("wagtailadmin_pages:delete", args=[daerah.pk]), follow=True)
    told = [str(message) for message in answer.context["messages"]]
    assert told == ["Ada mitra yang mengambil rubrik ini; rubrik tidak dihapus."]
    browser.post(f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={daerah.pk}&next=/admin/")
    assert type(daerah).objects.filter(pk=daerah.pk).exists()
