"""From the lines of a page to an item."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from redaksi.wire.item import House, Item, Unreadable
from redaksi.wire.opened import OpenedFile
from redaksi.wire.printed.datelines import dateline_of
from redaksi.wire.printed.furniture import is_furniture, medium_in, opens_list
from redaksi.wire.printed.signatures import sign_off_in

from . import body, head
from .lines import Line, lines_of
from .page import Page
from .times import day_of_the_news

MOST_LINES = 5000


def read(opened: OpenedFile, house: House) -> Iterator[Item]:
    """One item a file. Raises `Unreadable`."""
    decoded = opened.text()
    page = read_page(decoded.text, house)
    yield Item(opened.name, page.copy, page.medium, [*decoded.notes, *page.unplaced], page.left_out)


def read_page(text: str, house: House) -> Page:
    page = Page(house)
    lines = list(_without_furniture(_bounded(text), page))
    above, below = head.split(lines)
    homeless = head.place(above, page)
    below = _with_dateline_taken(_with_dek_taken(below, page), page)
    head.stand_in_for_headline(page, below)
    _check(page, below)
    for line in homeless:
        page.note(line, _("no place was found for it; kept at the beginning of the text: %(text)s") % {"text": line.text})
    body.place(homeless, below, page)
    _date(page, below)
    return page


def _bounded(text: str) -> list[Line]:
    lines = list(lines_of(text))
    if len(lines) > MOST_LINES:
        message = _("%(count)s lines, more than a page has (%(limit)s)")
        raise Unreadable(message % {"count": len(lines), "limit": MOST_LINES})
    return lines


def _without_furniture(lines: Sequence[Line], page: Page) -> Iterator[Line]:
    in_list = False
    for line in lines:
        in_list = opens_list(line.text) or (in_list and not line.is_prose and not sign_off_in(line.text))
        if in_list or is_furniture(line.text):
            page.leave_out(line)
            page.medium = page.medium or medium_in(line.text)
        else:
            yield line


def _with_dek_taken(lines: list[Line], page: Page) -> list[Line]:
    """The paragraph above the one that the dateline opens is the dek."""
    if len(lines) < 2 or page.copy.dek or dateline_of(lines[0].text, page.medium)[0]:
        return lines
    if not dateline_of(lines[1].text, page.medium)[0] or lines[0].text.startswith(('"', "“")):
        return lines
    page.copy.dek = lines[0].text
    return lines[1:]


def _with_dateline_taken(lines: list[Line], page: Page) -> list[Line]:
    if not lines:
        return lines
    dateline, rest = dateline_of(lines[0].text, page.medium)
    if dateline is None:
        return lines
    page.copy.dateline = dateline.place
    if dateline.medium:
        page.medium = dateline.medium
        page.leave_out(Line(lines[0].number, _("%(dateline)s names the medium") % {"dateline": dateline.printed}))
    return [Line(lines[0].number, rest), *lines[1:]]


def _check(page: Page, paragraphs: Sequence[Line]) -> None:
    if not page.copy.headline and not paragraphs:
        raise Unreadable(_("no story in it: neither a headline nor a paragraph"))
    if not paragraphs:
        page.unplaced.append(_("no paragraph of text was found"))


def _date(page: Page, paragraphs: Sequence[Line]) -> None:
    """Where the page carries no date, the day of the news that its text names; never the time of import."""
    if page.copy.published_at is None:
        text = "\n".join([page.copy.dek, *(line.text for line in paragraphs)])
        page.copy.published_at = day_of_the_news(text, page.house)
        page.copy.is_published_at_approximate = page.copy.published_at is not None
    if page.copy.published_at is None:
        page.unplaced.append(_("no date of publication, and no day in the text"))
