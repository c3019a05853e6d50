"""Stories by their words: for readers what is published, for a journalist what they may see."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils.safestring import SafeString

from redaksi.archive import counting, passages, reading, spelling
from redaksi.archive.counting import Counted
from redaksi.archive.engines import Health, Unavailable, engine
from redaksi.archive.narrowing import Filing, Known, Narrowing, filing_of
from redaksi.archive.passages import Sought
from redaksi.archive.question import Question, parse, tidy, without_each
from redaksi.archive.wanted import MOST_FOUND, Desk, Hits, Readers, Wanted, Word
from redaksi.archive.words import stem_of, words_in
from redaksi.staff.models import User
from redaksi.stories import cards, rights
from redaksi.stories.cards import Card
from redaksi.stories.models import Contributor, Story

A_PAGE = 20
LAST_PAGE = MOST_FOUND // A_PAGE
MOST_TRIES = 4
MOST_MISSPELLED = 3
"""Words of one question: where more are not in the archive, it is about something else."""

__all__ = ["LAST_PAGE", "Finding", "Found", "Narrowing", "Try", "for_desk", "found", "tidy"]


@dataclass(frozen=True)
class Finding:
    """A story that was found; headline and passage with the words marked, safe for HTML. `dek` is its summary as plain text."""

    story: Card
    headline: SafeString
    passage: SafeString
    dek: str = ""


@dataclass(frozen=True)
class Try:
    """What would find something: the question without `left_out` (empty: without its days), and how many stories."""

    left_out: str
    total: int


@dataclass(frozen=True)
class Found:
    """One page of what was found.

    `health` says whether the index could answer at all. `unknown`: names that nothing has. `meant`: the question with a
    word spelled as the archive has it; `is_meant`: whether what is here was found by that, because the question as it was
    typed found nothing. `tries` only where nothing was found.
    """

    question: str
    understood: Question = field(default_factory=Question)
    findings: list[Finding] = field(default_factory=list)
    total: int = 0
    has_more: bool = False
    health: Health = Health.WELL
    unknown: tuple[str, ...] = ()
    meant: str = ""
    is_meant: bool = False
    counted: Counted = field(default_factory=Counted)
    tries: list[Try] = field(default_factory=list)

    @property
    def stories(self) -> list[Card]:
        return [finding.story for finding in self.findings]

    @property
    def is_answered(self) -> bool:
        return self.health is Health.WELL


def found(
    question: str,
    page: int = 1,
    a_page: int = A_PAGE,
    newest_first: bool = False,
    narrowing: Narrowing | None = None,
) -> Found:
    """Published stories that hold all that is asked for, the best or the newest first. Any text is a question; one that
    asks nothing finds nothing. At most a thousand stories can be paged through."""
    return _Search(Readers(int(time.time())), narrowing, newest_first).found(question, page, a_page)


def for_desk(
    user: User,
    question: str,
    page: int = 1,
    a_page: int = A_PAGE,
    newest_first: bool = False,
    narrowing: Narrowing | None = None,
) -> Found:
    """The same with drafts and withdrawn stories: the user's own, and those of the sections that they edit."""
    return _Search(_desk_of(user), narrowing, newest_first).found(question, page, a_page)


def _desk_of(user: User) -> Desk:
    contributor = Contributor.objects.filter(user=user).values_list("pk", flat=True).first()
    if user.is_superuser:
        return Desk(None, user.pk, contributor)
    edited = rights.sections_edited_by(user).order_by().values_list("pk", flat=True) if user.is_active else []
    return Desk(frozenset(edited), user.pk, contributor)


