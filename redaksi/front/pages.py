"""Lists too long for one page, cut into pages that know what lies before and after them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from redaksi.stories import cards
from redaksi.stories.models import Story

PARAMETER = "hal"
LAST = 100  # older stories are found by their day: a database counts its way to page 5,000 row by row
A_PAGE = 20


@dataclass(frozen=True)
class Leaf:
    """One page of a list. `has_more` is known by asking for one row more than is shown."""

    items: Sequence[Any]
    number: int = 1
    has_more: bool = False
    last: int = LAST

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.number + 1 if self.has_more and self.number < self.last else None

    @property
    def ends_early(self) -> bool:
        """Whether there is more than the pages reach."""
        return self.has_more and self.number >= self.last


def number_of(request: HttpRequest | None, last: int = LAST) -> int:
    """Which page is asked for. Raises `Http404` for what is no page's number."""
    written = request.GET.get(PARAMETER, "1") if request else "1"
    number = int(written) if written.isascii() and written.isdigit() and len(written) <= 6 else 0
    if not 1 <= number <= last:
        raise Http404
    return number


def leaf_of(stories: QuerySet[Story], request: HttpRequest | None, a_page: int = A_PAGE) -> Leaf:
    """The page of these stories that the request asks for, as cards. Two queries. Raises `Http404` where there is no such
    page."""
    number = number_of(request)
    start = (number - 1) * a_page
    rows = cards.read(stories[start : start + a_page + 1])
    if not rows and number > 1:
        raise Http404
    return Leaf(cards.with_pictures(rows[:a_page]), number, len(rows) > a_page)
