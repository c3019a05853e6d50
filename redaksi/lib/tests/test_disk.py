import errno
import sqlite3
from collections import namedtuple
from pathlib import Path

import pytest

from redaksi.lib import disk

Usage = namedtuple("Usage", "total used free")


class FromPostgreSQL(Exception):
    sqlstate = "53100"


def followed_from(error):
    try:
        try:
            raise error
        except Exception as cause:
            raise RuntimeError("a page broke") from cause
    except RuntimeError as said:
        return said


@pytest.mark.parametrize(
    ("error", "is_to_blame"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EDQUOT, "Quota exceeded"), True),
        (sqlite3.OperationalError("database or disk is full"), True),
        (FromPostgreSQL(), True),
        (OSError(errno.EACCES, "Permission denied"), False),
        (sqlite3.OperationalError("database is locked"), False),
    ],
)
def test_a_full_disk_is_known_by_what_it_says_however_deep(error, is_to_blame):
    assert disk.is_to_blame(error) is disk.is_to_blame(followed_from(error)) is is_to_blame


def test_no_error_blames_nothing():
    assert not disk.is_to_blame(None)


@pytest.mark.parametrize(("free", "is_full"), [(disk.SPARE_BYTES - 1, True), (disk.SPARE_BYTES, False)])
def test_some_room_is_kept(monkeypatch, tmp_path, free, is_full):
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: Usage(10**12, 10**12 - free, free))
    assert disk.is_nearly_full(tmp_path) is is_full


def test_a_folder_that_is_not_there_is_not_full():
    assert not disk.is_nearly_full(Path("/nowhere/at/all"))
