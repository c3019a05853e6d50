"""Pictures fetched by `redaksi import`, as people run it and as machines stop it."""

import json
import os
import signal
import subprocess
import threading
from collections import Counter

from redaksi.cli.tests.conftest import COMMAND, surroundings, wait_until
from redaksi.stories.tests.builders import image_bytes
from redaksi.wire.tests.test_fetching import HOST, answer_with, server
from redaksi.wire.tests.test_picture_search import UPLOADS, export

MANY = 120
ALLOWED = {"FETCH_ALLOWED_HOSTS": HOST}


def the_picture(handler):
    number = int("".join(filter(str.isdigit, handler.path.rpartition("/")[2])))
    answer_with(handler, image_bytes((64, 48), f"#{number:06x}"))


def test_a_run_killed_while_it_fetches_goes_on_and_fetches_nothing_twice(redaksi, tmp_path):
    path, is_open = tmp_path / "ekspor.xml", threading.Event()

    def answer(handler):
        if len(seen) > MANY * 2 // 3:
            is_open.wait(60)
        the_picture(handler)

    with server(answer) as (url, seen):
        path.write_text(export(url, MANY, UPLOADS + "/kapal-{number}.jpg"))
        words = ["import", str(path), "--as", "published", "--fetch-photos", "--pause", "0", "--json"]
        killed = subprocess.Popen(
            [*COMMAND, *words],
            env=surroundings(redaksi.home, **ALLOWED),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until(lambda: len(seen) > MANY * 2 // 3)
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait()
        is_open.set()
        report = json.loads(redaksi(*words, **ALLOWED).stdout)
        asked = Counter(path for path, _headers in seen)
    told = report["proof"]["pictures"]
    assert report["proof"]["holds"]
    assert (report["unchanged"], report["stories"], report["photos"]) == (50, MANY - 50, MANY - 50)
    assert (told["fetched"] + told["kept"], told["missing"]) == (MANY - 50, 0)
    assert [count for count in asked.values() if count > 1] == [2]  # the one that was on its way


def test_a_folder_of_uploads_that_is_not_there_and_a_site_that_is_none_are_told_before_anything_is_done(redaksi, tmp_path):
    path = tmp_path / "ekspor.xml"
    path.write_text(export())
    missing = redaksi("import", str(path), "--photos", str(tmp_path / "tiada"))
    assert (missing.returncode, missing.stderr.count("\n")) == (1, 1)
    assert redaksi("import", str(path), "--site", "harian.id").returncode == 2
    assert redaksi("import", str(path), "--pause", "-1").returncode == 2


def test_what_was_found_and_what_was_not_is_told(redaksi, tmp_path):
    path = tmp_path / "in/ekspor.xml"
    path.parent.mkdir()
    path.write_text(export(count=3))
    (tmp_path / "uploads/2019/01").mkdir(parents=True)
    (tmp_path / "uploads/2019/01/kapal-1.jpg").write_bytes(image_bytes())
    told = redaksi("import", str(path), "--photos", str(tmp_path / "uploads")).stdout
    assert "Photos: 1 found in the folder, 0 fetched, 0 fetched before." in told
    assert "Photos that could not be had: 2; import again to try once more." in told
    assert "  2 × it lies on another site, and nothing is fetched unless told" in told
    (tmp_path / "uploads/2019/01/kapal-2.jpg").write_bytes(image_bytes())
    again = redaksi("import", str(path), "--photos", str(tmp_path / "uploads"))
    assert again.returncode == 0
    assert "Known already, now with pictures that were missing: 1." in again.stdout
