"""`redaksi letters bounce`, as a mail server's pipe or a timer runs it."""

import json
import subprocess

from redaksi.cli.tests.conftest import COMMAND, surroundings

SUBSCRIBE = """
from django.utils import timezone
from redaksi.audience.models import Subscriber
Subscriber.objects.create(email="laras@contoh.id", consent="Saya mau.", confirmed_at=timezone.now())
"""
STOPPED = "from redaksi.audience.models import Subscriber; print(Subscriber.objects.exclude(stopped_at=None).count())"
MBOX = b"""From MAILER-DAEMON Mon Nov 23 06:00:00 2026
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.contoh.id

Final-Recipient: rfc822; laras@contoh.id
Action: failed
Status: 5.1.1

From sari@contoh.id Mon Nov 23 06:01:00 2026
Subject: Saya cuti

"""


def test_returned_mail_is_read_from_standard_input(redaksi):
    assert redaksi("manage", "shell", "-c", SUBSCRIBE).returncode == 0
    command = [*COMMAND, "letters", "bounce", "--json"]
    done = subprocess.run(command, input=MBOX, env=surroundings(redaksi.home), capture_output=True, timeout=240)
    assert json.loads(done.stdout) == {"messages": 2, "reports": 1}
    assert redaksi("manage", "shell", "-v", "0", "-c", STOPPED).stdout.split()[-1] == "1"


def test_what_is_no_mailbox_is_an_error_in_one_line(redaksi, tmp_path):
    for path in (tmp_path / "tidak-ada", tmp_path):
        refused = redaksi("letters", "bounce", str(path))
        assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1)


def test_what_is_no_report_and_50_megabytes_of_it_are_one_line(redaksi, tmp_path):
    (tmp_path / "sampah").write_bytes(b"\x00\xff" * 1_000)
    (tmp_path / "besar").write_bytes(b"From: a@b.id\n\n" + b"x" * 50_000_000)
    read = redaksi("letters", "bounce", str(tmp_path / "sampah"), str(tmp_path / "besar"), "--json")
    assert (read.returncode, len(read.stdout.splitlines()), read.stderr) == (0, 1, "")
    assert json.loads(read.stdout) == {"messages": 2, "reports": 0}
