import json

import pytest

from redaksi.cli.tests.conftest import Terminal
from redaksi.stories.tests.builders import image_bytes


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    terminal = Terminal(tmp_path_factory.mktemp("demo") / "home")
    assert terminal("demo", "--load").returncode == 0
    return terminal


def test_everything_goes_out_and_comes_back_on_another_machine(demo, tmp_path):
    archive, again = str(tmp_path / "arsip.zip"), str(tmp_path / "lagi.zip")
    written = demo.json("export", archive, "--all")
    other = Terminal(tmp_path / "another")
    report = other.json("import", archive, "--as", "published")
    assert (report["stories"], report["photos"]) == (written["stories"], written["photos"])
    assert (report["skipped"], report["unplaced"]) == ([], [])
    assert other.json("export", again, "--all") == {**written, "path": again}
    assert other.json("import", archive, "--as", "published")["unchanged"] == written["stories"]


def test_a_selection_goes_out_as_a_table(demo, tmp_path):
    table = tmp_path / "daerah.csv"
    written = demo.json("export", str(table), "--format", "tabular", "--section", "daerah", "--until", "2100-01-01")
    assert 0 < written["stories"] < demo.json("export", str(tmp_path / "semua.csv"), "--format", "tabular")["stories"]
    assert table.read_text().startswith("identifier,source,headline")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--format", "excel"], "excel is not written here; there are: archive_zip,"),
        (["--section", "Luar"], "There is no section called “Luar”."),
        (["--all", "--section", "Daerah"], "Everything goes into one archive"),
    ],
)
def test_what_cannot_leave_says_why(demo, tmp_path, words, why):
    refused = demo("export", str(tmp_path / "keluar"), *words)
    assert (refused.returncode, why in refused.stderr) == (1, True)


@pytest.mark.parametrize("words", [["--all"], ["--format", "tabular"]])
def test_a_photo_that_is_not_on_the_disk_is_told_and_the_rest_goes_out(tmp_path, words):
    terminal = Terminal(tmp_path / "home")
    (tmp_path / "kapal.jpg").write_bytes(image_bytes())
    head = '[lead_photo]\nfile = "kapal.jpg"\ncredit = "Rina"\n'
    (tmp_path / "a.md").write_text(
        f'+++\nheadline = "Judul"\nsection = "Dunia"\npublished_at = 2024-01-05T10:00:00+07:00\n{head}+++\n\nIsi.\n'
    )
    terminal.json("import", str(tmp_path / "a.md"), "--as", "published")
    name = "arsip.zip" if words == ["--all"] else "arsip.csv"
    assert terminal("export", str(tmp_path / "utuh" / name), *words).returncode == 1
    (tmp_path / "utuh").mkdir()
    assert terminal.json("export", str(tmp_path / "utuh" / name), *words)["missing"] == []
    for original in (terminal.home / "media").rglob("*.jpg"):
        original.unlink()
    told = terminal("export", str(tmp_path / name), *words)
    assert (told.returncode, "Photos whose file is not on the disk (1):" in told.stdout) == (1, True)
    assert told.stderr == "redaksi: All else is written; this is missing or wrong: 1.\n"
    answered = terminal("export", str(tmp_path / f"lagi-{name}"), *words, "--json")
    written = json.loads(answered.stdout)
    assert (answered.returncode, written["stories"], written["photos"], len(written["missing"])) == (1, 1, 0, 1)
    assert written["faults"] == []
