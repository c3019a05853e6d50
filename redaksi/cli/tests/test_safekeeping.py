import json
import shutil
import sqlite3
import threading
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from redaksi.cli.safekeeping import databases
from redaksi.cli.tests.conftest import Terminal

DEVELOP_A_PHOTO = """
from redaksi.stories import renditions
from redaksi.stories.tests.builders import make_photo
renditions.develop.func(make_photo().pk)
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A home with a user and an original, and its backup; to be copied, not changed."""
    folder = tmp_path_factory.mktemp("kept")
    redaksi = Terminal(folder / "home")
    redaksi("user", "add", "sari", "--email", "sari@koran.example")
    original = redaksi.home / "media" / "originals" / "a" / "foto.jpg"
    original.parent.mkdir(parents=True)
    original.write_bytes(b"\xff\xd8 a photograph")
    identity = redaksi.home / "papers" / "kartu.enc"
    identity.parent.mkdir()
    identity.write_bytes(b"sealed")
    comments = redaksi.home / "imports" / "run-1" / "comments.jsonl"
    comments.parent.mkdir(parents=True)
    comments.write_text('{"text": "Terima kasih."}')
    made = redaksi("backup", str(folder / "b.zip"), "--json")
    assert json.loads(made.stdout)["database"] == "sqlite", made.stderr
    return folder


@pytest.fixture
def paper(kept, tmp_path):
    """The command on such a home, with the backup beside it."""
    shutil.copytree(kept / "home", tmp_path / "home")
    shutil.copy2(kept / "b.zip", tmp_path / "b.zip")
    return Terminal(tmp_path / "home")


def usernames(home):
    connection = sqlite3.connect(home / "database.sqlite3")
    try:
        return [name for (name,) in connection.execute("SELECT username FROM staff_user ORDER BY username")]
    finally:
        connection.close()


def test_what_was_backed_up_comes_back(paper, tmp_path):
    file = tmp_path / "b.zip"
    assert file.stat().st_mode & 0o077 == 0
    key = (paper.home / "keys" / "secret_key").read_text()
    old_home, paper.home = paper.home, tmp_path / "another"
    assert paper.json("restore", str(file))["moved_aside"] is None
    assert usernames(paper.home) == ["sari"]
    assert (paper.home / "media/originals/a/foto.jpg").read_bytes() == b"\xff\xd8 a photograph"
    assert (paper.home / "imports/run-1/comments.jsonl").read_text() == '{"text": "Terima kasih."}'
    assert (paper.home / "keys" / "secret_key").read_text() == key
    assert usernames(old_home) == ["sari"]
    assert not (paper.home / "papers").exists()  # what people prove themselves with is in no backup


def test_a_backup_is_whole_while_others_write(paper, tmp_path):
    is_done = threading.Event()

    def write():
        connection = sqlite3.connect(paper.home / "database.sqlite3", timeout=20)
        connection.execute("CREATE TABLE pairs (one INTEGER, other INTEGER)")
        number = 0
        while not is_done.is_set():
            with connection:
                connection.execute("INSERT INTO pairs VALUES (?, ?)", (number, number))
                connection.execute("INSERT INTO pairs VALUES (?, ?)", (number, -number))
            number += 1
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = paper("backup", str(tmp_path / "while.zip"))
    finally:
        is_done.set()
        writer.join()
    assert made.returncode == 0, made.stderr
    paper.home = tmp_path / "another"
    assert paper("restore", str(tmp_path / "while.zip")).returncode == 0
    connection = sqlite3.connect(paper.home / "database.sqlite3")
    assert connection.execute("SELECT count(*) % 2, sum(one) - sum(abs(other)) FROM pairs").fetchone()[0] == 0
    connection.close()


def test_a_home_that_is_not_empty_is_moved_aside_and_only_when_forced(paper, tmp_path):
    paper("user", "add", "budi", "--email", "budi@koran.example")
    assert paper("restore", str(tmp_path / "b.zip")).returncode == 1
    assert usernames(paper.home) == ["budi", "sari"]
    restored = paper.json("restore", str(tmp_path / "b.zip"), "--force")
    assert usernames(paper.home) == ["sari"]
    assert usernames(Path(restored["moved_aside"])) == ["budi", "sari"]


