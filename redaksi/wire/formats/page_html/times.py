"""When the page's article was published and changed: by its data, else by the stamp that is printed nearest its headline."""

from datetime import datetime
from itertools import islice

from redaksi.stories.copy import StoryCopy
from redaksi.wire.item import House

from .json_ld import texts
from .lines import lines_of
from .moments import Moment, Stamp, moment_of, stamps_in, with_true_zone
from .page import MODIFIED, PUBLISHED, Page

SEARCHED = 3000  # lines


def set_times(page: Page, copy: StoryCopy) -> None:
    """Before the tree is pruned."""
    stamps = list(_stamps_after_headline(page, copy.headline))
    published, modified = _told(page, "datePublished", PUBLISHED), _told(page, "dateModified", MODIFIED)
    created = _told(page, "dateCreated", ())
    told = [moment.at for moment in (*published, *modified, *created)]
    first = _first(published or created, stamps)
    if first:
        copy.published_at = with_true_zone(first.at, told, stamps)
        copy.is_published_at_approximate = not first.is_exact
    last = next((moment for moment in modified if moment.is_exact), None)
    if last and copy.published_at:
        updated = with_true_zone(last.at, told, stamps)
        copy.updated_at = updated if updated > copy.published_at else None


def _told(page: Page, statement: str, tags: tuple[str, ...]) -> list[Moment]:
    given = [*texts(page.article.get(statement)), *page.tags.all(*tags), *page.tags.properties(statement)]
    moments = (moment_of(text, page.house) for text in given)
    return [moment for moment in moments if moment and _is_possible(moment.at, page.house)]


def _first(told: list[Moment], stamps: list[Stamp]) -> Moment | None:
    """A full time in the data; else the printed one; else a day."""
    exact = next((moment for moment in told if moment.is_exact), None)
    printed = next((stamp for stamp in stamps if not stamp.is_update), None) or next(iter(stamps), None)
    if exact or not printed:
        return exact or next(iter(told), None)
    return Moment(printed.at)


def _stamps_after_headline(page: Page, headline: str) -> list[Stamp]:
    """Those printed below the headline first; above it stand the time of day and other stories."""
    lines = list(islice(lines_of(page.tree), SEARCHED))
    start = next((index for index, line in enumerate(lines) if line.text == headline), 0)
    texts_below = [line.text for line in lines[start:] if line.linked <= len(line.text.split()) / 2]
    texts_above = [line.text for line in lines[:start] if line.linked <= len(line.text.split()) / 2]
    possible = [*stamps_in(texts_below, page.house), *stamps_in(texts_above, page.house)]
    return [stamp for stamp in possible if _is_possible(stamp.at, page.house)]


def _is_possible(at: datetime, house: House) -> bool:
    return at.year >= 1900 and at.year <= house.now.year + 1
