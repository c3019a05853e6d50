"""The demo edition as files: its stories, and what stands in `paper.toml` beside them."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
EDITION = FOLDER / "edition"


@cache
def paper() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "paper.toml").read_text(encoding="utf-8"))


@cache
def site() -> dict[str, str]:
    return tomllib.loads((EDITION / "edition.toml").read_text(encoding="utf-8")).get("site", {})
