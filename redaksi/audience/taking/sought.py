"""What was looked for in vain, written down beside the readings. Nothing that looks like somebody's data."""

from __future__ import annotations

import re
import secrets
import time
from pathlib import Path
from urllib.parse import quote

SOUGHT = "sought"
LONGEST = 60
PERSONAL = re.compile(r"@|\d{5,}|https?:|www\.")


def note(folder: Path, words: str) -> None:
    """Never fails: a search is answered whatever the disk says."""
    plain = " ".join(words.lower().split())
    if not 3 <= len(plain) <= LONGEST or PERSONAL.search(plain):
        return
    spool = folder / "spool"
    name = f"{int(time.time() * 1000):015d}-{secrets.token_hex(4)}-sought"
    try:
        spool.mkdir(parents=True, exist_ok=True, mode=0o700)
        aside = spool / f"{name}.part"
        aside.write_text(f"{SOUGHT} {int(time.time())} {quote(plain, safe='')} 1\n", encoding="ascii")
        aside.replace(spool / f"{name}.lines")
    except OSError:
        return
