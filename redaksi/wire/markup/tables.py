"""Tables: rows of plain words, the first of them heading the columns where the markup says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from redaksi.stories.copy import BlockCopy

from .elements import tag_of, words_of
from .headings import note_link

if TYPE_CHECKING:
    from .typesetter import Typesetter

MORE_THAN_WORDS = ("table", "img", "amp-img", "figure", "iframe", "video", "audio", "ul", "ol", "blockquote", "form", "pre")
WIDEST = 100  # columns that one cell may span, rows too
LONGEST_CAPTION = 300


def take(typesetter: Typesetter, element: HtmlElement) -> bool:
    """False for a table that is layout: one cell, or more than words in its cells."""
    if next((each for each in element.iter(*MORE_THAN_WORDS) if each is not element), None) is not None:
        typesetter.note(_("a table with more than words in its cells; they stand one after the other"))
        return False
    rows = [row for row in element.iter("tr") if len(row)]
    if sum(len(row) for row in rows) < 2:
        return False
    caption = next((words_of(each) for each in element.iter("caption")), "")
    if len(caption) > LONGEST_CAPTION or _words_between(element):
        return False
    for link in element.iter("a"):
        note_link(typesetter, link)
    typesetter.put(BlockCopy("table", {"caption": caption, "table": table_of(rows)}))
    return True


def table_of(rows: list[HtmlElement]) -> dict[str, Any]:
    data = _grid(rows)
    width = max(map(len, data))
    has_head = all(tag_of(cell) == "th" for cell in rows[0]) or tag_of(rows[0].getparent()) == "thead"
    has_first = len(rows) > 1 and all(tag_of(row[0]) == "th" for row in rows[int(has_head) :])
    return {"data": [row + [""] * (width - len(row)) for row in data], **options(has_head, has_first)}


def options(has_head: bool, has_first: bool) -> dict[str, Any]:
    """As Wagtail stores them."""
    choice = {(True, True): "both", (True, False): "row", (False, True): "column", (False, False): "neither"}
    return {
        "first_row_is_table_header": has_head,
        "first_col_is_header": has_first,
        "table_header_choice": choice[has_head, has_first],
    }


def _grid(rows: list[HtmlElement]) -> list[list[str]]:
    """Cells in their columns: places that a cell spans are empty."""
    taken: dict[int, int] = {}
    grid = []
    for row in rows:
        line: list[str] = []
        for cell in row:
            while taken.get(len(line), 0):
                line.append("")
            down = _span(cell, "rowspan")
            for index in range(_span(cell, "colspan")):
                taken[len(line)] = down
                line.append("" if index else words_of(cell))
        while taken.get(len(line), 0):
            line.append("")
        grid.append(line)
        taken = {column: left - 1 for column, left in taken.items() if left > 1}
    return grid


def _span(cell: HtmlElement, name: str) -> int:
    given = (cell.get(name) or "1").strip()
    return min(max(int(given), 1), WIDEST) if given.isdecimal() else 1


def _words_between(element: HtmlElement) -> bool:
    """Words in a table that are in no cell, as broken markup has them."""
    within = [element, *element.iter("thead", "tbody", "tfoot", "tr")]
    beside = [(each.text or "") for each in within] + [(child.tail or "") for each in within for child in each]
    return any(text.strip() for text in beside)
