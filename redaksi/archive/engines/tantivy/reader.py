"""The index as one process reads it: opened once, and again whenever its writer has said something new."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy

from redaksi.archive.engines.contract import Health, Unavailable
from redaksi.archive.engines.tantivy.checksums import META
from redaksi.archive.engines.tantivy.generations import DAMAGED, SUSPECTED, Generations, Mark, mark_of


@dataclass(frozen=True)
class Opened:
    """One state of the index, which stays as it is however long it is used."""

    generation: Path
    mark: Mark
    index: tantivy.Index
    searcher: tantivy.Searcher


class Reader:
    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._lock = threading.Lock()
        self._opened: Opened | None = None

    def health(self) -> Health:
        try:
            self._settled(_checked)
        except Unavailable as error:
            return error.health
        return Health.WELL

    @contextmanager
    def reading(self) -> Iterator[Opened]:
        """The newest state. Raises `Unavailable`; whatever breaks while it is read, may be damage, and is told."""
        generation = None
        try:
            opened = self._newest()
            generation = opened.generation
            yield opened
        except BaseException as error:
            if not _is_tantivys(error):
                raise
            generation = generation or self._generations.current()
            if generation is not None:
                self._generations.mark(generation, SUSPECTED)
            raise Unavailable(Health.DAMAGED, str(error)) from error

    def _newest(self) -> Opened:
        with self._lock:
            return self._settled(self._opened_at)

    def _settled[T](self, look: Callable[[Path | None], T]) -> T:
        """What the generation in force gives: where another took its place while it was looked at, that one is looked at."""
        generation = self._generations.current()
        while True:
            try:
                return look(generation)
            except (Unavailable, ValueError, OSError):
                before, generation = generation, self._generations.current()
                if generation == before:
                    raise

    def _opened_at(self, generation: Path | None) -> Opened:
        generation, mark = _checked(generation)
        if self._opened is None or self._opened.generation != generation:
            self._opened = _open(generation, mark)
        elif self._opened.mark != mark:
            self._opened = _reloaded(self._opened, mark)
        return self._opened


def _checked(generation: Path | None) -> tuple[Path, Mark]:
    mark = mark_of(generation / META) if generation else None
    if generation is None or mark is None:
        raise Unavailable(Health.MISSING)
    if mark_of(generation / DAMAGED) is not None:
        raise Unavailable(Health.DAMAGED)
    return generation, mark


def _is_tantivys(error: BaseException) -> bool:
    """What it raises where it cannot read; a panic of its own is no `Exception`."""
    return isinstance(error, ValueError | OSError) or type(error).__name__ == "PanicException"


def _open(generation: Path, mark: Mark) -> Opened:
    index = tantivy.Index.open(str(generation))
    return _as_it_is(generation, mark, index)


def _reloaded(opened: Opened, mark: Mark) -> Opened:
    opened.index.reload()
    return _as_it_is(opened.generation, mark, opened.index)


def _as_it_is(generation: Path, mark: Mark, index: tantivy.Index) -> Opened:
    return Opened(generation, mark, index, index.searcher())
