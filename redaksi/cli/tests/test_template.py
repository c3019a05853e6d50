import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from redaksi.cli import migrations, template
from redaksi.cli.tests.conftest import PATIENCE, surroundings


def test_the_packed_database_is_what_founding_makes_today():
    assert template.is_fresh(), "say `make template` and commit what it makes"


@pytest.mark.django_db
def test_after_migrating_nothing_waits():
    assert migrations.pending() == set()


def test_two_commands_that_start_at_once_on_one_empty_home_agree(tmp_path):
    def start(_number):
        return subprocess.run(
            [sys.executable, "-m", "redaksi.cli", "manage", "check"],
            env=surroundings(tmp_path / "home"),
            capture_output=True,
            timeout=PATIENCE,
        ).returncode

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(start, range(4))) == [0, 0, 0, 0]
    keys = sorted(key.name for key in (tmp_path / "home" / "keys").iterdir())
    assert keys == ["papers_key", "push_key", "secret_key"]
