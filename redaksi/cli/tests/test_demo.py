import shutil

import pytest

from redaksi.cli.tests.conftest import Terminal, free_port


@pytest.fixture(scope="module")
def demo_home(tmp_path_factory):
    home = tmp_path_factory.mktemp("demo") / "home"
    loaded = Terminal(home)("demo", "--load")
    assert loaded.returncode == 0, loaded.stderr
    return home


@pytest.fixture
def demo(demo_home, tmp_path):
    shutil.copytree(demo_home, tmp_path / "home")
    return Terminal(tmp_path / "home")


def test_the_demo_is_loaded_once(demo):
    assert "loaded before" in demo("demo", "--load").stderr


def test_a_load_that_was_cut_short_is_finished(demo):
    (demo.home / ".demo-loaded").unlink()
    again = demo("demo", "--load")
    assert (again.returncode, again.stderr) == (0, "The demo edition is loaded.\n")


def test_the_demo_is_not_mixed_into_a_papers_own_stories(redaksi, tmp_path):
    (tmp_path / "naskah.md").write_text('+++\nheadline = "Jembatan Dibuka"\nsection = "Daerah"\n+++\n\nPagi itu.\n')
    assert redaksi("import", str(tmp_path / "naskah.md")).returncode == 0
    refused = redaksi("demo", "--load")
    assert refused.returncode == 1
    assert "own stories" in refused.stderr


def test_the_demos_known_passwords_do_not_meet_strangers(demo):
    for words, more in ((("--host", "0.0.0.0"), {}), ((), {"SITE_URL": "https://koran.example"})):  # noqa: S104
        refused = demo("serve", "--port", str(free_port()), *words, **more)
        assert refused.returncode == 1
        assert "known password" in refused.stderr


def test_what_is_exported_comes_in_again(demo, tmp_path):
    written = demo.json("export", str(tmp_path / "edition"))
    assert demo("export", str(tmp_path / "edition")).returncode == 1
    demo.home = tmp_path / "another"
    report = demo.json("import", str(tmp_path / "edition"), "--as", "published")
    assert (report["stories"], report["skipped"], report["unplaced"]) == (written["stories"], [], [])
