"""What surrounds every page: the paper's name, its sections, its policies."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page

from redaksi.press import keys, shown
from redaksi.stories.models import Paper, Policy, Section

REMEMBERED = "_frame"


@dataclass(frozen=True)
class Frame:
    paper: Paper
    sections: list[Section]
    policies: list[Policy]


def around(request: HttpRequest | None) -> Frame:
    """The frame of this answer: three queries, asked once a request."""
    known = getattr(request, REMEMBERED, None)
    if known is None:
        shown.note(keys.SETTINGS, keys.MENUS)
        with shown.aside():
            known = Frame(Paper.load(request), _sections(), _policies())
        if request is not None:
            setattr(request, REMEMBERED, known)
    return known


def _sections() -> list[Section]:
    return _in_order(section for section in Section.objects.order_by() if section.live)


def _policies() -> list[Policy]:
    return _in_order(policy for policy in Policy.objects.order_by().defer("body") if policy.live and policy.show_in_menus)


def _in_order[P: Page](pages: Iterable[P]) -> list[P]:
    """As the tree has them. Asked to sort, SQLite walks the tree's whole index, past every story of the archive."""
    return sorted(pages, key=lambda page: page.path)
