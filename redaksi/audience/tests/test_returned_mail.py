"""Mail that came back: read from a pipe, an mbox or a Maildir, whatever else somebody sent there."""

import io
from email import message_from_bytes
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from django.db import connection, transaction
from django.utils import timezone

from redaksi.audience.letters import bouncing, mailbox
from redaksi.audience.letters.message import message_of
from redaksi.audience.models import Issue, Letter, Subscriber, Subscription

REPORT = """From: MAILER-DAEMON
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.contoh.id

Final-Recipient: rfc822; {address}
Action: failed
Status: 5.1.1

--x--
"""


def report(address):
    return REPORT.format(address=address).encode()


def read(told):
    return list(mailbox.in_stream(io.BytesIO(told)))


@pytest.fixture
def laras(db):
    return Subscriber.objects.create(email="laras@contoh.id", consent="Saya mau.", confirmed_at=timezone.now())


@pytest.mark.parametrize("envelope", [b"", b"From MAILER-DAEMON Mon Nov 23 06:00:00 2026\n"])
def test_one_message_comes_through_a_pipe(laras, envelope):
    assert [bouncing.take(each) for each in read(envelope + report(laras.email))] == [[laras.email]]
    laras.refresh_from_db()
    assert laras.stopped_at is not None


def test_an_mbox_is_read_message_by_message():
    told = b"From a@b Mon\nSubject: satu\n\nFrom the start.\n\nFrom a@b Mon\r\nSubject: dua\r\n\r\n>From x\r\n"
    assert read(told)[0] == b"Subject: satu\n\n"  # a line that begins so has to be quoted; mail servers do
    assert read(told)[-1] == b"Subject: dua\r\n\r\n>From x\r\n"


def test_a_maildir_is_read_once(laras, tmp_path):
    (tmp_path / "new" / "folder").mkdir(parents=True)
    (tmp_path / "new" / "1.host").write_bytes(report("LARAS@contoh.id"))
    (tmp_path / "new" / "2.host").write_bytes(b"")
    assert mailbox.is_maildir(tmp_path)
    assert [bouncing.take(each) for each in mailbox.in_maildir(tmp_path)] == [["LARAS@contoh.id"], []]
    assert list(mailbox.in_maildir(tmp_path)) == []
    assert sorted(each.name for each in (tmp_path / "cur").iterdir()) == ["1.host:2,S", "2.host:2,S"]


def test_a_huge_message_is_read_as_far_as_it_is_looked_at():
    [huge] = read(report("laras@contoh.id") + b"x" * (3 * bouncing.LARGEST))
    assert len(huge) <= bouncing.LARGEST + mailbox.LINE
    assert [len(each) for each in read(b"\n" * 1000)] == []


NESTED = b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (each, each) for each in range(5_000))


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"\x00\xff\xfe" * 1_000,
        b"Subject: Liburan\n\nSaya sedang cuti.\n",
        NESTED,
        report("x" * 1_000_000),
        report("\N{SNOWMAN}").decode().encode("utf-16"),
        report("laras@contoh.id").replace(b"MAILER-DAEMON", b"=?tidak-ada?Q?=FF?=").replace(b"failed", b"\xff\xfe"),
        b"Content-Type: message/delivery-status; charset=tidak-ada\nContent-Transfer-Encoding: base64\n\n////\n",
    ],
    ids=["empty", "binary", "not a report", "nested", "long line", "utf-16", "unknown encoding", "no blocks"],
)
def test_whatever_else_comes_stops_nobody_elses_letters(laras, message):
    bouncing.take(message)
    assert Subscriber.objects.filter(stopped_at=None).count() == (0 if b"laras@" in message else 1)


def test_one_message_is_about_a_hundred_addresses_at_most(db):
    block = "\nFinal-Recipient: rfc822; a{}@contoh.id\nAction: failed\n"
    blocks = "".join(block.format(each) for each in range(150))
    assert len(bouncing.take(f"Content-Type: message/delivery-status\n\nReporting-MTA: x\n{blocks}".encode())) == 100


