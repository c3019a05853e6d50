"""Secrets of an installation: made on its first start, kept in its home, never in the repository."""

import os
import secrets
from pathlib import Path

KEY_BYTES = 50


def secret_key(folder: Path) -> str:
    """The installation's signing key; the first caller makes it, readable by its owner only.

    Two first callers at once agree on one key: the file is written aside and linked into place, which only one can do.
    """
    path = folder / "secret_key"
    if not path.exists():
        _make(path)
    return path.read_text().strip()


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    aside.touch(mode=0o600)
    aside.write_text(secrets.token_urlsafe(KEY_BYTES) + "\n")
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
