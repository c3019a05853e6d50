"""Whether the disk has room, and whether an error says that it has none."""

import errno
import shutil
from pathlib import Path

SPARE_BYTES = 32 * 1024**2  # what a story, its pages and the log of the database want for themselves
FULL = {errno.ENOSPC, errno.EDQUOT}
SQLITE_SAYS, POSTGRESQL_SAYS = "disk is full", "53100"  # the second: SQLSTATE disk_full


def is_nearly_full(folder: Path) -> bool:
    """False, too, where nobody can say."""
    try:
        return shutil.disk_usage(folder).free < SPARE_BYTES
    except OSError:
        return False


def is_to_blame(error: BaseException | None) -> bool:
    """Whether this error, or one that it followed from, came of a disk without room."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if _says_full(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _says_full(error: BaseException) -> bool:
    is_full = isinstance(error, OSError) and error.errno in FULL
    return is_full or SQLITE_SAYS in str(error) or getattr(error, "sqlstate", None) == POSTGRESQL_SAYS
