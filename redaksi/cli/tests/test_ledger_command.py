"""`redaksi ledger`, and what a restore may not bring back."""

import sqlite3
from contextlib import closing

import pytest

from redaksi.cli.tests.conftest import Terminal

WRITE = """
from redaksi.staff.groups import Role
from redaksi.stories import actions
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import make_section, make_story, make_user
chief = make_user("pemred", Role.CHIEF_EDITOR)
story = make_story(make_section(), "Budiarto dirawat", slug="budiarto-dirawat")
actions.withdraw(story, chief, "child", "Menyebut Budiarto.")
"""
ERASE = """
from redaksi.staff.models import User
from redaksi.stories import actions
from redaksi.stories.models import Story
chief, story = User.objects.get(username="pemred"), Story.objects.get()
actions.protect(story, chief, "child")
actions.erase_protected(story, chief)
"""


@pytest.fixture(scope="module")
def redaksi(tmp_path_factory):
    redaksi = Terminal(tmp_path_factory.mktemp("ledger") / "home")
    done = redaksi("manage", "shell", "-c", WRITE)
    assert done.returncode == 0, done.stderr
    return redaksi


def execute(redaksi, *statements):
    with closing(sqlite3.connect(redaksi.home / "database.sqlite3")) as connection, connection:
        return [connection.execute(statement).fetchall() for statement in statements]


def test_the_chain_is_proved_against_a_backup_and_a_restore_masks_again(redaksi, tmp_path):
    file = tmp_path / "b.zip"
    assert redaksi("backup", str(file)).returncode == 0
    head = redaksi.json("ledger")["head"]
    proved = redaksi.json("ledger", "verify", "--against", str(file), "--head", head)
    assert proved == {"entries": 1, "head": head, "is_whole": True, "findings": [], "compared": 1}

    done = redaksi("manage", "shell", "-c", ERASE)
    assert done.returncode == 0, done.stderr
    assert redaksi("restore", str(file), "--force").returncode == 0
    assert execute(redaksi, "SELECT title FROM wagtailcore_page WHERE title LIKE '%Budiarto%'") == [[]]
    assert execute(redaksi, "SELECT content FROM stories_ledgerwords") == [[("{}",)]]
    assert b"Budiarto" not in (redaksi.home / "keys" / "protected.jsonl").read_bytes()

    guard = "stories_ledgerentry_update_guard"
    ((sql,),) = execute(redaksi, f"SELECT sql FROM sqlite_master WHERE name = '{guard}'")[0]  # noqa: S608
    execute(
        redaksi, f"DROP TRIGGER {guard}", 'UPDATE stories_ledgerentry SET act = \'{"ground": "sara"}\' WHERE number = 1', sql
    )
    found = redaksi("ledger", "verify", "--against", str(file), "--head", "0" * 64)
    assert found.returncode == 1
    assert "1 altered" in found.stdout
    assert "0 unknown-head" in found.stdout
    assert redaksi("ledger", "verify", "--head", "bukan").returncode == 1
