"""The folder that holds everything one installation owns, so that a backup is one copy."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

PROJECT = Path(__file__).resolve().parent.parent.parent


def _default_folder() -> Path:
    """`var/` in the checkout; beside the caller where the package was installed without one."""
    in_checkout = (PROJECT / "pyproject.toml").is_file()
    return (PROJECT if in_checkout else Path.cwd()) / "var"


@dataclass(frozen=True)
class Home:
    folder: Path

    @classmethod
    def of_this_installation(cls) -> Self:
        return cls(Path(os.environ.get("REDAKSI_HOME") or _default_folder()).expanduser().resolve())

    @property
    def database(self) -> Path:
        return self.folder / "database.sqlite3"

    @property
    def media(self) -> Path:
        return self.folder / "media"

    @property
    def static(self) -> Path:
        return self.folder / "static"

    @property
    def keys(self) -> Path:
        return self.folder / "keys"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    @property
    def archive(self) -> Path:
        """The index of all stories: made from the database, and made again wherever it is missing."""
        return self.folder / "archive"

    @property
    def pages(self) -> Path:
        """The page store: made from the database, page by page, as readers ask."""
        return self.folder / "pages"

    @property
    def readings(self) -> Path:
        """What is being read today, until it is counted; nothing in it is kept for longer than a day, nor backed up."""
        return self.folder / "readings"

    @property
    def imports(self) -> Path:
        """What came with imported stories and has no table: readers' comments of the old site."""
        return self.folder / "imports"

    @property
    def papers(self) -> Path:
        """People's proofs of identity, encrypted, until their case closes. In no backup: what is deleted is deleted."""
        return self.folder / "papers"

    @property
    def parcels(self) -> Path:
        """Photos that are still on their way, piece by piece; nothing in it is kept for longer than a day, nor backed up."""
        return self.folder / "parcels"

    @property
    def protected(self) -> Path:
        """Uids of what was masked or erased for good: a restore masks it again. Backed up with the keys."""
        return self.keys / "protected.jsonl"

    def make_folders(self) -> None:
        """Create what is missing; only the owner may look into the keys."""
        for folder in (self.folder, self.media, self.static, self.logs, self.cache):
            folder.mkdir(parents=True, exist_ok=True)
        self.keys.mkdir(mode=0o700, exist_ok=True)
