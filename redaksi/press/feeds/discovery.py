"""Where a page's feeds are, for its head: `<link rel="alternate">`."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model

from redaksi.press.feeds import lists
from redaksi.press.feeds.lists import FLAVORS
from redaksi.stories.models import Paper

NAMES = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}


@dataclass(frozen=True)
class FeedLink:
    kind: str
    title: str
    address: str


def links_for(paper: Paper, thing: Model | None = None) -> list[FeedLink]:
    """The whole paper's, after those of what the page is about. No query."""
    followed = [lists.of(thing)] if type(thing) in lists.KINDS else []
    return [
        FeedLink(kind, f"{lists.title_in(paper, each)} ({NAMES[flavor]})", each.address(flavor))
        for each in [*followed, lists.of_paper(paper)]
        for flavor, kind in FLAVORS.items()
    ]
