import json
import stat
import time

import pytest

from redaksi.cli.command_line import redaksi as group

COMMANDS = [
    *("archive", "audience", "backup", "bench", "check", "demo", "doctor", "export", "feeds", "import", "ledger", "letters"),
    *("manage", "press", "related", "restore", "serve", "user"),
]


def test_every_command_is_found_by_being_there():
    assert group.list_commands(None) == COMMANDS


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "manage"])
def test_help_works_without_a_home(redaksi, name):
    shown = redaksi(name, "--help")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert not redaksi.home.exists()


def test_help_comes_without_waiting_for_django(redaksi):
    quickest = min(_seconds(redaksi) for _attempt in range(3))
    assert quickest < 1  # 0.1 s where nothing else runs


def test_help_is_indonesian_where_the_system_is(redaksi):
    assert "Ruang redaksi" in redaksi("--help", LANG="id_ID.UTF-8").stdout
    assert "The newsroom" in redaksi("--help", LANG="de_DE.UTF-8").stdout


def test_the_version_is_told(redaksi):
    assert redaksi("--version").stdout.startswith("redaksi, version ")


def test_any_command_prepares_an_empty_home(redaksi):
    assert redaksi("manage", "check").returncode == 0
    assert (redaksi.home / "database.sqlite3").is_file()
    assert stat.S_IMODE((redaksi.home / "keys" / "secret_key").stat().st_mode) == 0o600


def test_a_home_that_cannot_be_made_is_an_error_in_one_line(redaksi, tmp_path):
    (tmp_path / "home").write_text("a file")
    refused = redaksi("doctor")
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 1
    assert "REDAKSI_HOME" in refused.stderr


def test_a_bad_setting_is_an_error_in_one_line(redaksi):
    refused = redaksi("doctor", TIME_ZONE="Mars/Olympus")
    assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1)


def test_a_path_that_is_not_there_is_an_error(redaksi):
    refused = redaksi("import", "tidak-ada.txt")
    assert refused.returncode == 1
    assert refused.stderr == "redaksi: There is no file or folder tidak-ada.txt.\n"


def test_an_import_that_brings_nothing_fails_and_says_why(redaksi, tmp_path):
    (tmp_path / "kosong.txt").write_bytes(b"")
    refused = redaksi("import", str(tmp_path / "kosong.txt"), "--report", str(tmp_path / "report.json"))
    assert refused.returncode == 1
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["stories"] == 0
    assert len(report["skipped"]) == 1


def test_a_manuscript_comes_in_as_a_draft_and_once(redaksi, tmp_path):
    (tmp_path / "naskah.md").write_text('+++\nheadline = "Jembatan Dibuka"\nsection = "Daerah"\n+++\n\nPagi itu.\n')
    first = redaksi.json("import", str(tmp_path / "naskah.md"))
    assert (first["items"], first["stories"], first["skipped"]) == (1, 1, [])
    again = redaksi("import", str(tmp_path / "naskah.md"), "--json")
    assert (again.returncode, json.loads(again.stdout)["stories"]) == (0, 0)


def test_the_first_administrator_is_made_with_a_password_shown_once(redaksi):
    made = redaksi.json("user", "add", "sari", "--email", "sari@koran.example", "--admin")
    assert made["groups"] == ["admin"]
    assert len(made["password"]) >= 12
    refused = redaksi("user", "add", "sari", "--email", "lain@koran.example")
    assert refused.returncode == 1


def test_doctor_tells_each_check_as_json(redaksi):
    told = redaksi.json("doctor")
    assert told["ok"] is True
    assert {check["state"] for check in told["checks"]} <= {"ok", "warn"}


def test_doctor_fails_when_others_can_read_the_keys(redaksi):
    redaksi("manage", "check")
    (redaksi.home / "keys" / "secret_key").chmod(0o644)
    examined = redaksi("doctor", "--json")
    assert examined.returncode == 1
    assert [check["name"] for check in json.loads(examined.stdout)["checks"] if check["state"] == "fail"] == ["keys"]


def _seconds(redaksi) -> float:
    start = time.monotonic()
    redaksi("--help")
    return time.monotonic() - start
