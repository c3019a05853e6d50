"""A database as migrations and founding leave it, packed: unpacking takes a blink, 180 migrations many seconds."""

import hashlib
import lzma
import os
import secrets
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
PACKED = Path(__file__).with_name("template.sqlite3.xz")
DIGEST = Path(__file__).with_name("template.digest")
FOUNDING = (
    "stories/founding.py",
    "stories/policies/*.html",
    "stories/consents/*.txt",
    "stories/rights.py",
    "stories/receivers.py",
    "staff/groups.py",
    "stories/ledger/guards.py",
)


def lay(database: Path) -> None:
    """Put the template where no database is; half a file never lies under the final name."""
    if database.exists() or not PACKED.exists():
        return
    aside = database.with_name(f".{database.name}.{os.getpid()}.{secrets.token_hex(4)}")
    aside.touch(mode=0o600)
    aside.write_bytes(lzma.decompress(PACKED.read_bytes()))
    aside.replace(database)


def digest_of_sources() -> str:
    """Over what decides the template's contents and is ours: migrations and founding."""
    sum_ = hashlib.sha256()
    for pattern in ("*/migrations/*.py", *FOUNDING):
        for path in sorted(PACKAGE.glob(pattern)):
            sum_.update(f"{path.relative_to(PACKAGE)}\0".encode() + path.read_bytes())
    return sum_.hexdigest()


def migrations_inside() -> set[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "template.sqlite3"
        lay(database)
        connection = sqlite3.connect(database)
        try:
            return set(connection.execute("SELECT app, name FROM django_migrations"))
        finally:
            connection.close()


def is_fresh() -> bool:
    """Whether it is what migrations and founding would make today. Django has to be started."""
    from redaksi.cli import migrations

    known = DIGEST.read_text().strip() if DIGEST.exists() else ""
    return known == digest_of_sources() and migrations_inside() == migrations.on_disk()


def make() -> int:
    """Found a paper in a home of its own, with the settings' defaults, and pack its database; returns the bytes."""
    with tempfile.TemporaryDirectory() as folder:
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "SYSTEMROOT")}
        surroundings = {**kept, "REDAKSI_HOME": folder, "DJANGO_SETTINGS_MODULE": "redaksi.settings"}
        migrate = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
        subprocess.run(migrate, env=surroundings, cwd=PACKAGE.parent, check=True)  # noqa: S603 - our own words only
        database = Path(folder) / "database.sqlite3"
        connection = sqlite3.connect(database)
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("VACUUM")
        connection.close()
        PACKED.write_bytes(lzma.compress(database.read_bytes(), preset=9 | lzma.PRESET_EXTREME))
    DIGEST.write_text(digest_of_sources() + "\n")
    return PACKED.stat().st_size
