"""What surrounds every page: the paper's name, its sections, its policies. Read, and printed, once for each change of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction

from redaksi.press import keys, shown, stamps
from redaksi.stories.models import Paper, Policy, Section

REMEMBERED = "_frame"


@dataclass(frozen=True)
class Frame:
    """`is_open`: nothing is kept from any reader."""

    paper: Paper
    sections: list[Section]
    policies: list[Policy]
    is_open: bool = True
    _printed: dict[tuple[object, ...], SafeString] = field(default_factory=dict, repr=False, compare=False)

    def printed(self, template: str, page: object = None, is_first_page: bool = False) -> SafeString:
        """A part of the frame. Its template is given `frame`, `page`, `is_first_page`, and of the page it may tell nothing
        but the section that it is or belongs to."""
        here = (page.pk, None) if isinstance(page, Section) else (None, getattr(page, "section_id", None))
        key = (template, get_language(), is_first_page, *here)
        if key not in self._printed:
            told = {"frame": self, "page": page, "is_first_page": is_first_page}
            self._printed[key] = render_to_string(template, told)
        return self._printed[key]


_latest: tuple[str, Frame] | None = None


def around(request: HttpRequest | None) -> Frame:
    """The frame of this answer: one query, asked once a request; four more after a change of it."""
    known = getattr(request, REMEMBERED, None)
    if known is None:
        shown.note(keys.SETTINGS, keys.MENUS)
        with shown.aside():
            known = _current()
        if request is not None:
            setattr(request, REMEMBERED, known)
    return known


def _current() -> Frame:
    global _latest
    stamp = stamps.current(stamps.FRAME)
    if _latest is None or _latest[0] != stamp:
        _latest = stamp, Frame(Paper.load(), _sections(), _policies(), not PageViewRestriction.objects.exists())
    return _latest[1]


def _sections() -> list[Section]:
    return _in_order(section for section in Section.objects.order_by() if section.live)


def _policies() -> list[Policy]:
    return _in_order(policy for policy in Policy.objects.order_by().defer("body") if policy.live and policy.show_in_menus)


def _in_order[P: Page](pages: Iterable[P]) -> list[P]:
    """As the tree has them. Asked to sort, SQLite walks the tree's whole index, past every story of the archive."""
    return sorted(pages, key=lambda page: page.path)
