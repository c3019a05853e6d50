"""What counts readers is ended in the middle: what came before its last writing, a second ago at most, is counted."""

import http.client
import os
import signal
import sqlite3
import time
from contextlib import closing

from redaksi.cli.serving.kiosk import WRITE_EVERY_SECONDS
from redaksi.cli.tests.conftest import answers, wait_until
from redaksi.cli.tests.test_serving import child_of

PHONE = "Mozilla/5.0 (Linux; Android 10; K) Chrome/140.0.0.0 Mobile Safari/537.36"
READERS = 7


def test_a_killed_kiosk_loses_what_came_in_its_last_second_and_nothing_else(served):
    with served() as (process, port, home):
        for number in range(READERS):
            assert read(port, f"kunjunganpembac{number}") == 204
        time.sleep(WRITE_EVERY_SECONDS + 0.5)
        os.kill(child_of(process.pid, "serving.kiosk"), signal.SIGKILL)
        wait_until(lambda: answers(port))
        wait_until(lambda: visits_counted(home) == READERS, seconds=60)


def read(port: int, visit: str) -> int:
    site = f"127.0.0.1:{port}"
    with closing(http.client.HTTPConnection(site, timeout=60)) as line:
        line.request("POST", "/baca/", f"v={visit}&p=front", {"Host": site, "Origin": f"http://{site}", "User-Agent": PHONE})
        return line.getresponse().status


def visits_counted(home) -> int:
    with closing(sqlite3.connect(f"file:{home / 'database.sqlite3'}?mode=ro", uri=True)) as database:
        return database.execute("SELECT coalesce(sum(count), 0) FROM audience_tally WHERE name = 'from_direct'").fetchone()[0]
