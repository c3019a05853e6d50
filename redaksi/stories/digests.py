"""Whether copy that comes again is the same copy."""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from redaksi.stories.copy import StoryCopy


def of(copy: StoryCopy) -> str:
    """SHA-256 of all that the copy says, in hexadecimal; where its pictures lie on disk is no part of it."""
    return hashlib.sha256(json.dumps(asdict(copy), default=_plain, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> str:
    return "" if hasattr(value, "is_file") else str(value)
