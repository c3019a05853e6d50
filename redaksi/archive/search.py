"""Stories by their words. Until the archive has an index of its own: headline, kicker and dek, read as they stand."""

import re
from dataclasses import dataclass, field

from django.db.models import Q

from redaksi.stories.models import Story
from redaksi.stories.models.story import StoryQuerySet

LONGEST_QUESTION = 200
MOST_WORDS = 8
LAST_PAGE = 50
FIELDS = ("title", "kicker", "dek")


@dataclass(frozen=True)
class Found:
    """One page of what was found, newest first, and whether another follows."""

    question: str
    stories: list[Story] = field(default_factory=list)
    has_more: bool = False


def stories_with(question: str, page: int = 1, a_page: int = 20) -> Found:
    """Published stories in which every word of the question occurs. Any text is a question; an empty one finds nothing."""
    asked = tidy(question)
    if not asked or not 1 <= page <= LAST_PAGE:
        return Found(asked)
    start = (page - 1) * a_page
    stories = list(_matching(asked)[start : start + a_page + 1])
    return Found(asked, stories[:a_page], len(stories) > a_page and page < LAST_PAGE)


def tidy(question: str) -> str:
    """The question as it is asked: printable, one space between words, not endless."""
    printable = "".join(letter if letter.isprintable() else " " for letter in question[: LONGEST_QUESTION * 2])
    return " ".join(printable.split())[:LONGEST_QUESTION].strip()


def _matching(asked: str) -> StoryQuerySet:
    stories = Story.objects.published()
    for word in _words(asked):
        stories = stories.filter(_anywhere(word))
    return stories.newest_first().on_cards()


def _words(asked: str) -> list[str]:
    """Words without the marks around them; a question of marks alone is taken as it stands."""
    return (re.findall(r"\w[\w’'./-]*\w|\w", asked) or [asked])[:MOST_WORDS]


def _anywhere(word: str) -> Q:
    where = Q()
    for name in FIELDS:
        where |= Q(**{f"{name}__icontains": word})
    return where
