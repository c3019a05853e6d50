"""What the desk sees of its readers."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone
from django.utils.module_loading import import_string

from redaksi.audience import figures, folding, most_read, trials
from redaksi.audience.letters import signing_up
from redaksi.audience.models import Experiment, Letter, StoryDay, Tally, Verdict
from redaksi.audience.tests.crowds import body, read
from redaksi.desk import figures_mail
from redaksi.staff.groups import Role
from redaksi.stories.models import FrontPlace, SectionRight, SectionRole
from redaksi.stories.tests.builders import make_editor, make_section, make_story, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def dunia(paper):
    return make_section("Dunia")


@pytest.fixture
def at_desk(client, dunia):
    client.force_login(make_editor(dunia))
    return client


def test_a_day_is_shown_with_a_plot_that_fetches_and_runs_nothing_and_the_same_as_a_table(at_desk, dunia):
    story = make_story(dunia, "Banjir surut")
    read(body("satu", story, r="www.google.com"), body("satu", story, d=4, t=60))
    page = at_desk.get("/admin/pembaca/").text
    plot = page[page.index('<figure class="desk-plot"') : page.index("</figure>")]
    assert 'role="img" aria-label="Bacaan per jam"' in plot
    assert [word for word in ("<script", "http://kozea", "https:", "url(http") if word in plot] == []
    assert "Banjir surut" in page
    assert "100 %" in page


def test_an_hour_that_is_under_way_is_told_and_not_drawn(at_desk, dunia, time_machine):
    time_machine.move_to(datetime(2026, 11, 24, 10, 30, tzinfo=ZoneInfo("Asia/Jakarta")), tick=False)
    for days, hour, count in ((0, 9, 40), (0, 10, 4), (7, 9, 30), (7, 10, 20)):
        Tally.objects.create(hour=timezone.now().replace(hour=hour - 7) - timedelta(days=days), name="readings", count=count)
    day = timezone.localdate()
    drawn = figures.whole_hours(day, figures.by_hour(day))
    assert (drawn[9:11], drawn[10:]) == ([40, None], [None] * 14)
    assert figures.so_far(day, figures.usual_by_hour(day)) == 40
    page = at_desk.get("/admin/pembaca/").text
    assert "<dt>Dibaca sejak pukul 10.00</dt><dd>4</dd>" in page
    assert "<small>biasanya 40 sampai jam ini</small>" in page


def test_what_is_busy_now_is_on_todays_page_alone(at_desk, dunia):
    story = make_story(dunia, "Banjir surut")
    read(body("satu", story))
    most_read.renew()
    StoryDay.objects.all().delete()
    yesterday = timezone.localdate() - timedelta(days=1)
    shown = ["Banjir surut" in at_desk.get("/admin/pembaca/", asked).text for asked in ({}, {"tanggal": yesterday})]
    assert shown == [True, False]


def test_a_story_shows_what_its_readers_read_besides_and_a_trial_can_begin_and_end(at_desk, dunia):
    story = make_story(dunia, "Banjir surut")
    address = f"/admin/pembaca/{story.pk}/"
    assert at_desk.get(address).status_code == 200
    at_desk.post(f"{address}judul/", {"judul": "Air surut, warga pulang"})
    (trial,) = trials.running()
    assert trial.other_headline == "Air surut, warga pulang"
    assert "Air surut, warga pulang" in at_desk.get(address).text
    assert 'data-other="Air surut, warga pulang"' in at_desk.get("/").text
    at_desk.post(f"{address}judul/", {"hentikan": "1"})
    assert trials.running() == []


def test_a_place_is_tried_ended_and_the_better_story_put_there(client, paper, dunia):
    client.force_login(make_user("kepala", is_superuser=True))
    first, second, third = (make_story(dunia, headline) for headline in ("Banjir surut", "Tanggul jebol", "Warga pulang"))
    FrontPlace.objects.create(front_page=paper, story=third, sort_order=0)
    address = "/admin/pembaca/tempat/"
    assert "Tanggul jebol" in client.get(address).text
    client.post(address, {"tempat": "0", "pertama": first.pk, "kedua": first.pk})
    assert trials.running() == []
    client.post(address, {"tempat": "0", "pertama": first.pk, "kedua": second.pk})
    (trial,) = trials.running()
    page = client.get(address).text
    assert ('name="hentikan"' in page, 'name="pasang"' in page) == (True, False)
    client.post(address, {"hentikan": "1"})
    assert trials.running() == []
    Experiment.objects.update(verdict=Verdict.SECOND, seen_first=100, seen_second=100, read_second=30)
    assert "100 kunjungan melihatnya di sana, 30 di antaranya (30,0 %)" in client.get(address).text
    client.post(address, {"pasang": trial.pk})
    assert list(FrontPlace.objects.order_by("sort_order").values_list("story", flat=True)) == [second.pk, third.pk]


@pytest.mark.parametrize("told", [{"tempat": "99"}, {"pertama": "x"}, {"kedua": "9" * 30}, {"tempat": ""}])
def test_what_is_no_place_or_no_story_is_not_tried(client, paper, dunia, told):
    client.force_login(make_user("kepala", is_superuser=True))
    asked = {"tempat": "0", "pertama": make_story(dunia).pk, "kedua": make_story(dunia).pk, **told}
    assert client.post("/admin/pembaca/tempat/", asked).status_code == 302
    assert trials.running() == []


def test_only_who_publishes_the_first_page_tries_places(client, paper, dunia):
    client.force_login(make_user("penulis", Role.REPORTER))
    answer = client.post(
        "/admin/pembaca/tempat/", {"tempat": "0", "pertama": make_story(dunia).pk, "kedua": make_story(dunia).pk}
    )
    assert answer.status_code != 200
    assert trials.running() == []


def test_only_an_editor_of_the_section_tries_headlines(client, dunia):
    client.force_login(make_user("penulis", Role.REPORTER))
    answer = client.post(f"/admin/pembaca/{make_story(dunia).pk}/judul/", {"judul": "Judul yang lain lagi"})
    assert answer.status_code != 200
    assert trials.running() == []


def test_the_table_is_one_for_spreadsheets_and_runs_no_formula_there(at_desk, dunia):
    story = make_story(dunia, "=CMD()")
    read(body("satu", story))
    lines = at_desk.get("/admin/pembaca/csv/").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("number,headline,section,published_at,readings")
    assert "'=CMD()" in lines[1]


@pytest.mark.parametrize("day", ["", "kemarin", "9999-99-99", "2999-01-01", "0001-01-01"])
def test_any_day_may_be_asked_for(at_desk, day):
    assert at_desk.get("/admin/pembaca/", {"tanggal": day}).status_code == 200


def test_what_several_looked_for_in_vain_is_shown_and_what_may_be_personal_is_never_kept(at_desk, dunia, index):
    for words in ["jadwal imsakiyah"] * 3 + ["laras@contoh.id"] * 3 + ["08123456789"] * 3 + ["sekali saja"]:
        at_desk.get("/cari/", {"q": words})
    folding.fold()
    page = at_desk.get("/admin/pembaca/").text
    assert [words in page for words in ("jadwal imsakiyah", "laras@contoh.id", "08123456789", "sekali saja")] == [
        *(True, False, False, False)
    ]


def test_the_chief_editor_gets_yesterday_by_mail_once_from_seven_oclock_on(dunia, time_machine):
    chief = make_user("pemred")
    SectionRight.objects.create(user=chief, section=None, role=SectionRole.CHIEF)
    story = make_story(dunia, "Banjir surut")
    morning = datetime(2026, 11, 24, 6, 59, tzinfo=ZoneInfo("Asia/Jakarta"))
    Tally.objects.create(hour=morning - timedelta(days=1), name="visits", count=7)
    StoryDay.objects.create(story=story, day=date(2026, 11, 23), readings=5, weight=5)
    sent = []
    for minutes in (0, 1, 2):
        time_machine.move_to(morning + timedelta(minutes=minutes), tick=False)
        sent.append(figures_mail.send_daily())
    (letter,) = mail.outbox
    assert (sent, letter.to, "1. Banjir surut (5)" in letter.body) == ([False, True, False], [chief.email], True)


def test_an_editor_picks_an_issue_and_the_worker_composes_it(client, dunia):
    client.force_login(make_user("kepala", is_superuser=True))
    letter = Letter.objects.create(name="Pagi", description="Tiap pagi.", rhythm="by_hand")
    subscriber = signing_up.ask("laras@contoh.id", [letter], "Saya mau.", "id")
    signing_up.confirm(subscriber, [letter])
    first, second = make_story(dunia, "Satu"), make_story(dunia, "Dua")
    address = f"/admin/buletin/{letter.pk}/susun/"
    assert "Satu" in client.get(address).text
    client.post(address, {"berita": [first.pk, second.pk], f"urutan-{second.pk}": "1", f"urutan-{first.pk}": "2"})
    assert import_string("redaksi.front.letters.composing.compose_due")() == 1  # as the worker finds it
    text = letter.issues.get().text
    assert text.index("Dua") < text.index("Satu")


def test_the_list_of_letters_leads_to_composing_one(client, dunia):
    client.force_login(make_user("kepala", is_superuser=True))
    letter = Letter.objects.create(name="Pagi", description="Tiap pagi.")
    assert f"/admin/buletin/{letter.pk}/susun/" in client.get("/admin/snippets/audience/letter/").text