def recipient(status, action, final, original=""):
    named = f"Original-Recipient: rfc822;{original}\n" if original else ""
    return f"{named}Final-Recipient: rfc822; {final}\nAction: {action}\nStatus: {status}\n"


def delivery_report(*recipients, returned=""):
    """As Postfix writes it: words, the machine's part, the headers of what came back."""
    return "\n".join(
        [
            "Return-Path: <>",
            "From: MAILER-DAEMON@mail.contoh.id (Mail Delivery System)",
            "Subject: Undelivered Mail Returned to Sender",
            "To: redaksi@koran.id",
            "Auto-Submitted: auto-replied",
            "MIME-Version: 1.0",
            'Content-Type: multipart/report; report-type=delivery-status; boundary="B/1"',
            "",
            "--B/1",
            "Content-Description: Notification",
            "Content-Type: text/plain; charset=us-ascii",
            "",
            "This is the mail system at host mail.contoh.id.",
            "",
            "--B/1",
            "Content-Type: message/delivery-status",
            "",
            "Reporting-MTA: dns; mail.contoh.id",
            "X-Postfix-Queue-ID: 4F0A21C0",
            "",
            *recipients,
            "--B/1",
            "Content-Type: text/rfc822-headers",
            "",
            returned,
            "",
            "--B/1--",
            "",
        ]
    ).encode()


def subscribe(name):
    subscriber = Subscriber.objects.create(email=f"{name}@contoh.id", consent="Saya mau.", confirmed_at=timezone.now())
    letter, _is_new = Letter.objects.get_or_create(name="Pagi", description="Tiap pagi.")
    return Subscription.objects.create(subscriber=subscriber, letter=letter)


def letter_to(subscription):
    issue = Issue(letter=subscription.letter, subject="Pagi: 550 rumah terendam", text="%BERHENTI%", html="<p>%BERHENTI%</p>")
    return message_of(issue, subscription).message().as_bytes().decode()


def headers_of(written):
    return written.partition("\n\n")[0]


def reached(subscription):
    """`stopped`, or how often it bounced so far."""
    subscriber = Subscriber.objects.get(pk=subscription.subscriber_id)
    return "stopped" if subscriber.stopped_at else subscriber.bounces


@pytest.fixture
def three(db):
    return [subscribe(name) for name in ("laras", "made", "sari")]


def test_of_several_recipients_only_the_one_refused_for_good_is_stopped(three):
    told = delivery_report(
        recipient("5.1.1", "failed", "laras@contoh.id"),
        recipient("4.4.7", "failed", "made@contoh.id"),
        recipient("2.1.5", "delivered", "sari@contoh.id"),
    )
    assert bouncing.take(told) == ["laras@contoh.id", "made@contoh.id"]
    assert [reached(each) for each in three] == ["stopped", 1, 0]


def test_whom_we_wrote_to_counts_before_where_it_was_passed_on_in_whatever_letters(three):
    told = delivery_report(recipient("5.1.1", "failed", "made@contoh.id", original="LARAS@Contoh.ID"))
    assert bouncing.take(told) == ["LARAS@Contoh.ID"]
    assert [reached(each) for each in three] == ["stopped", 0, 0]


def test_a_report_that_somebody_passed_on_is_read_inside_their_mail(three):
    mail = MIMEMultipart()
    mail["From"], mail["Subject"] = "sekretaris@koran.id", "Fwd: Undelivered Mail"
    mail.attach(MIMEText("Ini kembali."))
    mail.attach(MIMEMessage(message_from_bytes(delivery_report(recipient("5.1.1", "failed", "laras@contoh.id")))))
    assert bouncing.take(mail.as_bytes()) == ["laras@contoh.id"]
    assert [reached(each) for each in three] == ["stopped", 0, 0]


