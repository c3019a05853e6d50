from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from redaksi.archive.engines.contract import Candidate, Health, Unavailable
from redaksi.archive.engines.opensearch import queries
from redaksi.archive.engines.opensearch.mapping import MAPPING, VERSION, document, profile_in
from redaksi.archive.engines.opensearch.server import Body, Server
from redaksi.archive.entry import Entry
from redaksi.archive.profile import Profile
from redaksi.archive.wanted import Counts, Hits, Wanted

STAMPS_AT_ONCE = 10_000
COUNTED = {"section": 50, "year": 60, "contributor": 10}


class OpenSearchWriter:
    def __init__(self, server: Server, index: str, is_new: bool = False) -> None:
        self._server = server
        self._index = index
        self._is_new = is_new
        self._acts: list[Body] = []

    def put(self, entries: Iterable[Entry]) -> None:
        self._acts += [{"_op_type": "index", "_id": str(entry.id), "_source": document(entry)} for entry in entries]
        if self._is_new:  # nobody reads it yet
            self._send(is_found_at_once=False)

    def drop(self, story_ids: Iterable[int]) -> None:
        self._acts += [{"_op_type": "delete", "_id": str(key)} for key in story_ids]

    def commit(self) -> None:
        self._send(is_found_at_once=True)

    def _send(self, is_found_at_once: bool) -> None:
        acts, self._acts = self._acts, []
        if acts:
            self._server.write(self._index, acts, is_found_at_once)


@dataclass(frozen=True)
class Growing:
    server: Server
    index: str

    @contextmanager
    def part(self) -> Iterator[OpenSearchWriter]:
        """See `contract.Growing`."""
        writer = OpenSearchWriter(self.server, self.index, is_new=True)
        yield writer
        writer.commit()


class OpenSearchStatistics:
    """Of the stories as they are now; `terms` are counted together, any other when it is asked for."""

    def __init__(self, server: Server, terms: Iterable[str]) -> None:
        self._server = server
        self._known = dict(zip(wanted := list(terms), _counts_of(server, "near", wanted), strict=True))
        self.stories = _total(server)

    def stories_near(self, term: str) -> int:
        if term not in self._known:
            (self._known[term],) = _counts_of(self._server, "near", [term])
        return self._known[term]


class OpenSearchEngine:
    """See `contract.Engine` for what each call does. What one request writes is found all at once, or the next one again."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def health(self) -> Health:
        try:
            return Health.WELL if self._current() else Health.MISSING
        except Unavailable as unavailable:
            return unavailable.health

    def damage(self) -> list[str]:
        """The server looks after its files itself; what it cannot repair it calls red."""
        if not self._current():
            raise Unavailable(Health.MISSING)
        condition = self._server.condition()
        return [condition] if condition == "red" else []

    def is_suspected(self) -> bool:
        return False

    # Writing --------------------------------------------------------------------------------------------------------
    def writer(self) -> OpenSearchWriter:
        current = self._current()
        if not current:
            raise Unavailable(Health.MISSING)
        return OpenSearchWriter(self._server, current)

    def let_go(self) -> None:
        """The server takes turns by itself."""

    @contextmanager
    def rebuilding(self) -> Iterator[Growing]:
        index = f"{self._server.alias}-v{VERSION}-{secrets.token_hex(4)}"
        self._server.create(index, MAPPING)
        try:
            yield Growing(self._server, index)
            self._server.put_in_place(index)
        except BaseException:
            self._server.drop(index)
            raise

    # Finding --------------------------------------------------------------------------------------------------------
    def find(self, wanted: Wanted) -> Hits:
        query = queries.matching(wanted) if wanted.newest_first else queries.ranked(wanted)
        return self._hits(query, wanted)

    def with_near_spelling(self, word: str, wanted: Wanted) -> Hits:
        return self._hits(queries.nearly(word, wanted), wanted)

    def counts(self, wanted: Wanted) -> Counts:
        asked = {name: {"terms": {"field": name, "size": most}} for name, most in COUNTED.items()}
        answer = self._server.search({"query": queries.matching(wanted), "size": 0, "aggs": asked})["aggregations"]
        told = {name: {int(each["key"]): each["doc_count"] for each in answer[name]["buckets"]} for name in COUNTED}
        return Counts(told["section"], told["year"], told["contributor"])

    def stories_with(self, words: Sequence[str]) -> list[int]:
        return _counts_of(self._server, "surface", words)

    def candidates(self, terms: Sequence[tuple[str, float]], wanted: Wanted) -> list[Candidate]:
        query = queries.weighted(terms, wanted) if terms else queries.matching(wanted)
        found = self._server.search({"query": query, "size": wanted.limit, "track_total_hits": False, **_sorted(not terms)})
        return [Candidate(int(hit["_id"]), profile_in(hit["_source"])) for hit in found["hits"]["hits"]]

    def profiles(self, story_ids: Sequence[int]) -> dict[int, Profile]:
        if not story_ids:
            return {}
        query = {"ids": {"values": [str(key) for key in story_ids]}}
        found = self._server.search({"query": query, "size": len(story_ids), "track_total_hits": False})
        return {int(hit["_id"]): Profile.unpacked(profile_in(hit["_source"])) for hit in found["hits"]["hits"]}

    def statistics(self, terms: Iterable[str] = ()) -> OpenSearchStatistics:
        return OpenSearchStatistics(self._server, terms)

    # What it holds --------------------------------------------------------------------------------------------------
    @property
    def stories(self) -> int:
        return _total(self._server)

    def stamps(self) -> Iterator[tuple[int, int]]:
        after = 0
        body = {"query": {"match_all": {}}, "size": STAMPS_AT_ONCE, "sort": ["id"], "_source": False}
        while True:
            asked = {**body, "docvalue_fields": ["stamp"], "search_after": [after], "track_total_hits": False}
            hits = self._server.search(asked)["hits"]["hits"]
            yield from ((int(hit["_id"]), int(hit["fields"]["stamp"][0])) for hit in hits)
            if len(hits) < STAMPS_AT_ONCE:
                return
            after = int(hits[-1]["_id"])

    def _current(self) -> str:
        """The index that is read; empty where there is none, or only one that another version of Redaksi made."""
        made = f"{self._server.alias}-v{VERSION}-"
        return next((index for index in self._server.indices() if index.startswith(made)), "")

    def _hits(self, query: Body, wanted: Wanted) -> Hits:
        asked = {"query": query, "from": wanted.start, "size": wanted.limit, "_source": False, "track_total_hits": True}
        hits = self._server.search({**asked, **_sorted(wanted.newest_first)})["hits"]
        return Hits([int(hit["_id"]) for hit in hits["hits"]], int(hits["total"]["value"]))


def _sorted(is_newest_first: bool) -> Body:
    return {"sort": [{"moment": "desc"}, {"id": "desc"}]} if is_newest_first else {}


def _total(server: Server) -> int:
    return int(server.search({"size": 0, "track_total_hits": True})["hits"]["total"]["value"])


def _counts_of(server: Server, field: str, words: Sequence[str]) -> list[int]:
    """One request, however many words."""
    if not words:
        return []
    filters: dict[str, Any] = {str(place): {"term": {field: word}} for place, word in enumerate(words)}
    answer = server.search({"size": 0, "aggs": {"words": {"filters": {"filters": filters}}}})
    buckets = answer["aggregations"]["words"]["buckets"]
    return [int(buckets[str(place)]["doc_count"]) for place in range(len(words))]
