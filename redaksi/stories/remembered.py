"""What was masked or erased, remembered beside the database, so that no restore of an older one brings it back.

A file of the installation's keys: a backup holds it, a restore keeps the lines of both. It knows uids, and no word.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from uuid import UUID

from django.conf import settings


@dataclass(frozen=True)
class Protected:
    uid: str
    ground: str
    is_entry: bool = False
    is_erased: bool = False


def note(uid: UUID, ground: str, *, is_entry: bool = False, is_erased: bool = False) -> None:
    """One line more; written whole or not at all, for a line is shorter than what a disk writes at once."""
    path = settings.HOME.protected
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(Protected(str(uid), ground, is_entry, is_erased))) + "\n")


def all_of_them() -> dict[str, Protected]:
    """By uid; where several lines tell of one, the last. A line that cannot be read is passed over."""
    path = settings.HOME.protected
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    found = [each for line in lines if (each := _read(line))]
    erased = {each.uid for each in found if each.is_erased}
    return {each.uid: Protected(each.uid, each.ground, each.is_entry, each.uid in erased) for each in found}


def _read(line: str) -> Protected | None:
    try:
        return Protected(**json.loads(line))
    except (ValueError, TypeError):
        return None
