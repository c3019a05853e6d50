from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import tantivy

from redaksi.archive.engines.contract import Candidate, Health, Unavailable
from redaksi.archive.engines.tantivy import checksums
from redaksi.archive.engines.tantivy.generations import DAMAGED, SUSPECTED, Generations
from redaksi.archive.engines.tantivy.parts import Growing
from redaksi.archive.engines.tantivy.queries import Queries
from redaksi.archive.engines.tantivy.reader import Opened, Reader
from redaksi.archive.engines.tantivy.schema import schema
from redaksi.archive.engines.tantivy.writer import TantivyWriter
from redaksi.archive.profile import Profile
from redaksi.archive.wanted import DAY, Counts, Hits, Wanted

STAMPS_AT_ONCE = 20_000
LATELY = 30 * DAY
"""In which the newest stories are looked for first: a few weeks are soon looked through, a section's whole past is not."""
COUNTED = {"section": 50, "year": 60, "contributor": 10}


class TantivyStatistics:
    """Of one state of the index; each term is counted once."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self.stories = searcher.num_docs
        self.stories_near = cache(lambda term: searcher.doc_freq("near", term))


class TantivyEngine:
    """See `contract.Engine` for what each call does."""

    def __init__(self, folder: Path) -> None:
        self._generations = Generations(folder)
        self._reader = Reader(self._generations)
        self._queries = Queries(schema())
        self._writer: TantivyWriter | None = None

    def health(self) -> Health:
        return self._reader.health()

    def damage(self) -> list[str]:
        generation = self._generations.current()
        if generation is None:
            raise Unavailable(Health.MISSING)
        damaged = checksums.damaged_files(generation) or _unreadable(generation)
        if damaged:
            self._generations.mark(generation, DAMAGED)
        self._generations.unmark(generation, SUSPECTED)
        return damaged

    def is_suspected(self) -> bool:
        generation = self._generations.current()
        return generation is not None and (generation / SUSPECTED).exists()

    # Writing --------------------------------------------------------------------------------------------------------
    def writer(self) -> TantivyWriter:
        generation = self._generations.current()
        if generation is None:
            raise Unavailable(Health.MISSING)
        if self._writer is None or self._writer.generation != generation:
            self._writer = None  # lets go of the old one's lock
            self._writer = TantivyWriter(generation)
        return self._writer

    def let_go(self) -> None:
        self._writer = None

    @contextmanager
    def rebuilding(self) -> Iterator[Growing]:
        with self._generations.growing() as generation:
            growing = Growing(generation)
            yield growing
            growing.join()

    # Finding: what is asked for is put together outside of `reading`, so that a mistake of ours is not taken for damage.
    def find(self, wanted: Wanted) -> Hits:
        query = self._queries.matching(wanted) if wanted.newest_first else self._queries.ranked(wanted)
        with self._reader.reading() as opened:
            return _hits(opened, query, wanted, "order" if wanted.newest_first else None)

    def with_near_spelling(self, word: str, wanted: Wanted) -> Hits:
        query = self._queries.nearly(word, wanted)
        with self._reader.reading() as opened:
            return _hits(opened, query, wanted)

    def counts(self, wanted: Wanted) -> Counts:
        asked = {name: {"terms": {"field": name, "size": most}} for name, most in COUNTED.items()}
        query = self._queries.matching(wanted)
        with self._reader.reading() as opened:
            answer = opened.searcher.aggregate(query, asked)
        told = {name: {int(each["key"]): each["doc_count"] for each in answer[name]["buckets"]} for name in COUNTED}
        return Counts(told["section"], told["year"], told["contributor"])

    def stories_with(self, words: Sequence[str]) -> list[int]:
        with self._reader.reading() as opened:
            return [opened.searcher.doc_freq("surface", word) for word in words]

    def candidates(self, terms: Sequence[tuple[str, float]], wanted: Wanted) -> list[Candidate]:
        if terms:
            return self._candidates(self._queries.weighted(terms, wanted), wanted.limit)
        if wanted.until is not None and wanted.since is None:
            lately = replace(wanted, since=wanted.until - LATELY)
            found = self._candidates(self._queries.matching(lately), wanted.limit, "order")
            if len(found) >= wanted.limit:
                return found
        return self._candidates(self._queries.matching(wanted), wanted.limit, "order")

    def _candidates(self, query: tantivy.Query, limit: int, order: str | None = None) -> list[Candidate]:
        with self._reader.reading() as opened:
            return _candidates(opened, query, limit, order)

    def profiles(self, story_ids: Sequence[int]) -> dict[int, Profile]:
        if not story_ids:
            return {}
        with self._reader.reading() as opened:
            found = _candidates(opened, self._queries.any_of(story_ids), len(story_ids))
        return {each.id: Profile.unpacked(each.profile) for each in found}

    def statistics(self, terms: Iterable[str] = ()) -> TantivyStatistics:
        with self._reader.reading() as opened:
            return TantivyStatistics(opened.searcher)

    # What it holds --------------------------------------------------------------------------------------------------
    @property
    def stories(self) -> int:
        with self._reader.reading() as opened:
            return opened.searcher.num_docs

    def stamps(self) -> Iterator[tuple[int, int]]:
        with self._reader.reading() as opened:
            yield from _stamps(opened, self._queries)


def _unreadable(generation: Path) -> list[str]:
    try:
        tantivy.Index.open(str(generation))
    except ValueError as error:
        return [str(error)]
    return []


def _candidates(opened: Opened, query: tantivy.Query, limit: int, order: str | None = None) -> list[Candidate]:
    searcher = opened.searcher
    places = [place for _score, place in searcher.search(query, limit, count=False, order_by_field=order).hits]
    keys = searcher.fast_field_values("id", places)
    profiles = (bytes(searcher.doc(place).get_first("profile") or b"") for place in places)
    return [Candidate(int(key), profile) for key, profile in zip(keys, profiles, strict=True) if key is not None]


def _hits(opened: Opened, query: tantivy.Query, wanted: Wanted, order: str | None = None) -> Hits:
    found = opened.searcher.search(query, wanted.limit, count=True, order_by_field=order, offset=wanted.start)
    keys = opened.searcher.fast_field_values("id", [place for _score, place in found.hits])
    return Hits([int(key) for key in keys if key is not None], found.count)  # type: ignore[attr-defined]


def _stamps(opened: Opened, queries: Queries) -> Iterator[tuple[int, int]]:
    searcher = opened.searcher
    newest = searcher.search(tantivy.Query.all_query(), 1, count=False, order_by_field="id").hits
    last = int(newest[0][0]) if newest else 0
    for first in range(0, last + 1, STAMPS_AT_ONCE):
        query = queries.keys(first, first + STAMPS_AT_ONCE - 1)
        hits = searcher.search(query, STAMPS_AT_ONCE * 2, count=False, order_by_field="id", order=tantivy.Order.Asc).hits
        stamps = searcher.fast_field_values("stamp", [place for _key, place in hits])
        yield from ((int(key), int(stamp or 0)) for (key, _place), stamp in zip(hits, stamps, strict=True))
