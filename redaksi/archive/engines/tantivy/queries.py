"""What is wanted, said in tantivy's queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import tantivy
from tantivy import Occur, Query

from redaksi.archive.engines.tantivy.schema import WEEK, order_of, week_of
from redaksi.archive.entry import State
from redaksi.archive.wanted import HEADLINE, RECENT, Desk, Readers, Wanted, Word

MOST_WEEKS = 12
YEAR = 365 * 24 * 60 * 60
Clause = tuple[Occur, Query]


class Queries:
    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema

    def ranked(self, wanted: Wanted) -> Query:
        """Scored by the words, more in a headline, more of a recent story."""
        return Query.boolean_query([*self._required(wanted), *self._in_headline(wanted), *self._recent(wanted)])

    def matching(self, wanted: Wanted) -> Query:
        """The same stories, without the pains of telling the better from the worse."""
        return Query.boolean_query(list(self._required(wanted)))

    def weighted(self, terms: Sequence[tuple[str, float]], wanted: Wanted) -> Query:
        """Any of the terms by which stories are compared, of the stories that are wanted."""
        any_of = [(Occur.Should, Query.boost_query(self._term("near", term), weight)) for term, weight in terms]
        return Query.boolean_query([(Occur.Must, Query.boolean_query(any_of)), *self._conditions(wanted)])

    def nearly(self, word: str, wanted: Wanted) -> Query:
        alike = Query.fuzzy_term_query(self._schema, "surface", word, distance=2)
        return Query.boolean_query([(Occur.Must, alike), *self._conditions(wanted)])

    def any_of(self, keys: Sequence[int]) -> Query:
        return Query.term_set_query(self._schema, "id", list(keys))

    def keys(self, first: int, last: int) -> Query:
        return Query.range_query(self._schema, "id", tantivy.FieldType.Unsigned, first, last)

    def _required(self, wanted: Wanted) -> Iterator[Clause]:
        for word in wanted.words:
            yield Occur.Must, self._word(word)
        for phrase in wanted.phrases:
            yield Occur.Must, self._phrase(phrase)
        if not (wanted.words or wanted.phrases):
            yield Occur.Must, _unscored(Query.all_query())
        yield from self._conditions(wanted)

    def _conditions(self, wanted: Wanted) -> Iterator[Clause]:
        yield from self._for_audience(wanted.audience)
        for missing in wanted.without:
            yield Occur.MustNot, self._word(missing) if isinstance(missing, Word) else self._phrase(missing)
        for filed in wanted.filed:
            yield Occur.MustNot if filed.is_not else Occur.Must, self._any(filed.name, filed.keys)
        if wanted.since is not None or wanted.until is not None:
            yield from self._days(wanted.since, wanted.until)

    def _for_audience(self, audience: Readers | Desk) -> Iterator[Clause]:
        if isinstance(audience, Readers):
            for hidden in (State.DRAFT, State.WITHDRAWN):
                yield Occur.MustNot, self._term("state", hidden)
            yield Occur.MustNot, self._over("embargo", audience.now + 1)
        elif audience.sections is not None:
            yield Occur.Must, _unscored(Query.boolean_query([(Occur.Should, each) for each in self._seen_by(audience)]))

    def _seen_by(self, journalist: Desk) -> Iterator[Query]:
        yield self._term("state", State.PUBLIC)
        yield self._term("owner", journalist.owner)
        yield from (self._term("section", section) for section in sorted(journalist.sections or ()))
        if journalist.contributor is not None:
            yield self._term("contributor", journalist.contributor)

    def _in_headline(self, wanted: Wanted) -> Iterator[Clause]:
        for word in wanted.words:
            if word.stem:
                yield Occur.Should, Query.boost_query(self._term("title", word.stem), HEADLINE)

    def _recent(self, wanted: Wanted) -> Iterator[Clause]:
        """By whole weeks and years: ranges of `order` would take longer than all the rest."""
        this_week, this_year = week_of(wanted.now), datetime.fromtimestamp(wanted.now, UTC).year
        worths: defaultdict[tuple[str, int], float] = defaultdict(float)
        for seconds, worth in RECENT:
            if seconds < MOST_WEEKS * WEEK:
                since = [("week", week) for week in range(week_of(wanted.now - seconds), this_week + 2)]
            else:
                since = [("year", year) for year in range(this_year - seconds // YEAR, this_year + 2)]
            for each in since:
                worths[each] += worth
        for (name, value), worth in worths.items():
            yield Occur.Should, Query.const_score_query(self._term(name, value), worth)

    def _word(self, word: Word) -> Query:
        if word.stem:
            return self._term("text", word.stem)
        spellings = [(Occur.Should, self._term("surface", spelling)) for spelling in word.spellings]
        return Query.boolean_query(spellings)

    def _phrase(self, words: Sequence[str]) -> Query:
        if len(words) == 1:
            return self._term("surface", words[0])
        return Query.phrase_query(self._schema, "surface", list(words))

    def _days(self, since: int | None, until: int | None) -> Iterator[Clause]:
        if since is not None and until is not None and until - since < MOST_WEEKS * WEEK:
            yield Occur.Must, self._any("week", range(week_of(since), week_of(until) + 1))
        yield Occur.Must, _unscored(self._between(since, until))

    def _between(self, since: int | None, until: int | None) -> Query:
        lower = None if since is None else order_of(since)
        upper = None if until is None else order_of(until)
        unsigned = tantivy.FieldType.Unsigned
        return Query.range_query(self._schema, "order", unsigned, lower, upper, include_upper=upper is None)

    def _over(self, name: str, bound: int) -> Query:
        return Query.range_query(self._schema, name, tantivy.FieldType.Unsigned, max(0, bound), None)

    def _any(self, name: str, values: Iterable[int]) -> Query:
        return _unscored(Query.boolean_query([(Occur.Should, self._term(name, value)) for value in sorted(values)]))

    def _term(self, name: str, value: Any) -> Query:
        return Query.term_query(self._schema, name, value, "freq")


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)
