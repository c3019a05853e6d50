"""Secrets of an installation: made on its first start, kept in its home, never in the repository."""

import base64
import os
import secrets
from collections.abc import Callable
from pathlib import Path

KEY_BYTES = 50
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
PAPERS_KEY_BYTES = 32  # what Fernet asks for, in base64


def secret_key(folder: Path) -> str:
    """The installation's signing key; the first caller makes it, readable by its owner only.

    Two first callers at once agree on one key: the file is written aside and linked into place, which only one can do.
    """
    return _kept(folder / "secret_key", lambda: secrets.token_urlsafe(KEY_BYTES))


def papers_key(folder: Path) -> str:
    """What people's proofs of identity are encrypted with: 32 bytes in base64, made on the first start as well."""
    return _kept(folder / "papers_key", lambda: base64.urlsafe_b64encode(secrets.token_bytes(PAPERS_KEY_BYTES)).decode())


def push_key(folder: Path) -> str:
    """What the paper signs with towards push services: a number below the order of P-256, 32 bytes in base64 (RFC 8292)."""
    return _kept(folder / "push_key", lambda: _unpadded((secrets.randbelow(P256_ORDER - 1) + 1).to_bytes(32)))


def _unpadded(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).rstrip(b"=").decode()


def _kept(path: Path, new: Callable[[], str]) -> str:
    if not path.exists():
        _make(path, new())
    return path.read_text().strip()


def _make(path: Path, key: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    aside.touch(mode=0o600)
    aside.write_text(key + "\n")
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
