"""A day's salt: with it visits and networks are hidden, and once it is thrown away nobody can say whose they were."""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from ipaddress import IPv6Address, ip_address
from pathlib import Path

SALT_BYTES = 32
DIGEST_BYTES = 8
REMEMBERED = 4_096


class Salt:
    """One day's; all kiosks of an installation agree on it. `day` is written as in ISO 8601."""

    def __init__(self, folder: Path, day: str) -> None:
        self.day = day
        key = _agreed(folder, f"salt-{day}")
        self._visits = hashlib.blake2b(key=key, digest_size=DIGEST_BYTES, person=b"visit")
        self._of_networks = hashlib.blake2b(key=key, digest_size=DIGEST_BYTES, person=b"network")
        self._networks: dict[str, str] = {}

    def hidden(self, visit: bytes) -> str:
        return _digest(self._visits, visit)

    def network(self, address: str) -> str:
        """Where a reader's line comes from, hidden: of IPv6 the /64 that one household or telephone has."""
        known = self._networks.get(address)
        if known is None:
            if len(self._networks) >= REMEMBERED:
                self._networks.clear()
            known = self._networks[address] = _digest(self._of_networks, _prefix(address))
        return known


def throw_away_others(folder: Path, day: str) -> None:
    """Every salt but this day's is gone for good."""
    for path in folder.glob("salt-*"):
        if path.name != f"salt-{day}":
            path.unlink(missing_ok=True)


def _digest(begun: hashlib.blake2b, told: bytes) -> str:
    """The key has been taken in once for all."""
    whole = begun.copy()
    whole.update(told)
    return whole.hexdigest()


def _agreed(folder: Path, name: str) -> bytes:
    """Two first callers agree: the file is written aside and linked into place, which only one can do."""
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        aside = folder / f".{name}.{os.getpid()}.{secrets.token_hex(4)}"
        aside.touch(mode=0o600)
        aside.write_bytes(secrets.token_bytes(SALT_BYTES))
        with suppress(FileExistsError):
            os.link(aside, path)
        aside.unlink()
    return path.read_bytes()[:SALT_BYTES]


def _prefix(address: str) -> bytes:
    try:
        number = ip_address(address)
    except ValueError:
        return address.encode("utf-8", "replace")[:100]
    if isinstance(number, IPv6Address) and number.ipv4_mapped is None:
        return number.packed[:8]
    return (getattr(number, "ipv4_mapped", None) or number).packed
