"""`redaksi import` and `redaksi bench import`, as people run them."""

import json
import os
import signal
import sqlite3
import subprocess
from pathlib import Path

from redaksi.cli.benchmarks import archive
from redaksi.cli.tests.conftest import COMMAND, surroundings, wait_until

MANY = 4000
STOPPED = "redaksi: Stopped. What has come in stays, each story whole; the same command goes on from there."


def test_a_run_stopped_by_its_editor_and_then_killed_goes_on_where_its_chunks_ended(redaksi, tmp_path):
    path = tmp_path / "arsip.jsonl"
    archive.write_jsonl(path, archive.stories(MANY))
    redaksi("manage", "check")
    stopped = begun(redaksi.home, path)
    os.killpg(stopped.pid, signal.SIGINT)  # as a terminal does: whoever reads ahead hears it, too
    told = stopped.communicate(timeout=60)[1]
    assert (told.splitlines()[-1:], stopped.returncode) == ([STOPPED], 1), told
    first = written(redaksi.home)
    killed = begun(redaksi.home, path)
    (reader,) = children_of(killed.pid)  # one copy of it, and no other process besides
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate(timeout=60)
    wait_until(lambda: not Path("/proc", reader).exists())
    before = written(redaksi.home)
    assert 500 <= first < first + 500 <= before < MANY
    report = redaksi.json("import", str(path), "--as", "published")
    assert (report["stories"], report["unchanged"], report["proof"]["holds"]) == (MANY - before, before, True)
    assert counted(redaksi.home, "SELECT count(*), count(DISTINCT path) FROM wagtailcore_page WHERE depth = 4") == (MANY, MANY)
    assert counted(redaksi.home, "SELECT count(DISTINCT address), sum(word_count > 0) FROM stories_story") == (MANY, MANY)


def begun(home, path):
    """An import in a group of its own, once it has written some."""
    before = written(home)
    command = [*COMMAND, "import", str(path), "--as", "published"]
    surrounding, pipe = surroundings(home), subprocess.PIPE
    run = subprocess.Popen(command, env=surrounding, stdout=pipe, stderr=pipe, text=True, start_new_session=True)
    wait_until(lambda: written(home) >= before + 500)
    return run


def children_of(pid):
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def test_a_run_is_undone_by_its_number(redaksi, tmp_path):
    path = tmp_path / "arsip.jsonl"
    archive.write_jsonl(path, archive.stories(3))
    run = redaksi.json("import", str(path))["batch"]
    assert redaksi("import", "--undo", "kosong").stderr.count("\n") == 1
    undone = redaksi.json("import", "--undo", run[:8])
    assert undone == {"count": 3, "versions": 0, "stayed_public": [], "stayed_drafts": []}
    assert written(redaksi.home) == 0
    assert redaksi("import").returncode == 2


def test_new_versions_that_a_run_made_are_undone_and_come_again(redaksi, tmp_path):
    path = tmp_path / "arsip.jsonl"
    archive.write_jsonl(path, archive.stories(2))
    redaksi.json("import", str(path))
    path.write_text(path.read_text().replace("</p>", " Diralat.</p>", 1))
    report = redaksi.json("import", str(path))
    assert (report["new_versions"], report["unchanged"]) == (1, 1)
    assert "1 story says again what it said before." in redaksi("import", "--undo", report["batch"]).stdout
    assert redaksi.json("import", str(path))["new_versions"] == 1


def test_the_speed_of_an_import_is_measured_on_a_home_that_is_thrown_away(redaksi):
    measured = redaksi.json("bench", "import", "--stories", "60")
    assert (measured["stories"], measured["proof_holds"]) == (60, True)
    assert measured["stories_per_second"] > 0
    assert measured["peak_mb"] > 0
    assert not redaksi.home.exists()


def test_a_preview_writes_nothing(redaksi, tmp_path):
    path = tmp_path / "arsip.jsonl"
    archive.write_jsonl(path, archive.stories(3))
    (shown,) = json.loads(redaksi("import", str(path), "--preview", "--map", "headline=title", "--json").stdout)
    assert (shown["format"], len(shown["items"])) == ("tabular", 3)
    assert written(redaksi.home) == 0


def written(home) -> int:
    return counted(home, "SELECT count(*) FROM stories_story")[0]


def counted(home, query):
    connection = sqlite3.connect(home / "database.sqlite3", timeout=20)
    try:
        return connection.execute(query).fetchone()
    finally:
        connection.close()
