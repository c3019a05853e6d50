import os
import signal
import socket

from redaksi.cli.tests.conftest import answers, free_port, is_listening, wait_until


def test_serve_answers_and_stops_when_told(served):
    with served() as (process, port, _home):
        assert answers(port)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=15) == 0
        assert not is_listening(port)


def test_the_worker_gives_a_sign_of_life_and_the_log_is_kept(served):
    with served() as (_process, _port, home):
        wait_until((home / "worker.heartbeat").exists)
        wait_until(lambda: "/sehat/" in (home / "logs" / "redaksi.log").read_text())


def test_two_homes_are_served_side_by_side(served):
    with served("a") as (_one, first, _a), served("b") as (_two, second, _b):
        assert answers(first)
        assert answers(second)


def test_a_supervisor_that_is_killed_leaves_nothing_listening(served):
    with served() as (process, port, _home):
        process.send_signal(signal.SIGKILL)
        process.wait()
        wait_until(lambda: not is_listening(port), seconds=15)


def test_what_answers_readers_is_started_again_when_it_falls_over(served):
    with served() as (process, port, home):
        pages = child_of(process.pid, "serving.pages")
        os.kill(pages, signal.SIGKILL)
        wait_until(lambda: child_of(process.pid, "serving.pages") not in (None, pages), seconds=20)
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


def child_of(pid: int, module: str) -> int | None:
    """The service's process that this supervisor started."""
    import subprocess

    listed = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()[1:]]
    return next((int(row[0]) for row in rows if int(row[1]) == pid and module in row[2]), None)
