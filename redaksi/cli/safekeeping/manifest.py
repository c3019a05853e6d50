"""What a backup says of itself: which versions made it, and the sum of every file in it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from redaksi import __version__
from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble

NAME = "manifest.json"
FORMAT = 1


@dataclass
class Kept:
    sha256: str
    size: int


@dataclass
class Manifest:
    database: str  # sqlite or postgresql
    migrations: list[str]
    redaksi: str = __version__
    format: int = FORMAT
    made_at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    has_renditions: bool = True
    files: dict[str, Kept] = field(default_factory=dict)

    def as_json(self) -> str:
        return json.dumps(asdict(self), indent=1, sort_keys=True)


def read(text: bytes) -> Manifest:
    """Raises `Trouble` for what no backup of ours, or of a later Redaksi, would say."""
    try:
        told: dict[str, Any] = json.loads(text)
        if told["format"] > FORMAT or _parts(told["redaksi"]) > _parts(__version__):
            raise Trouble(_("A later Redaksi (%s) made this backup; restore it with that version.") % told["redaksi"])
        files = {name: Kept(**kept) for name, kept in told.pop("files").items()}
        return Manifest(**told, files=files)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Trouble(_("This is no backup that Redaksi made: its list of contents cannot be read.")) from error


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:3] if part.isdigit())
