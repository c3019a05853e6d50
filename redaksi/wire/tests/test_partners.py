"""What partners are told, in which order, and who is not told anything."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from redaksi.stories import actions
from redaksi.stories.copy import BlockCopy, StoryCopy
from redaksi.stories.models import Batch, Story
from redaksi.stories.tests.builders import make_draft, make_editor, make_section, make_story
from redaksi.wire import changes, guesses, partners, subscriptions
from redaksi.wire.models import Change, ChangeClock, Delivery, Partner
from redaksi.wire.tests.partnering import ask, correct, headlines, make_partner, onward, statuses, withdraw

pytestmark = pytest.mark.django_db

NOBODYS = "A" * 43


@pytest.fixture(autouse=True)
def told(monkeypatch):
    """What is told after a commit is told at once: tests commit nothing."""
    from django.db import transaction

    monkeypatch.setattr(transaction, "on_commit", lambda call, using=None, robust=False: call())


@pytest.fixture
def dunia(paper):
    return make_section("Dunia")


@pytest.fixture
def daerah(paper):
    return make_section("Daerah")


def arrive(section, headline, days_ago=0.0, embargo=None):
    """A story that was public elsewhere."""
    at = timezone.now() - timedelta(days=days_ago)
    copy = StoryCopy(headline, section=section.title, published_at=at, embargoed_until=embargo, identifier=headline, source="x")
    copy.body = [BlockCopy("text", "<p>Teks.</p>")]
    (story,) = actions.take_over(Batch.objects.create(source="x", was_public=True), [copy], by=None)
    return story


# Tokens -------------------------------------------------------------------------------------------------------------
def test_of_a_token_only_its_digest_is_kept(paper):
    partner, token = make_partner()
    partner.refresh_from_db()
    assert (len(token), partner.token_end, token in str(vars(partner))) == (43, token[-4:], False)
    assert partners.partner_with(token) == partner


def test_a_new_token_closes_the_old_one(paper):
    partner, old = make_partner()
    new = partners.open_for(partner)
    assert (partners.partner_with(old), partners.partner_with(new)) == (None, partner)


@pytest.mark.parametrize("token", ["", "x", NOBODYS, "ñ" * 43, "\x00" * 43, "a" * 5000, "' OR 1=1 --", "../../etc"])
def test_a_token_that_nobody_has_opens_nothing(paper, token):
    make_partner()
    assert partners.partner_with(token) is None


def test_who_is_switched_off_gets_the_answer_of_who_was_never_there(dunia):
    make_story(dunia)
    partner, token = make_partner()
    Partner.objects.filter(pk=partner.pk).update(is_on=False)
    closed, unknown = ask(token), ask(NOBODYS)
    assert (closed.status_code, unknown.status_code) == (404, 404)
    assert closed.content == unknown.content == b"Alamat atau token ini tidak berlaku.\n"


@pytest.mark.parametrize("path", ["/mitra/berita", f"/mitra/{NOBODYS}/berita.json", "/mitra/x/berita.atom"])
def test_every_closed_door_says_the_same(paper, path):
    answer = Client().get(path)
    assert (answer.status_code, answer.content.decode()) == (404, "Alamat atau token ini tidak berlaku.\n")
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-cache", "noindex")


def test_who_guesses_is_not_listened_to_for_a_while(dunia, monkeypatch):
    _partner, token = make_partner()
    tried = [ask(NOBODYS).status_code for _try in range(guesses.MOST + 2)]
    assert tried == [404] * guesses.MOST + [429, 429]
    assert (ask(token).status_code, ask(token)["Retry-After"]) == (429, "600")
    later = guesses.time.time() + guesses.WINDOW_SECONDS
    monkeypatch.setattr(guesses.time, "time", lambda: later)
    assert ask(token).status_code == 200


def test_only_reading_is_answered(dunia):
    _partner, token = make_partner()
    for method in ("post", "put", "delete", "patch"):
        answer = getattr(Client(enforce_csrf_checks=True), method)(f"/mitra/{token}/berita.json")
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_the_address_ends_as_the_format_does(dunia):
    _partner, token = make_partner(form="atom")
    asked = {ending: Client().get(f"/mitra/{token}/berita.{ending}").status_code for ending in ("atom", "xml", "json")}
    assert asked == {"atom": 200, "xml": 404, "json": 404}


# What is told -------------------------------------------------------------------------------------------------------
def test_a_feed_begins_with_the_newest(dunia):
    for headline in ("Satu", "Dua", "Tiga"):
        make_story(dunia, headline)
    make_draft(dunia, "Konsep")
    _partner, token = make_partner()
    assert headlines(ask(token)) == ["Tiga", "Dua", "Satu"]


def test_a_correction_of_an_old_story_comes_again_and_nothing_else(dunia):
    old = make_story(dunia, "Lama", at=datetime(2020, 5, 1, tzinfo=UTC))
    make_story(dunia, "Baru")
    _partner, token = make_partner()
    first = ask(token)
    assert headlines(first) == ["Baru", "Lama"]
    assert headlines(ask(token, onward(first))) == []
    correct(old, "Lama, diralat")
    again = ask(token, onward(first))
    assert headlines(again) == ["Lama, diralat"]
    assert headlines(ask(token, onward(again))) == []


def test_a_withdrawal_follows_the_copies_and_reaches_nobody_else(dunia):
    story = make_story(dunia, "Keliru")
    (_holder, holding), (_other, empty) = make_partner(), make_partner("Yang lain")
    first = ask(holding)
    withdraw(story, "Korbannya anak.")
    told = ask(holding, onward(first))
    assert statuses(told) == [("Keliru", "canceled")]
    (item,) = told.json()
    assert (item["edNote"], "bodies" in item, item["uri"]) == ("Korbannya anak.", False, first.json()[0]["uri"])
    assert ask(empty).json() == ask(empty, "2000-01-01").json() == []


def test_a_hold_follows_the_copies_and_its_end_too(dunia, django_capture_on_commit_callbacks):
    story = make_story(dunia, "Ditahan")
    (_holder, holding), (_other, empty) = make_partner(), make_partner("Yang lain")
    first = ask(holding)
    with django_capture_on_commit_callbacks(execute=True):
        actions.hold(story, by=make_editor(dunia))
    told = ask(holding, onward(first))
    (item,) = told.json()
    assert (statuses(told), "bodies" in item, item["uri"]) == ([("Ditahan", "withheld")], False, first.json()[0]["uri"])
    assert ask(empty).json() == []
    chief = make_editor(dunia)
    chief.is_superuser = True
    chief.save()
    with django_capture_on_commit_callbacks(execute=True):
        actions.decide(Story.objects.get(), by=chief, outcome="back", note="Sudah dicek.")
    assert statuses(ask(holding, onward(told))) == [("Ditahan", "usable")]


def test_of_a_section_only_its_stories(dunia, daerah):
    make_story(dunia, "Di dunia")
    make_story(daerah, "Di daerah")
    _partner, token = make_partner(section=daerah)
    assert headlines(ask(token)) == ["Di daerah"]


def test_a_story_that_moves_is_news_for_its_new_section_and_is_followed_in_the_old(dunia, daerah):
    story = make_story(dunia, "Berpindah")
    (_old, holding), (_new, waiting), (_late, late) = (
        make_partner("Lama", section=dunia),
        make_partner("Baru", section=daerah),
        make_partner("Telat", section=dunia),
    )
    before = onward(ask(holding))
    Story.objects.get(pk=story.pk).move(daerah, pos="last-child")
    assert (headlines(ask(holding, before)), headlines(ask(waiting)), headlines(ask(late))) == ([], ["Berpindah"], [])
    withdraw(story)
    assert statuses(ask(holding, before)) == statuses(ask(waiting)) == [("Berpindah", "canceled")]
    assert ask(late).json() == []
    assert make_and_ask_whole_paper(story) == []


def make_and_ask_whole_paper(story):
    _partner, token = make_partner("Seluruh koran")
    return headlines(ask(token))


def test_the_whole_paper_is_told_of_a_moved_story_once(dunia, daerah):
    story = make_story(dunia, "Berpindah")
    _partner, token = make_partner()
    first = ask(token)
    Story.objects.get(pk=story.pk).move(daerah, pos="last-child")
    correct(story, "Diralat")
    assert headlines(ask(token, onward(first))) == ["Diralat"]


def test_pages_lead_on_until_all_is_told(dunia, monkeypatch):
    monkeypatch.setattr(subscriptions, "PAGE", 2)
    for number in range(5):
        make_story(dunia, f"Berita {number}")
    _partner, token = make_partner()
    asked, cursor = [], "2000-01-01"
    for _page in range(3):
        answer = ask(token, cursor)
        asked.append(headlines(answer))
        assert onward(answer, "next") in ("", onward(answer))
        cursor = onward(answer)
    assert asked == [["Berita 0", "Berita 1"], ["Berita 2", "Berita 3"], ["Berita 4"]]
    assert onward(answer, "next") == ""


def test_times_are_understood_with_a_zone_and_without(dunia, settings):
    make_story(dunia, "Sekarang")
    _partner, token = make_partner()
    jakarta = timezone.localtime()
    for moment in ("2026-01-31T07:00:00%2B07:00", f"{jakarta - timedelta(minutes=1):%Y-%m-%dT%H:%M}", f"{jakarta:%Y-%m-%d}"):
        assert headlines(Client().get(f"/mitra/{token}/berita.json?since={moment}")) == ["Sekarang"]
    assert headlines(Client().get(f"/mitra/{token}/berita.json?since=2026-01-31T07:00:00+07:00")) == ["Sekarang"]
    assert headlines(ask(token, f"{jakarta + timedelta(minutes=1):%Y-%m-%dT%H:%M}")) == []


@pytest.mark.parametrize(
    "since",
    ["kemarin", "2026-13-01", "2026-01-31T25:00", "0001-01-01T00:00", "2026-01-01T00:00:00Z_x", "_5", "1" * 5000, "\x00"],
)
def test_a_time_that_cannot_be_is_told(dunia, since):
    _partner, token = make_partner()
    answer = ask(token, since)
    assert (answer.status_code, answer.content.decode().startswith("“since” adalah waktu")) == (400, True)


def test_nothing_under_embargo_leaves_even_where_it_came_in_as_public(dunia):
    until = timezone.now() + timedelta(hours=2)
    arrive(dunia, "Rahasia", embargo=until)
    _partner, token = make_partner()
    assert (headlines(ask(token)), Delivery.objects.count()) == ([], 0)
    assert Change.objects.get().at == until


def test_an_archive_that_moves_in_floods_nobody_and_what_is_of_today_is_news(dunia):
    make_story(dunia, "Di sini")
    _partner, token = make_partner()
    before = onward(ask(token))
    arrive(dunia, "Arsip", days_ago=900)
    arrive(dunia, "Tadi", days_ago=0.1)
    assert headlines(ask(token, before)) == ["Tadi"]
    assert headlines(ask(token)) == ["Tadi", "Di sini", "Arsip"]


# Changes ------------------------------------------------------------------------------------------------------------
def test_changes_have_one_order_whatever_the_clocks_of_the_machines_say(dunia, monkeypatch):
    first = ChangeClock.take()
    monkeypatch.setattr(timezone, "now", lambda: first - timedelta(minutes=5))
    assert ChangeClock.take() == first + timedelta(microseconds=1)


def test_what_no_signal_told_of_is_caught_up_with(dunia):
    kept, lost = make_story(dunia, "Dicatat"), make_story(dunia, "Terlewat")
    gone = make_story(dunia, "Ditarik")
    make_draft(dunia, "Konsep")
    _partner, token = make_partner()
    before = onward(ask(token))
    withdraw(gone)
    Change.objects.filter(story=gone).update(at=timezone.now() - timedelta(hours=1))
    Change.objects.filter(story=lost).delete()
    untouched = Change.objects.get(story=kept).at
    assert (changes.catch_up(), changes.catch_up()) == (2, 0)
    assert statuses(ask(token, before)) == [("Ditarik", "canceled"), ("Terlewat", "usable")]
    assert Change.objects.get(story=kept).at == untouched


# What it costs ------------------------------------------------------------------------------------------------------
def queries_of(call) -> tuple[int, list[str]]:
    """How many, and what was written."""
    with CaptureQueriesContext(connection) as queries:
        call()
    said = [query["sql"] for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]
    return len(said), [sql.split()[0] for sql in said if sql.startswith(("INSERT", "UPDATE", "DELETE"))]


def test_asking_costs_the_same_with_one_story_and_with_many(dunia):
    make_story(dunia, "Satu")
    _partner, token = make_partner()
    ask(token)
    few = queries_of(lambda: ask(token))
    for number in range(8):
        make_story(dunia, f"Lagi {number}")
    ask(token)
    assert queries_of(lambda: ask(token)) == few == (12, [])


def test_who_asks_again_with_what_it_has_is_told_so_without_a_text_read(dunia):
    make_story(dunia, "Satu", at=timezone.now() - timedelta(days=1))
    Change.objects.update(at=timezone.now() - timedelta(hours=1))
    _partner, token = make_partner()
    first = ask(token)
    by_tag = ask(token, **{"If-None-Match": first["ETag"]})
    by_time = ask(token, **{"If-Modified-Since": first["Last-Modified"]})
    assert [(each.status_code, each.content, each["ETag"]) for each in (by_tag, by_time)] == [(304, b"", first["ETag"])] * 2
    assert queries_of(lambda: ask(token, **{"If-None-Match": first["ETag"]})) == (2, [])
    correct(Story.objects.get(), "Diralat")
    again = ask(token, **{"If-None-Match": first["ETag"], "If-Modified-Since": first["Last-Modified"]})
    assert (again.status_code, headlines(again)) == (200, ["Diralat"])


def test_when_a_partner_last_took_something_is_noted_once_an_hour(dunia):
    make_story(dunia)
    partner, token = make_partner()
    ask(token)
    first = Partner.objects.get().asked_at
    ask(token)
    assert Partner.objects.get().asked_at == first
    Partner.objects.update(asked_at=first - timedelta(hours=2))
    ask(token)
    assert Partner.objects.get(pk=partner.pk).asked_at > first


def test_no_time_is_named_while_another_change_may_share_its_second(dunia):
    make_story(dunia)
    _partner, token = make_partner()
    assert "Last-Modified" not in ask(token)


def test_who_only_looks_at_the_head_reads_nothing_and_is_logged_nowhere(dunia):
    make_story(dunia)
    _partner, token = make_partner()
    asked = {}
    cost = queries_of(lambda: asked.update(head=Client().head(f"/mitra/{token}/berita.json")))
    full = Client().get(f"/mitra/{token}/berita.json")
    assert cost == (2, [])
    assert (asked["head"].content, asked["head"]["ETag"]) == (b"", full["ETag"])
    assert Delivery.objects.count() == 1


def test_another_setting_is_another_answer(dunia):
    make_story(dunia)
    partner, token = make_partner()
    tags = {ask(token)["ETag"]}
    for setting in ({"has_full_text": False}, {"usage_terms": "Sebut sumbernya"}, {"format": "ninjs-2.2"}):
        Partner.objects.filter(pk=partner.pk).update(**setting)
        tags.add(ask(token)["ETag"])
    assert len(tags) == 4
