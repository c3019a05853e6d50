"""Where a manuscript's pictures lie: in its edition's folder, or beside the story; never anywhere else."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

EDITION = "edition.toml"
UPWARD = 6  # folders between a story and its edition


@dataclass(frozen=True)
class PictureFolders:
    folders: tuple[Path, ...]

    @classmethod
    def around(cls, manuscript: Path) -> Self:
        own = manuscript.resolve().parent
        editions = [folder for folder in (own, *own.parents[:UPWARD]) if (folder / EDITION).is_file()]
        return cls(tuple(dict.fromkeys([*editions[:1], own])))

    def path_of(self, file: str) -> Path | None:
        """The picture's file; None where there is none, or where the name leads out of the folders."""
        for folder in self.folders:
            try:
                path = (folder / file).resolve()
                if path.is_relative_to(folder) and path.is_file():
                    return path
            except (OSError, ValueError):  # names too long, or with a NUL in them
                continue
        return None
