"""The index in files of the home, by tantivy: one process writes, any number read, nobody waits."""

from functools import lru_cache
from pathlib import Path

from redaksi.archive.engines.tantivy.engine import TantivyEngine


@lru_cache(maxsize=8)
def opened(folder: str, url: str = "") -> TantivyEngine:
    return TantivyEngine(Path(folder))