class _Search:
    """One question of somebody, from its words to a page of stories."""

    def __init__(
        self,
        audience: Readers | Desk,
        narrowing: Narrowing | None = None,
        newest_first: bool = False,
    ) -> None:
        self.audience = audience
        self.narrowing = narrowing or Narrowing()
        self.newest_first = newest_first
        self._known = Known()

    def found(self, text: str, page: int, a_page: int) -> Found:
        asked = parse(text)
        answer = Found(asked.text, asked)
        start = (page - 1) * a_page
        if not (asked.asks or self.narrowing.narrows) or page < 1 or start + a_page > MOST_FOUND:
            return answer
        try:
            return self._answered(answer, start, a_page)
        except Unavailable as unavailable:
            return replace(answer, health=unavailable.health)

    def _answered(self, answer: Found, start: int, a_page: int) -> Found:
        filing = filing_of(answer.understood, self.narrowing, self._known)
        answer = replace(answer, unknown=filing.unknown)
        wanted = self._wanted(answer.understood, filing, start, a_page)
        hits = engine().find(wanted)
        if not hits.total and (meant := self._meant(answer.understood)):
            answer = replace(answer, understood=meant.understood, meant=meant.text, is_meant=True)
            wanted = replace(wanted, words=meant.words)
            hits = engine().find(wanted)
        if not hits.total:
            return replace(answer, tries=self._tries(answer.understood))
        return self._page(answer, wanted, hits)

    def _page(self, answer: Found, wanted: Wanted, hits: Hits) -> Found:
        has_more = hits.total > wanted.start + wanted.limit and wanted.start + 2 * wanted.limit <= MOST_FOUND
        findings = self._findings(hits.ids, answer.understood)
        counted = counting.counted(engine().counts(wanted))
        return replace(answer, findings=findings, total=hits.total, has_more=has_more, counted=counted)

    def _wanted(self, asked: Question, filing: Filing, start: int = 0, limit: int = 1) -> Wanted:
        words = [Word(stem) for word in asked.words if (stem := stem_of(word))]
        if not words:  # words that say nothing, looked for all the same where nothing else is asked
            words = [Word("", (word,)) for word in asked.words]
        return Wanted(
            self.audience,
            tuple(words),
            asked.phrases,
            tuple(_missing(words) for words in asked.without),
            filing.filed,
            filing.since,
            filing.until,
            self.newest_first or not (asked.words or asked.phrases),
            int(time.time()),
            start,
            limit,
        )

    def _meant(self, asked: Question) -> _Meant | None:
        """With words that the archive has in place of those it has not; None where there is nothing to put right."""
        telling = [word for word in asked.words if stem_of(word)]
        unknown = [word for word in telling if not self._is_anywhere(word)]
        if len(unknown) > MOST_MISSPELLED:
            return None
        better = {word: words for word in unknown if (words := self._spellings(word))}
        if not better:
            return None
        wanted = tuple(Word("", better[word]) if word in better else Word(stem_of(word)) for word in telling)
        meant = replace(asked, words=tuple(better[word][0] if word in better else word for word in asked.words))
        return _Meant(meant, wanted, _as_typed(asked.text, {word: words[0] for word, words in better.items()}))

    def _is_anywhere(self, word: str) -> bool:
        """In what they may see."""
        return engine().find(Wanted(self.audience, (Word(stem_of(word)),), limit=1)).total > 0

    def _spellings(self, word: str) -> tuple[str, ...]:
        return spelling.meant_by(word, engine().stories_with, self._words_like)

    def _words_like(self, word: str) -> Iterable[str]:
        hits = engine().with_near_spelling(word, Wanted(self.audience, limit=5))
        said = reading.texts(hits.ids)
        headlines = Story.objects.filter(pk__in=hits.ids).values_list("title", flat=True)
        parts = [*headlines, *(part for text in said.values() for part in (text.dek, *text.paragraphs))]
        return {each for part in parts for each in words_in(part.casefold())}

    def _tries(self, asked: Question) -> list[Try]:
        """The question without each of its parts in turn, those that find most first."""
        tries = []
        for left_out, rest in list(without_each(asked))[: MOST_TRIES * 2]:
            if rest.asks:
                filing = filing_of(rest, self.narrowing, self._known)
                tries.append(Try(left_out, engine().find(self._wanted(rest, filing)).total))
        return sorted((each for each in tries if each.total), key=lambda each: -each.total)[:MOST_TRIES]

    def _findings(self, keys: list[int], asked: Question) -> list[Finding]:
        """As lists show them, and past the models: whoever seeks waits. Three queries."""
        rows = {card.pk: card for card in cards.with_pictures(self._cards(keys))}
        said, sought = reading.texts(rows), Sought.of(asked.words, asked.phrases)
        return [_finding(rows[key], said[key], sought) for key in keys if key in said]

    def _cards(self, keys: list[int]) -> list[Card]:
        if isinstance(self.audience, Desk):
            return cards.read(Story.objects.filter(pk__in=keys).order_by())
        return list(cards.published(keys).values())


@dataclass(frozen=True)
class _Meant:
    understood: Question
    words: tuple[Word, ...]
    text: str


def _missing(words: tuple[str, ...]) -> Word | tuple[str, ...]:
    stem = stem_of(words[0]) if len(words) == 1 else ""
    return Word(stem) if stem else words


def _as_typed(text: str, better: dict[str, str]) -> str:
    """The question as it was typed, with the better words in their places."""
    for word, other in better.items():
        text = re.sub(rf"(?<!\w){re.escape(word)}(?![\w:])", other, text, count=1, flags=re.IGNORECASE)
    return text


def _finding(story: Card, said: reading.Text, sought: Sought) -> Finding:
    shown = passages.passage([said.dek, *said.paragraphs], sought, story.summary)
    return Finding(story, passages.marked(said.headline, sought), shown, said.dek)
