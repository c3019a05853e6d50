"""Mail that came back: read from a pipe, an mbox or a Maildir, whatever else somebody sent there."""

import io

import pytest
from django.utils import timezone

from redaksi.audience.letters import bouncing, mailbox
from redaksi.audience.models import Subscriber

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
