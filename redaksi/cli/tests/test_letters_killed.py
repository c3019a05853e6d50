"""A sending process that is killed in the middle (kill -9), against a mail server that really takes letters."""

import socketserver
import subprocess
import sys
import threading
from collections import Counter

import pytest

from redaksi.cli.tests.conftest import PATIENCE, surroundings

READERS = 12
KILLED_AFTER = 5

SUBSCRIBE = f"""
from django.utils import timezone
from redaksi.audience.models import Issue, Letter, Subscriber, Subscription
letter = Letter.objects.create(name="Pagi", description="Tiap pagi.")
Issue.objects.create(letter=letter, period="2026-11-23", subject="Pagi: Banjir surut", text="%BERHENTI%", html="%BERHENTI%")
for number in range({READERS}):
    reader = Subscriber.objects.create(email=f"orang{{number}}@contoh.id", consent="Saya mau.", confirmed_at=timezone.now())
    Subscription.objects.create(subscriber=reader, letter=letter)
"""
SEND = "from redaksi.audience.letters import sending; sending.send_due()"
STATES = """
from django.db.models import Count
from redaksi.audience.models import Sending
print(sorted(Sending.objects.values_list("state").annotate(Count("pk"))))
"""


class MailServer(socketserver.ThreadingTCPServer):
    """As much of SMTP as it takes. `on_letter` is called with each address before the letter is answered for."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Talk)
        self.taken, self.on_letter = [], lambda: None

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class Talk(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 surel.contoh.id ESMTP")
        address = ""
        while line := self.rfile.readline():
            verb = line.split()[0].upper() if line.split() else b""
            if verb == b"RCPT":
                address = line.decode().partition("<")[2].partition(">")[0]
            if verb == b"DATA":
                self.say("354 go on")
                while self.rfile.readline().rstrip() != b".":
                    pass
                self.server.taken.append(address)
                self.server.on_letter()
            self.say("221 bye" if verb == b"QUIT" else "250 ok")

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def mail_server():
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def test_killed_in_the_middle_nobody_is_left_out_or_told_twice_but_the_one_in_doubt(redaksi, mail_server):
    assert redaksi("manage", "shell", "-v", "0", "-c", SUBSCRIBE).returncode == 0
    told = {"EMAIL_URL": mail_server.url, "LETTERS_A_MINUTE": "1000000"}
    process = subprocess.Popen(
        [sys.executable, "-m", "redaksi.cli", "manage", "shell", "-v", "0", "-c", SEND], env=surroundings(redaksi.home, **told)
    )

    def kill():
        if len(mail_server.taken) == KILLED_AFTER:
            process.kill()
            process.wait(PATIENCE)

    mail_server.on_letter = kill
    assert process.wait(PATIENCE) == -9
    assert len(mail_server.taken) == KILLED_AFTER
    for _time in range(2):
        assert redaksi("manage", "shell", "-v", "0", "-c", SEND, **told).returncode == 0
    assert Counter(mail_server.taken) == {f"orang{number}@contoh.id": 1 for number in range(READERS)}
    states = redaksi("manage", "shell", "-v", "0", "-c", STATES).stdout.splitlines()[-1]
    assert states == f"[('sent', {READERS - 1}), ('under_way', 1)]"
