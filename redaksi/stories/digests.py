"""Whether copy that comes again is the same copy."""

import hashlib
import json
from dataclasses import is_dataclass
from typing import Any

from redaksi.stories.copy import StoryCopy


def of(copy: StoryCopy) -> str:
    """SHA-256 of all that the copy says, in hexadecimal; where its pictures lie on disk is no part of it."""
    return hashlib.sha256(_ENCODER.encode(vars(copy)).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return vars(value)
    return "" if hasattr(value, "is_file") else str(value)


_ENCODER = json.JSONEncoder(default=_plain, sort_keys=True)
