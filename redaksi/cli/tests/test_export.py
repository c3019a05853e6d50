import pytest

from redaksi.cli.tests.conftest import Terminal


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
