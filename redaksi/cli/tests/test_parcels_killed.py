"""A photo on its way to the desk, and the process that takes it killed (kill -9) in the middle of a piece."""

import hashlib
import http.client
import http.cookiejar
import os
import re
import signal
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PIL import Image

from redaksi.cli.tests.conftest import PATIENCE, answers, wait_until
from redaksi.cli.tests.test_serving import child_of
from redaksi.desk.parcels import PIECE_BYTES

DIGESTS = """
import hashlib
from redaksi.stories.models import Photo
print([hashlib.sha256(photo.file.open().read()).hexdigest() for photo in Photo.objects.all()])
"""


@dataclass
class Browser:
    """As much of one as sends a photo."""

    port: int
    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def ask(self, path: str, form: dict[str, str] | None = None, piece: bytes | None = None) -> str:
        body = urllib.parse.urlencode(form | {"csrfmiddlewaretoken": self.token}).encode() if form is not None else piece
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body, method="PUT" if piece else None)
        request.add_header("X-CSRFToken", self.token)
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        return opener.open(request, timeout=PATIENCE).read().decode()

    def begin_and_break(self, path: str, piece: bytes, on_the_way) -> None:
        """Half of a piece, then what happens `on_the_way`, then the line is gone."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        line.putrequest("PUT", path)
        cookies = "; ".join(f"{each.name}={each.value}" for each in self.jar)
        for name, value in {"Content-Length": len(piece), "X-CSRFToken": self.token, "Cookie": cookies}.items():
            line.putheader(name, str(value))
        line.endheaders(piece[: len(piece) // 2])
        on_the_way()
        line.close()

    @property
    def token(self) -> str:
        return next((each.value or "" for each in self.jar if each.name == "csrftoken"), "")


def large_picture(path: Path) -> bytes:
    Image.frombytes("RGB", (1000, 1000), os.urandom(3_000_000)).save(path, "JPEG", quality=92)
    content = path.read_bytes()
    assert len(content) > 3 * PIECE_BYTES
    return content


def kill(pid: int) -> None:
    """It and all that it started, at once."""
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        os.kill(int(child), signal.SIGKILL)
    os.kill(pid, signal.SIGKILL)


def is_new(supervisor: int, before: int) -> bool:
    return child_of(supervisor, "serving.pages") not in (None, before)


def test_what_takes_a_photo_is_killed_and_the_photo_is_whole(served, redaksi, tmp_path):
    with served() as (process, port, home):
        redaksi.home = home
        password = redaksi.json("user", "add", "foto", "--email", "foto@contoh.id", "--group", "foto")["password"]
        browser, content = Browser(port), large_picture(tmp_path / "banjir.jpg")
        browser.ask("/akun/login/")
        browser.ask("/akun/login/", {"login": "foto", "password": password})
        digest = hashlib.sha256(content).hexdigest()
        way = f"/admin/kiriman/{digest}/"

        def taken() -> int:
            return int(re.search(r'"received": (\d+)', browser.ask(way))[1])

        browser.ask(f"{way}?at=0", piece=content[:PIECE_BYTES])
        before, rest = child_of(process.pid, "serving.pages"), content[PIECE_BYTES : 2 * PIECE_BYTES]
        browser.begin_and_break(f"{way}?at={PIECE_BYTES}", rest, partial(kill, before))
        wait_until(partial(is_new, process.pid, before))
        wait_until(partial(answers, port))

        at = taken()
        assert at == PIECE_BYTES
        while at < len(content):
            browser.ask(f"{way}?at={at}", piece=content[at : at + PIECE_BYTES])
            at = taken()
        told = {"title": "Banjir", "digital_source_type": "digitalCapture", "arrived-file": digest, "named-file": "banjir.jpg"}
        browser.ask("/admin/images/add/", told)
        assert redaksi("manage", "shell", "-v", "0", "-c", DIGESTS).stdout.splitlines()[-1] == f"['{digest}']"
