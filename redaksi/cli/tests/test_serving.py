import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from redaksi.cli.tests.conftest import PATIENCE, answers, free_port, is_listening, wait_until


def test_serve_answers_and_stops_when_told(served):
    with served() as (process, port, _home):
        assert answers(port)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=PATIENCE) == 0
        assert not is_listening(port)


def test_the_worker_gives_a_sign_of_life_and_the_log_is_kept(served):
    with served() as (_process, _port, home):
        wait_until((home / "worker.heartbeat").exists)
        wait_until(lambda: "/sehat/" in (home / "logs" / "redaksi.log").read_text())


def test_two_homes_are_served_side_by_side(served):
    with served("a") as (_one, first, _a), served("b") as (_two, second, _b):
        wait_until(lambda: answers(first) and answers(second))


def test_a_supervisor_that_is_killed_leaves_nothing_listening(served):
    with served() as (process, port, _home):
        process.send_signal(signal.SIGKILL)
        process.wait()
        wait_until(lambda: not is_listening(port))


def test_what_answers_readers_is_started_again_when_it_falls_over(served):
    with served() as (process, port, home):
        pages = child_of(process.pid, "serving.pages")
        os.kill(pages, signal.SIGKILL)
        wait_until(lambda: child_of(process.pid, "serving.pages") not in (None, pages))
        wait_until(lambda: answers(port))
        assert "starts again" in (home / "logs" / "redaksi.log").read_text()


def test_a_home_is_served_once(served, redaksi):
    with served() as (_process, _port, home):
        redaksi.home = home
        second = redaksi("serve", "--port", str(free_port()))
        assert second.returncode == 1
        assert "served already" in second.stderr


def test_a_taken_port_is_named_with_the_way_out(redaksi):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = redaksi("serve", "--port", str(port))
    assert refused.returncode == 1
    assert f"Port {port} is taken" in refused.stderr
    assert f"PORT={port + 1}" in refused.stderr
    assert not redaksi.home.exists()


def test_a_host_nobody_knows_is_an_error_in_one_line(redaksi):
    refused = redaksi("serve", "--host", "tidak.ada.invalid")
    assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1)


def test_readers_are_answered_while_what_makes_pages_falls_over(served):
    with served() as (process, port, _home):
        assert status_of(port, "/redaksi/") == 200
        os.kill(child_of(process.pid, "serving.pages"), signal.SIGKILL)
        wait_until(lambda: status_of(port, "/sehat/") == 503, seconds=5)
        assert status_of(port, "/redaksi/") == 200  # as it was stored
        assert status_of(port, "/pola/") == 200  # as soon as it can be made


def test_no_request_is_lost_when_all_that_makes_pages_is_started_again(served):
    with served() as (process, port, _home):
        before = child_of(process.pid, "serving.pages")
        statuses = []
        done = threading.Event()

        def read_on():
            while not done.is_set():
                statuses.append(status_of(port, f"/cari/?q={len(statuses)}"))

        readers = [threading.Thread(target=read_on) for _number in range(3)]
        for reader in readers:
            reader.start()
        process.send_signal(signal.SIGUSR1)
        wait_until(lambda: child_of(process.pid, "serving.pages") not in (None, before))
        wait_until(lambda: answers(port))
        done.set()
        for reader in readers:
            reader.join()
        assert set(statuses) == {200}
        assert child_of(process.pid, "serving.kiosk") is not None


def test_pages_at_hand_wait_for_nobody_who_waits_for_django(served):
    with served() as (process, port, _home):
        assert status_of(port, "/redaksi/") == 200
        pages = child_of(process.pid, "serving.pages")
        hung = [pages, *(int(pid) for pid in Path(f"/proc/{pages}/task/{pages}/children").read_text().split())]
        for pid in hung:
            os.kill(pid, signal.SIGSTOP)
        waiting = [threading.Thread(target=status_of, args=(port, f"/cari/?q={number}")) for number in range(20)]
        for each in waiting:
            each.start()
        began = time.monotonic()
        assert {status_of(port, "/redaksi/") for _time in range(20)} == {200}
        assert time.monotonic() - began < 5
        for pid in hung:
            os.kill(pid, signal.SIGCONT)
        for each in waiting:
            each.join()


def test_what_is_sent_reaches_the_newsroom_whole(served):
    """A log-in, as a browser does it: its page sets a cookie, its form sends it back with three megabytes beside."""
    with served() as (_process, port, _home):
        jar = http.cookiejar.CookieJar()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        page = opener.open(f"http://127.0.0.1:{port}/akun/login/", timeout=PATIENCE).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        form = urllib.parse.urlencode({"csrfmiddlewaretoken": token, "login": "tiada", "password": "x" * 3_000_000})
        answer = opener.open(f"http://127.0.0.1:{port}/akun/login/", form.encode(), timeout=PATIENCE)
        assert (answer.status, "csrftoken" in {cookie.name for cookie in jar}) == (200, True)


def test_the_kiosk_knows_nothing_of_django():
    asked = "import sys, redaksi.cli.serving.kiosk; print([name for name in ('django', 'wagtail') if name in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", asked], text=True).strip() == "[]"


def status_of(port: int, path: str) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def child_of(pid: int, module: str) -> int | None:
    """The service's process that this supervisor started."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()[1:]]
    return next((int(row[0]) for row in rows if int(row[1]) == pid and module in row[2]), None)
