"""The index as its one writer has it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import tantivy

from redaksi.archive.engines.contract import Busy
from redaksi.archive.engines.tantivy.schema import document, register, schema
from redaksi.archive.entry import Entry

MEMORY = 64 * 1024 * 1024
MEMORY_TO_REBUILD = 96 * 1024 * 1024


class TantivyWriter:
    def __init__(self, generation: Path, is_new: bool = False) -> None:
        """Raises `Busy`."""
        self.generation = generation
        self._is_new = is_new
        path = str(generation)
        self._index = register(tantivy.Index(schema(), path) if is_new else tantivy.Index.open(path))
        self._writer = _writer_of(self._index, MEMORY_TO_REBUILD if is_new else MEMORY)

    def put(self, entries: Iterable[Entry]) -> None:
        found = list(entries)
        if not self._is_new:
            self.drop([entry.id for entry in found])
        for entry in found:
            self._writer.add_document(document(entry))

    def drop(self, story_ids: Iterable[int]) -> None:
        """By a query: what this version takes for a term of a deletion is no unsigned number."""
        keys = list(story_ids)
        if keys:
            self._writer.delete_documents_by_query(tantivy.Query.term_set_query(self._index.schema, "id", keys))

    def commit(self) -> None:
        self._writer.commit()

    def finish(self) -> None:
        """Commit, and wait until the files are few. The writer is of no use afterwards."""
        self._writer.commit()
        self._writer.wait_merging_threads()


def _writer_of(index: tantivy.Index, memory: int) -> tantivy.IndexWriter:
    try:
        return index.writer(memory, num_threads=1)
    except ValueError as error:
        if "Lock" in str(error):
            raise Busy(str(error)) from error
        raise
