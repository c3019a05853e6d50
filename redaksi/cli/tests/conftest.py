"""Commands as people run them: in a process of their own, on a home of their own."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from redaksi.cli.tests import forks

COMMAND = [sys.executable, "-m", "redaksi.cli"]
LEFT_OUT = {"REDAKSI_HOME", "DATABASE_URL", "SITE_URL", "PORT", "LC_ALL", "LC_MESSAGES", "DJANGO_SETTINGS_MODULE"}
PATIENCE = 240  # seconds, for a machine that others use too


def surroundings(home: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    return {**kept, "REDAKSI_HOME": str(home), "LANG": "C.UTF-8", **more}


@dataclass
class Terminal:
    home: Path

    def __call__(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return forks.run([str(word) for word in words], surroundings(self.home, **more), PATIENCE)

    def json(self, *words: str):
        return json.loads(self(*words, "--json").stdout)


@pytest.fixture
def redaksi(tmp_path):
    """The command, on an empty home."""
    return Terminal(tmp_path / "home")


@pytest.fixture(scope="session")
def ready_home(tmp_path_factory):
    """A home with its static files collected, which takes seconds: to be copied."""
    home = tmp_path_factory.mktemp("ready") / "home"
    made = "from redaksi.cli.installation import prepare; prepare(with_static=True)"
    subprocess.run([sys.executable, "-c", made], env=surroundings(home), check=True, timeout=PATIENCE)
    return home


@pytest.fixture
def served(ready_home, tmp_path):
    """Start `redaksi serve` on a home of its own and a free port; whatever is left of it is ended afterwards."""
    started = []

    @contextmanager
    def serve(name="a"):
        home, port = tmp_path / name, free_port()
        shutil.copytree(ready_home, home)
        process = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(port)],
            env=surroundings(home),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        wait_until(lambda: answers(port))
        yield process, port, home

    yield serve
    for process in started:
        process.kill()
        process.communicate(timeout=PATIENCE)


def free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return attempt.getsockname()[1]


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/sehat/", timeout=30) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def is_listening(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


def wait_until(is_so, seconds: float = PATIENCE) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)
