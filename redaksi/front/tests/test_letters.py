"""Letters from asking to unsubscribing: only by consent, once to each address, whatever is killed or comes back."""

import email.policy
import re
import smtplib
from datetime import timedelta
from unittest import mock

import pytest
from django.core import mail
from django.db.models import Count
from django.test import Client
from django.utils import timezone

from redaksi.audience.letters import bouncing, sending, signing_up
from redaksi.audience.letters.message import message_of
from redaksi.audience.models import Issue, Letter, Rhythm, Sending, SendingState, Subscriber, Subscription
from redaksi.front.letters import composing
from redaksi.stories.tests.builders import make_section, make_story

pytestmark = pytest.mark.django_db

EMAIL = "laras@contoh.id"
REPORT = """From: MAILER-DAEMON
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x
Content-Type: text/plain

Gagal.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.contoh.id

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}

--x--
"""


@pytest.fixture
def letter(paper):
    return Letter.objects.create(name="Pagi", description="Tiap pagi, tujuh berita.", hour=0)


@pytest.fixture(autouse=True)
def quickly(settings):
    settings.LETTERS_A_MINUTE = 10_000_000


def subscribe(letter, email=EMAIL):
    subscriber = signing_up.ask(email, [letter], "Saya mau.", "id")
    signing_up.confirm(subscriber, [letter])
    return Subscription.objects.get(subscriber=subscriber, letter=letter)


def ask(client, letter, **more):
    return client.post("/buletin/", {"email": EMAIL, "letters": [letter.pk], "consent": "on", **more})


def address_in(message):
    return re.search(r"http://[^/]+(/buletin/konfirmasi/\S+)", message.body)[1]


def test_nothing_is_sent_before_somebody_has_confirmed_and_consent_is_kept_with_its_words(client, letter):
    assert ask(client, letter).status_code == 200
    (message,) = mail.outbox
    assert message.to == [EMAIL]
    page = client.get(address_in(message))
    assert "Konfirmasi buletin" in page.text
    assert Subscription.objects.count() == 0
    client.post(address_in(message))
    client.post(address_in(message))
    subscriber = Subscriber.objects.get()
    assert Subscription.objects.count() == 1
    assert subscriber.confirmed_at is not None
    assert "alamat" in subscriber.consent


def test_the_answer_never_tells_whether_an_address_is_known_and_nobody_is_flooded(client, letter):
    first, second = ask(client, letter), ask(client, letter)
    assert first.text == second.text
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("more", "status"),
    [({"email": "bukan"}, 422), ({"consent": ""}, 422), ({"letters": []}, 422), ({"situs": "x"}, 200)],
)
def test_what_is_not_filled_in_well_is_said_and_machines_get_nothing(client, letter, more, status):
    assert ask(client, letter, **more).status_code == status
    assert mail.outbox == []


def test_a_wish_that_is_not_confirmed_in_time_is_gone(client, letter):
    ask(client, letter)
    address = address_in(mail.outbox[0])
    Subscriber.objects.update(asked_at=timezone.now() - timedelta(days=8))
    assert client.post(address).status_code == 404
    signing_up.let_go()
    assert Subscriber.objects.count() == 0


def test_an_issue_is_composed_when_it_is_due_once_a_day_and_only_where_there_is_news(letter):
    subscribe(letter)
    assert composing.compose_due() == 0
    make_story(make_section("Dunia"), "Banjir surut", dek="Warga pulang.")
    assert [composing.compose_due(), composing.compose_due()] == [1, 0]
    issue = Issue.objects.get()
    assert issue.subject == "Pagi: Banjir surut"
    assert "Warga pulang." in issue.text
    assert "<h2" in issue.html


def test_a_letter_carries_both_forms_and_what_mail_programs_unsubscribe_with(letter):
    subscription = subscribe(letter)
    make_story(make_section("Dunia"), "Banjir surut")
    composing.compose_due()
    assert sending.send_due() == 1
    (message,) = mail.outbox
    leave = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert leave.endswith(f"/buletin/berhenti/{subscription.token}/")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [kind for _text, kind in message.alternatives] == ["text/html"]
    assert leave in message.body
    assert "%" not in message.body + message.alternatives[0][0]


@pytest.mark.parametrize("host", ["koran.id", "www.suara-rakyat-kalimantan-tengah.co.id", f"{'berita.' * 20}co.id"])
def test_an_address_to_unsubscribe_at_is_never_broken_however_long_the_papers_name(letter, settings, host):
    settings.SITE_URL = f"https://{host}"
    subscription = subscribe(letter)
    make_story(make_section("Dunia"), "Banjir surut")
    composing.compose_due()
    written = message_of(Issue.objects.get(), subscription).message(policy=email.policy.SMTP).as_bytes().decode()
    assert f"\r\nList-Unsubscribe: <https://{host}/buletin/berhenti/{subscription.token}/>\r\n" in written
    assert "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in written
    assert f"\r\nList-Id: <buletin-{letter.pk}.{host}>\r\n" in written


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain"])
def test_a_mail_program_unsubscribes_without_cookies_and_without_having_seen_a_page(letter, kind):
    subscription = subscribe(letter)
    program = Client(enforce_csrf_checks=True, headers={"Origin": "https://surel.example"})
    body = "List-Unsubscribe=One-Click"
    if kind.startswith("multipart"):
        body = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
    answer = program.generic("POST", f"/buletin/berhenti/{subscription.token}/", body, kind)
    assert (answer.status_code, dict(answer.cookies), Subscription.objects.count()) == (200, {}, 0)


