"""What surrounds every page: the paper's name, its sections, its policies."""

from dataclasses import dataclass

from django.http import HttpRequest

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
        known = Frame(Paper.load(request), _sections(), _policies())
        if request is not None:
            setattr(request, REMEMBERED, known)
    return known


def _sections() -> list[Section]:
    return list(Section.objects.live().order_by("path"))


def _policies() -> list[Policy]:
    return list(Policy.objects.live().filter(show_in_menus=True).defer("body").order_by("path"))
