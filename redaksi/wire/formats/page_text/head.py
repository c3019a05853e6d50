"""The lines above the text: which is the headline, and what the others are."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from .lines import Line
from .page import Page
from .pictures import words_of_picture

MOST_WORDS_OF_KICKER = 4
FEWEST_WORDS_OF_DEK = 8
LONGEST_HEADLINE = 250
LONGEST_STAND_IN = 100


def split(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """What stands above the first paragraph, and the rest."""
    for index, line in enumerate(lines):
        if line.is_prose and not words_of_picture(line.text) and not _may_be_headline(line, lines[:index]):
            return list(lines[:index]), list(lines[index:])
    return list(lines), []


def _may_be_headline(line: Line, above: Sequence[Line]) -> bool:
    """A question or a cry of one sentence, with nothing headline-like above it."""
    asks = line.text.endswith(("?", "!", "?”", '?"')) and line.words <= 18 and ". " not in line.text
    return asks and not any(other.words > MOST_WORDS_OF_KICKER for other in above)


def place(head: Sequence[Line], page: Page) -> list[Line]:
    """Place the lines above the text; returns those that found no place, in order."""
    unplaced = [line for line in head if not page.places_in_head(line)]
    if not unplaced:
        return []
    headline = unplaced.pop(1 if _begins_with_kicker(unplaced) else 0)
    if len(headline.text) > LONGEST_HEADLINE:
        return [headline, *unplaced]
    page.copy.headline = headline.text
    if unplaced and unplaced[0].number < headline.number:
        page.copy.kicker = unplaced.pop(0).text
    if unplaced and unplaced[-1].words >= FEWEST_WORDS_OF_DEK:
        page.copy.dek = unplaced.pop().text
    return unplaced


def _begins_with_kicker(lines: Sequence[Line]) -> bool:
    if len(lines) < 2 or lines[0].words > MOST_WORDS_OF_KICKER:
        return False
    return MOST_WORDS_OF_KICKER <= lines[1].words > lines[0].words and not lines[1].ends_sentence


def stand_in_for_headline(page: Page, paragraphs: Sequence[Line]) -> None:
    """The beginning of the text, where a page came without its headline."""
    if page.copy.headline or not paragraphs:
        return
    sentence = paragraphs[0].text.split(". ")[0].rstrip(".")
    if len(sentence) > LONGEST_STAND_IN:
        sentence = sentence[:LONGEST_STAND_IN].rpartition(" ")[0] + "…"
    page.copy.headline = sentence
    page.note(paragraphs[0], _("no headline; the beginning of the text stands in for it"))
