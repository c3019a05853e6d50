"""What lies near a text, asked of the index: candidates from a few shelves, ranked by nearness."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from redaksi.archive.engines import Candidate, Engine
from redaksi.archive.nearness import Near, Statistics, is_second_print, query_terms, ranked
from redaksi.archive.profile import Profile, desk_of, profile_of
from redaksi.archive.shelves import Shelf, shelves_for
from redaksi.archive.wanted import Filed, Readers, Wanted
from redaksi.stories import prose
from redaksi.stories.models import Section, Story

HOUR = 60 * 60
SERVED_BY_SHELVES = 20
"""So long a list the shelves have enough for; for a longer one they hold as many times more."""

log = logging.getLogger(__name__)


class Neighbours:
    """Of one state of the index, for any number of texts. Each call raises `Unavailable` where the index cannot answer."""

    def __init__(self, index: Engine) -> None:
        self._index = index

    def near(self, source: Profile, limit: int, itself: int | None = None, besides: Iterable[Profile] = ()) -> list[Near[int]]:
        """The published stories nearest to a text, none with the key `itself`, no second print of it, of one before it or of
        one of `besides`."""
        statistics = self._index.statistics(source.terms)
        found = self._candidates(source, statistics, itself, max(1, math.ceil(limit / SERVED_BY_SHELVES)))
        before = list(besides)
        fresh = {key: other for key, other in found.items() if not any(is_second_print(other, each) for each in before)}
        return ranked(source, fresh.items(), statistics, limit)

    def _candidates(self, source: Profile, statistics: Statistics, itself: int | None, times: int) -> dict[int, Profile]:
        """Published stories that may be near, by key; `times` as many as the shelves hold."""
        terms = query_terms(source, statistics)
        found: dict[int, Candidate] = {}
        for shelf in shelves_for(source):
            wanted = self._wanted(shelf, source, itself, times)
            if wanted and (terms or shelf.is_newest_of_section):
                asked = [] if shelf.is_newest_of_section else terms
                found |= {each.id: each for each in self._index.candidates(asked, wanted)}
        return dict(_unpacked(found.values()))

    def _wanted(self, shelf: Shelf, source: Profile, itself: int | None, times: int) -> Wanted | None:
        filed = () if itself is None else (Filed("id", frozenset([itself]), is_not=True),)
        wanted = Wanted(
            Readers(int(time.time())),
            filed=filed,
            since=None if shelf.since is None else shelf.since * HOUR,
            until=None if shelf.until is None else (shelf.until + 1) * HOUR,
            limit=shelf.how_many * times,
        )
        if not shelf.is_newest_of_section:
            return wanted
        sections = self._sections_of(source.section)
        return replace(wanted, newest_first=True, filed=(*filed, Filed("section", sections))) if sections else None

    def _sections_of(self, title: str) -> frozenset[int]:
        """Those of the same desk, where sections are written as paths."""
        desk = desk_of(title)
        return frozenset(key for key, name in self._section_titles if desk and desk_of(name) == desk)

    @cached_property
    def _section_titles(self) -> list[tuple[int, str]]:
        return list(Section.objects.order_by().values_list("pk", "title"))  # in the tree's order all stories are looked at


def profile_of_story(story: Story) -> Profile:
    """Of a story as it stands in memory, saved or not."""
    body = "\n".join(prose.paragraphs(story.body.raw_data)) if story.body else ""
    topics = [topic.name for topic in story.topics]
    section = story.section.title if story.section else ""
    return profile_of(story.headline, story.dek, body, story.published_at, topics, section)


def _unpacked(found: Iterable[Candidate]) -> Iterator[tuple[int, Profile]]:
    for candidate in found:
        try:
            yield candidate.id, Profile.unpacked(candidate.profile)
        except ValueError:
            log.warning("The index holds no profile of story %s that can be read", candidate.id)
