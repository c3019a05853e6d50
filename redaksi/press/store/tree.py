"""Pages as files, so that any web server can hand them out: what is under `fresh` is right, what is under `stale` was.

`fresh/2026/11/judul-17/index.html`, beside it `index.html.gz` and `index.html.br`. What is no web page, or says something
else than 200, is kept as `page`, which no other server is told of.
"""

import os
import secrets
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from redaksi.press.store.address import place
from redaksi.press.store.page import Page

FRESH, STALE = "fresh", "stale"
HTML, OTHER = "index.html", "page"


class Packed(NamedTuple):
    gzip: bytes
    brotli: bytes


class Tree:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, address: str, page: Page) -> int:
        """All three files, each put in place whole; returns their bytes."""
        folder = self._folder(FRESH, address)
        folder.mkdir(parents=True, exist_ok=True)
        name = HTML if page.is_html and page.status == 200 else OTHER
        texts = {name: page.plain, f"{name}.gz": page.gzip, f"{name}.br": page.brotli}
        for file, text in texts.items():
            _lay(folder / file, text)
        self._remove(STALE, address)
        return sum(len(text) for text in texts.values())

    def read(self, address: str, is_stale: bool) -> Packed | None:
        folder = self._folder(STALE if is_stale else FRESH, address)
        for name in (HTML, OTHER):
            with suppress(OSError):
                return Packed((folder / f"{name}.gz").read_bytes(), (folder / f"{name}.br").read_bytes())
        return None

    def set_aside(self, address: str) -> None:
        """From fresh to stale."""
        fresh, stale = self._folder(FRESH, address), self._folder(STALE, address)
        for name in _names():
            with suppress(FileNotFoundError):
                stale.mkdir(parents=True, exist_ok=True)
                (fresh / name).replace(stale / name)

    def drop(self, address: str) -> None:
        self._remove(FRESH, address)
        self._remove(STALE, address)

    def keep_only(self, addresses: Collection[str]) -> int:
        """Remove every file that belongs to no page of these; returns how many."""
        wanted = {self._folder(state, address) for state in (FRESH, STALE) for address in addresses}
        names = set(_names())
        strange = [
            Path(folder) / file
            for state in (FRESH, STALE)
            for folder, _folders, files in os.walk(self.folder / state)
            for file in files
            if Path(folder) not in wanted or file not in names
        ]
        for file in strange:
            file.unlink(missing_ok=True)
            self._leave(file.parent)
        return len(strange)

    def _remove(self, state: str, address: str) -> None:
        folder = self._folder(state, address)
        for name in _names():
            (folder / name).unlink(missing_ok=True)
        self._leave(folder)

    def _leave(self, folder: Path) -> None:
        """Folders that hold nothing any more go, too."""
        while folder.parent != self.folder:
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent

    def _folder(self, state: str, address: str) -> Path:
        return self.folder.joinpath(state, *place(address))


def _names() -> Iterator[str]:
    for name in (HTML, OTHER):
        yield from (name, f"{name}.gz", f"{name}.br")


def _lay(file: Path, text: bytes) -> None:
    aside = file.with_name(f".{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        aside.write_bytes(text)
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)