def test_one_click_is_enough_and_an_address_without_a_letter_is_not_kept(client, letter):
    subscription = subscribe(letter)
    address = f"/buletin/berhenti/{subscription.token}/"
    assert client.get(address).status_code == 200
    assert Subscription.objects.count() == 1
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert (Subscription.objects.count(), Subscriber.objects.count()) == (0, 0)


def test_killed_while_the_mail_server_was_told_nobody_gets_it_twice(letter):
    for number in range(30):
        subscribe(letter, f"orang{number}@contoh.id")
    make_story(make_section("Dunia"), "Banjir surut")
    composing.compose_due()

    class Killed(BaseException):
        pass

    told = []

    def give(server, message):
        told.extend(message.to)
        if len(told) == 25:
            raise Killed

    with mock.patch.object(sending, "_give", give):
        with pytest.raises(Killed):
            sending.send_due()
        sending.send_due()
    assert len(told) == len(set(told)) == 30
    assert dict(Sending.objects.values_list("state").annotate(Count("pk"))) == {
        SendingState.SENT: 29,
        SendingState.UNDER_WAY: 1,
    }


def test_what_was_addressed_half_is_addressed_to_the_end_and_nobody_twice(letter):
    subscriptions = [subscribe(letter, f"orang{number}@contoh.id") for number in range(5)]
    make_story(make_section("Dunia"), "Banjir surut")
    composing.compose_due()
    Sending.objects.create(issue=Issue.objects.get(), subscription=subscriptions[0])
    sending.address_all()
    sending.address_all()
    assert Sending.objects.count() == 5


@pytest.mark.parametrize(
    ("code", "state", "is_stopped"), [(550, SendingState.FAILED, True), (451, SendingState.WAITING, False)]
)
def test_a_refusal_for_good_stops_the_address_and_one_for_now_waits(letter, code, state, is_stopped):
    subscribe(letter)
    make_story(make_section("Dunia"), "Banjir surut")
    composing.compose_due()
    refusal = smtplib.SMTPRecipientsRefused({EMAIL: (code, b"kotak penuh")})
    with mock.patch.object(sending, "_give", side_effect=refusal):
        assert sending.send_due() == 0
    assert Sending.objects.get().state == state
    assert (Subscriber.objects.get().stopped_at is not None) is is_stopped


def test_a_mail_server_that_is_away_is_tried_again_later_and_given_up_in_the_end(letter):
    subscribe(letter)
    make_story(make_section("Dunia"), "Banjir surut")
    composing.compose_due()
    with mock.patch.object(sending, "_give", side_effect=ConnectionRefusedError("away")):
        for _time in range(sending.TRIES):
            sending.send_due()
            Sending.objects.update(due_at=timezone.now())
    assert (Sending.objects.get().state, Sending.objects.get().tries) == (SendingState.FAILED, 5)
    assert Subscriber.objects.get().stopped_at is None


@pytest.mark.parametrize(
    ("action", "status", "times", "is_stopped"),
    [("failed", "5.1.1", 1, True), ("delayed", "4.2.2", 2, False), ("delayed", "4.2.2", 3, True)],
)
def test_letters_that_come_back_are_read(letter, action, status, times, is_stopped):
    subscribe(letter)
    report = REPORT.format(address=EMAIL.upper(), action=action, status=status).encode()
    for _time in range(times):
        assert bouncing.take(report) == [EMAIL.upper()]
    assert (Subscriber.objects.get().stopped_at is not None) is is_stopped


@pytest.mark.parametrize("report", [b"", b"\xff\x00" * 100, b"Content-Type: multipart/report; boundary=x\n\n--x\n"])
def test_what_is_no_report_says_nothing(db, report):
    assert bouncing.take(report) == []


def test_a_reader_sees_takes_along_and_erases_all_that_is_kept(client, letter):
    subscription = subscribe(letter)
    address = f"/buletin/atur/{subscription.subscriber.token}/"
    assert EMAIL in client.get(address).text
    kept = client.get(f"{address}?data").json()
    assert (kept["email"], kept["consent"], [each["letter"] for each in kept["letters"]]) == (EMAIL, "Saya mau.", ["Pagi"])
    client.post(address, {"hapus": "1"})
    assert Subscriber.objects.count() == 0
    assert client.get(address).status_code == 404


def test_a_weekly_letter_comes_on_its_day_and_one_by_hand_only_when_picked(letter):
    story = make_story(make_section("Dunia"), "Banjir surut")
    other_day = (timezone.localtime().weekday() + 1) % 7
    letter.rhythm, letter.weekday = Rhythm.WEEKLY, other_day
    letter.save()
    subscribe(letter)
    assert composing.compose_due() == 0
    letter.rhythm = Rhythm.BY_HAND
    letter.save()
    assert composing.compose_due() == 0
    assert composing.send_picked(letter, [story.pk], note="Dari redaksi.").text.count("Dari redaksi.") == 1
    assert composing.send_picked(letter, [story.pk], note="Dari redaksi.") is None


def test_an_english_letter_speaks_english(letter):
    letter.language = "en"
    draft = composing.drafted(letter, composing.candidates(letter) or [make_card()])
    assert "Unsubscribe" in draft.text


def make_card():
    from redaksi.stories import cards
    from redaksi.stories.models import Story

    make_story(make_section("Dunia"), "Banjir surut")
    return cards.read(Story.objects.published())[0]
