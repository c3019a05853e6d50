"""What the house knows of a text: its words and names, and what the press would say of the story."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from django.db.models.functions import Lower

from redaksi.archive.engines import Unavailable, engine
from redaksi.desk.checking.text import Text
from redaksi.press import gate
from redaksi.stories.models import Contributor, HouseWord, TopicSpelling

OFTEN = 3  # published stories that write it so


def of_gate(text: Text) -> list[gate.Finding]:
    """Empty for what is no story; asked once a text."""
    if text.story is None:
        return []
    if text.gate is None:
        text.gate = gate.findings(text.story)
    return text.gate


def known_names(text: Text) -> Callable[[str], bool]:
    """Whether the house writes a word so. Nothing is asked before a word is doubted; then two or three queries a text."""
    return _Names(text).knows


class _Names:
    def __init__(self, text: Text) -> None:
        self._text = text
        self._archived: dict[str, bool] = {}

    def knows(self, word: str) -> bool:
        return word in self._listed or word in self._signed or self._is_in_archive(word)

    @cached_property
    def _listed(self) -> set[str]:
        words = {word.small for part in self._text.parts for word in part.words}
        few = sorted(words)[:20_000]
        found: set[str] = set()
        for at in range(0, len(few), 500):
            found.update(HouseWord.objects.filter(word__in=few[at : at + 500]).values_list("word", flat=True))
        return found

    @cached_property
    def _signed(self) -> set[str]:
        """The words of topics and contributors that the text names, one word or several."""
        story = self._text.story
        names = [topic.name for topic in story.topics] + [person.name for person in story.contributors()] if story else []
        capitals = {word.small for part in self._text.parts for word in part.words if word.text[:1].isupper()}
        few = sorted(capitals)[:500]
        spelled = TopicSpelling.objects.alias(small=Lower("text")).filter(small__in=few).values_list("text", flat=True)
        signing = Contributor.objects.filter(name__in=[word.capitalize() for word in few]).values_list("name", flat=True)
        return {word.lower() for name in (*names, *spelled, *signing) for word in name.split()}

    def _is_in_archive(self, word: str) -> bool:
        if word not in self._archived:
            try:
                self._archived[word] = engine().stories_with([word])[0] >= OFTEN
            except Unavailable:
                self._archived[word] = False
        return self._archived[word]
