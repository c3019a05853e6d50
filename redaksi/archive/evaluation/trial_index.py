"""A throw-away index in memory: candidates as the archive's own index gives them, from the same shelves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import tantivy
from tantivy import Occur, Query

from redaksi.archive.nearness import query_terms
from redaksi.archive.profile import Profile, desk_of
from redaksi.archive.shelves import Shelf, shelves_for

MEMORY = 64 * 1024 * 1024
UNKNOWN = 0


class TrialIndex:
    """Stories by their place in the order given. It is the statistics, too, that nearness asks for."""

    def __init__(self, profiles: Iterable[tuple[str, Profile]]) -> None:
        """Each with the domain that it stands under."""
        self._schema = _schema()
        index = tantivy.Index(self._schema)
        writer = index.writer(MEMORY, 1)
        self._profiles: list[bytes] = []
        for number, (domain, profile) in enumerate(profiles):
            self._profiles.append(profile.packed())
            writer.add_document(_document(number, domain, profile))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    @property
    def stories(self) -> int:
        return len(self._profiles)

    def stories_near(self, term: str) -> int:
        return self._searcher.doc_freq("near", term)

    def candidates(self, source: Profile, domain: str) -> dict[int, Profile]:
        terms = query_terms(source, self)
        found = {number for shelf in shelves_for(source) for number in self._on(shelf, source, domain, terms)}
        return {number: Profile.unpacked(self._profiles[number]) for number in sorted(found)}

    def _on(self, shelf: Shelf, source: Profile, domain: str, terms: list[tuple[str, float]]) -> list[int]:
        wanted = [(Occur.Must, _unscored(self._term("domain", domain)))]
        if shelf.since is not None or shelf.until is not None:
            hours = Query.range_query(self._schema, "hour", tantivy.FieldType.Integer, shelf.since, shelf.until)
            wanted.append((Occur.Must, _unscored(hours)))
        if shelf.is_newest_of_section:
            wanted.append((Occur.Must, self._term("desk", desk_of(source.section))))
            return self._numbers(Query.boolean_query(wanted), shelf.how_many, "hour")
        any_of = [(Occur.Should, Query.boost_query(self._term("near", term), worth)) for term, worth in terms]
        return self._numbers(Query.boolean_query([(Occur.Must, Query.boolean_query(any_of)), *wanted]), shelf.how_many)

    def _numbers(self, query: Query, how_many: int, order: str | None = None) -> list[int]:
        hits = self._searcher.search(query, how_many + 1, count=False, order_by_field=order).hits
        numbers: list[Any] = self._searcher.fast_field_values("number", [place for _score, place in hits])
        return [int(number) for number in numbers]

    def _term(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("near", tokenizer_name="whitespace", index_option="freq")
    for name in ("domain", "desk"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("hour", "number"):
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


def _document(number: int, domain: str, profile: Profile) -> tantivy.Document:
    hour = UNKNOWN if profile.hour is None else profile.hour
    return tantivy.Document(near=profile.indexed(), domain=domain, desk=desk_of(profile.section), hour=hour, number=number)


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)
