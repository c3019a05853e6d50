"""What is wanted, said in OpenSearch's queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from redaksi.archive.entry import State
from redaksi.archive.wanted import HEADLINE, RECENT, Desk, Readers, Wanted, Word

Query = dict[str, Any]


def ranked(wanted: Wanted) -> Query:
    """Scored by the words, more in a headline, more of a recent story."""
    in_headline = [_term("title", word.stem, HEADLINE) for word in wanted.words if word.stem]
    return {"bool": {**_bool(wanted), "should": [*in_headline, *_recent(wanted)]}}


def matching(wanted: Wanted) -> Query:
    return {"bool": _bool(wanted)}


def weighted(terms: Sequence[tuple[str, float]], wanted: Wanted) -> Query:
    """Any of the terms by which stories are compared, of the stories that are wanted."""
    any_of = [_term("near", term, weight) for term, weight in terms]
    return {"bool": {**_bool(wanted), "must": [{"bool": {"should": any_of}}]}}


def nearly(word: str, wanted: Wanted) -> Query:
    return {"bool": {**_bool(wanted), "must": [{"fuzzy": {"surface": {"value": word, "fuzziness": 2}}}]}}


def _bool(wanted: Wanted) -> Query:
    return {
        "must": [*map(_word, wanted.words), *map(_phrase, wanted.phrases)],
        "filter": list(_filters(wanted)),
        "must_not": list(_exclusions(wanted)),
    }


def _filters(wanted: Wanted) -> Iterator[Query]:
    yield from ({"terms": {each.name: sorted(each.keys)}} for each in wanted.filed if not each.is_not)
    bounds = {"gte": wanted.since, "lt": wanted.until}
    if given := {name: bound for name, bound in bounds.items() if bound is not None}:
        yield {"range": {"moment": given}}
    if isinstance(wanted.audience, Desk) and wanted.audience.sections is not None:
        yield {"bool": {"should": list(_seen_by(wanted.audience))}}


def _exclusions(wanted: Wanted) -> Iterator[Query]:
    yield from (_word(each) if isinstance(each, Word) else _phrase(each) for each in wanted.without)
    yield from ({"terms": {each.name: sorted(each.keys)}} for each in wanted.filed if each.is_not)
    if isinstance(wanted.audience, Readers):
        yield {"terms": {"state": [int(State.DRAFT), int(State.WITHDRAWN)]}}
        yield {"range": {"embargo": {"gt": wanted.audience.now}}}


def _seen_by(journalist: Desk) -> Iterator[Query]:
    yield {"term": {"state": int(State.PUBLIC)}}
    yield {"term": {"owner": journalist.owner}}
    yield {"terms": {"section": sorted(journalist.sections or ())}}
    if journalist.contributor is not None:
        yield {"term": {"contributor": journalist.contributor}}


def _recent(wanted: Wanted) -> Iterator[Query]:
    for seconds, worth in RECENT:
        newer = {"range": {"moment": {"gte": wanted.now - seconds}}}
        yield {"constant_score": {"filter": newer, "boost": worth}}


def _word(word: Word) -> Query:
    if word.stem:
        return _term("text", word.stem)
    return {"bool": {"should": [_term("surface", spelling) for spelling in word.spellings]}}


def _phrase(words: Sequence[str]) -> Query:
    return {"match_phrase": {"surface": " ".join(words)}}


def _term(name: str, value: str, boost: float = 1.0) -> Query:
    return {"term": {name: {"value": value, "boost": boost}}}