@pytest.mark.parametrize(
    ("others", "laras"),
    [([], "stopped"), ([("4.2.2", "failed")], 1), ([("2.0.0", "relayed")], 0)],
    ids=["nowhere", "one of them later", "one of them arrived"],
)
def test_an_address_that_nobody_here_has_is_told_by_the_letter_that_came_back(three, others, laras):
    elsewhere = [("5.1.1", "failed"), *others]
    blocks = [recipient(*each, f"akun{number}@lain.id") for number, each in enumerate(elsewhere)]
    bouncing.take(delivery_report(*blocks, returned=headers_of(letter_to(three[0]))))
    assert [reached(each) for each in three] == [laras, 0, 0]


def plain(said, returned, sender="MAILER-DAEMON@mail.contoh.id"):
    """As qmail and its kin write it: one text, and the letter below."""
    return f"Return-Path: <>\nFrom: {sender}\nTo: redaksi@koran.id\nSubject: failure notice\n\n{said}\n\n{returned}\n".encode()


@pytest.mark.parametrize(
    ("said", "laras"),
    [
        (
            "<laras@contoh.id>:\n203.0.113.5 does not like recipient.\nRemote host said: 550 sorry, no mailbox here (#5.1.1)",
            "stopped",
        ),
        ("Surat tidak terkirim: 5.7.1 ditolak", "stopped"),
        ("host mx.contoh.id[203.0.113.5] said: 452-4.2.2 mailbox full", 1),
        ("I'm afraid I wasn't able to deliver your message.", 1),
    ],
)
@pytest.mark.parametrize(
    "quoted", [letter_to, lambda each: headers_of(letter_to(each)).replace("\n", "\n> ")], ids=["whole", "quoted"]
)
def test_a_report_in_a_servers_own_words_is_told_by_the_headers_of_the_letter(three, said, laras, quoted):
    bouncing.take(plain(said, f"--- Below this line is a copy of the message.\n\n{quoted(three[0])}"))
    assert [reached(each) for each in three] == [laras, 0, 0]


def test_a_returned_letter_may_hang_at_the_servers_words_as_a_mail(three):
    mail = MIMEMultipart()
    mail["From"] = '"Mail Delivery" <Postmaster@mail.contoh.id>'
    mail.attach(MIMEText("550 5.1.1 Pengguna tidak dikenal — é", _charset="utf-8"))
    mail.attach(MIMEMessage(message_from_bytes(letter_to(three[1]).encode())))
    assert bouncing.take(mail.as_bytes()) == ["made@contoh.id"]
    assert [reached(each) for each in three] == [0, "stopped", 0]


@pytest.mark.parametrize("sender", ["Laras <laras@contoh.id>", "", "cuti@contoh.id"])
def test_somebody_who_answers_a_letter_or_is_away_keeps_it(three, sender):
    assert bouncing.take(plain("Saya cuti. 550 5.1.1", letter_to(three[0]), sender)) == []
    assert [reached(each) for each in three] == [0, 0, 0]


def test_a_servers_words_that_name_an_address_but_return_no_letter_stop_nobody(three):
    assert bouncing.take(plain("550 5.1.1 <laras@contoh.id> unknown", "")) == []
    assert [reached(each) for each in three] == [0, 0, 0]


@pytest.mark.parametrize("piece", ["List-Unsubscribe:<", "\n", "> ", "List-Unsubscribe: <x/buletin/berhenti/", "a" * 60 + " "])
def test_what_was_written_to_keep_us_busy_is_read_to_its_end(three, piece):
    assert bouncing.take(plain(piece * (2_000_000 // len(piece)), "")) == []


@pytest.mark.parametrize("addresses", [["LARAS@contoh.id"], ["LARAS@contoh.id", "lain@contoh.id"]])
def test_whose_address_it_is_is_looked_up_and_not_searched_for(laras, addresses):
    """Reports come by the thousand, and a paper has a hundred thousand subscribers."""
    found = Subscriber.objects.at(*addresses)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # which reads a table of one row as a whole, if it may
            cursor.execute("SET LOCAL enable_seqscan = off")
        plan = found.explain()
    assert ("subscriber_email" in plan, found.get()) == (True, laras)
