"""An index that grows in parts, each written by a process of its own: what they are joined to is as if one had written it.

A part's files name no other's, and a list of them is all that an index is beside them.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redaksi.archive.engines.tantivy.checksums import META, files_of
from redaksi.archive.engines.tantivy.writer import TantivyWriter

MANAGED = ".managed.json"
"""Names of the files that tantivy may remove when it needs them no more."""


@dataclass(frozen=True)
class Growing:
    generation: Path

    @contextmanager
    def part(self) -> Iterator[TantivyWriter]:
        """See `contract.Growing`."""
        folder = self.generation / f"part-{secrets.token_hex(4)}"
        folder.mkdir()
        writer = TantivyWriter(folder, is_new=True)
        yield writer
        writer.finish()

    def join(self) -> None:
        """One index of all parts. At least one was written."""
        folders = sorted(self.generation.glob("part-*"))
        metas = [json.loads((folder / META).read_bytes()) for folder in folders]
        names = [name for folder, meta in zip(folders, metas, strict=True) for name in self._moved(folder, meta)]
        self._write(MANAGED, [*names, META])
        self._write(META, _joined(metas))
        for folder in folders:
            shutil.rmtree(folder)

    def _moved(self, folder: Path, meta: dict[str, Any]) -> list[str]:
        names = [path.name for path in map(folder.joinpath, files_of(meta)) if path.exists()]
        for name in names:
            (folder / name).rename(self.generation / name)
        return names

    def _write(self, name: str, content: object) -> None:
        with (self.generation / name).open("w", encoding="utf-8") as file:
            json.dump(content, file)
            file.flush()
            os.fsync(file.fileno())


def _joined(metas: list[dict[str, Any]]) -> dict[str, Any]:
    segments = [segment for meta in metas for segment in meta["segments"]]
    return {**metas[0], "segments": segments, "opstamp": max(meta["opstamp"] for meta in metas)}
