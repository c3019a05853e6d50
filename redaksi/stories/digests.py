"""Whether copy that comes again is the same copy."""

import hashlib
import json
from dataclasses import is_dataclass
from typing import Any

from redaksi.stories.copy import StoryCopy

UNSAID = frozenset(["digest", "missing_photos"])


def of(copy: StoryCopy) -> str:
    """SHA-256 of all that the item said, in hexadecimal; where its pictures lie, or whether, is no part of it."""
    if copy.digest:
        return copy.digest
    said = {name: value for name, value in vars(copy).items() if name not in UNSAID}
    return hashlib.sha256(_ENCODER.encode(said).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return vars(value)
    return "" if hasattr(value, "is_file") else str(value)


_ENCODER = json.JSONEncoder(default=_plain, sort_keys=True)