def test_photos_whose_sizes_were_left_out_have_them_made_again(paper, tmp_path):
    paper("manage", "shell", "-v", "0", "-c", DEVELOP_A_PHOTO)
    assert sizes_in(paper.home / "database.sqlite3") == (1, 1)
    paper("backup", str(tmp_path / "small.zip"), "--without-renditions")
    paper.home = tmp_path / "another"
    paper("restore", str(tmp_path / "small.zip"))
    assert sizes_in(paper.home / "database.sqlite3") == (0, 0)


def test_a_backup_from_before_sizes_were_asked_for_is_no_trouble(tmp_path):
    with closing(sqlite3.connect(tmp_path / "old.sqlite3")) as old:
        old.executescript(
            "CREATE TABLE stories_photo (id); CREATE TABLE stories_rendition (id); INSERT INTO stories_rendition VALUES (1)"
        )
    databases.forget_renditions(tmp_path / "old.sqlite3")
    with closing(sqlite3.connect(tmp_path / "old.sqlite3")) as old:
        assert old.execute("SELECT count(*) FROM stories_rendition").fetchone() == (0,)


def sizes_in(database):
    """Of its photographs: sizes that are made, and photographs for which all of them are wanted."""
    with closing(sqlite3.connect(database)) as connection:
        made = connection.execute("SELECT count(*) FROM stories_rendition").fetchone()
        return *made, *connection.execute("SELECT count(sizes_wanted_at) FROM stories_photo").fetchone()


def test_a_backup_never_overwrites_a_file(paper, tmp_path):
    (tmp_path / "b.zip").write_text("something else")
    assert paper("backup", str(tmp_path / "b.zip")).returncode == 1
    assert (tmp_path / "b.zip").read_text() == "something else"


def test_nothing_is_restored_while_the_home_is_served(served, paper, tmp_path):
    with served() as (_process, _port, home):
        paper.home = home
        refused = paper("restore", "--force", str(tmp_path / "b.zip"))
    assert refused.returncode == 1
    assert "being served" in refused.stderr


def change(file, to, **changes):
    """The same backup with other files in it; a value of None leaves one out."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(to, "w") as new:
        for entry in old.infolist():
            if entry.filename not in changes:
                new.writestr(entry, old.read(entry))
        for name, value in changes.items():
            if value is not None:
                new.writestr(name, value)
    return to


def refused_untouched(redaksi, file):
    redaksi.home = file.parent / "another"
    refused = redaksi("restore", str(file))
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 1
    assert not (redaksi.home / "database.sqlite3").exists()
    assert not (redaksi.home / ".restoring").exists()
    return refused.stderr


@pytest.mark.parametrize("name", ["../luar.txt", "/luar-redaksi.txt", "media/../../luar.txt", "logs/x", "media\\..\\x"])
def test_an_archive_that_would_write_outside_is_refused(paper, tmp_path, name):
    manifest = read_manifest(tmp_path / "b.zip")
    manifest["files"][name] = {"sha256": "0" * 64, "size": 4}
    evil = change(tmp_path / "b.zip", tmp_path / "evil.zip", **{name: b"evil", "manifest.json": json.dumps(manifest)})
    refused_untouched(paper, evil)
    assert not (tmp_path / "luar.txt").exists()


def test_a_file_that_the_list_does_not_name_is_refused(paper, tmp_path):
    refused_untouched(paper, change(tmp_path / "b.zip", tmp_path / "c.zip", **{"media/x.jpg": b"x"}))


def test_a_changed_file_is_refused_by_its_sum(paper, tmp_path):
    name = "media/originals/a/foto.jpg"
    changed = change(tmp_path / "b.zip", tmp_path / "c.zip", **{name: b"\xff\xd8 a photogrAph"})
    assert "its sum is another" in refused_untouched(paper, changed)


def test_a_damaged_archive_is_refused(paper, tmp_path):
    whole = (tmp_path / "b.zip").read_bytes()
    for number, damaged in enumerate((whole[: len(whole) // 2], b"PK\x03\x04 nothing", b"")):
        (tmp_path / f"c{number}.zip").write_bytes(damaged)
        refused_untouched(paper, tmp_path / f"c{number}.zip")


def test_a_backup_of_a_later_version_is_refused(paper, tmp_path):
    manifest = {**read_manifest(tmp_path / "b.zip"), "redaksi": "99.0.0"}
    later = change(tmp_path / "b.zip", tmp_path / "c.zip", **{"manifest.json": json.dumps(manifest)})
    assert "later Redaksi" in refused_untouched(paper, later)


def read_manifest(file):
    with zipfile.ZipFile(file) as archive:
        return json.loads(archive.read("manifest.json"))
