"""What the search page shows around the stories: what narrows them, what is chosen, what to try. All of it are links."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from redaksi.archive import search
from redaksi.archive.question import without_each
from redaksi.archive.search import Found
from redaksi.front.asked import NEWEST, ORDER, WORDS, Asked, typed
from redaksi.front.pages import A_PAGE, Leaf
from redaksi.stories.models import Contributor, Section, Topic

AT_FIRST = 8  # links of a group before the rest is folded away
NAMED: dict[str, tuple[Any, str]] = {"rubrik": (Section, "title"), "penulis": (Contributor, "name"), "topik": (Topic, "name")}


@dataclass(frozen=True)
class Link:
    label: str
    address: str
    count: int | None = None
    is_current: bool = False


@dataclass(frozen=True)
class Group:
    """What a search can be narrowed by, `more` folded away."""

    title: str
    first: list[Link]
    more: list[Link]


@dataclass(frozen=True)
class SearchPage:
    asked: Asked
    found: Found
    number: int

    @property
    def leaf(self) -> Leaf:
        return Leaf(self.found.findings, self.number, self.found.total > self.number * A_PAGE, search.LAST_PAGE)

    @property
    def asks(self) -> bool:
        return self.found.understood.asks or self.asked.narrowing.narrows

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What goes with the next question, besides the days, which stand in the form."""
        asked = self.asked.parameters
        return [(name, value) for name, value in asked.items() if name not in (WORDS, "sejak", "sampai")]

    @property
    def orders(self) -> list[Link]:
        """None where no words are asked for: then there is no better and worse."""
        if not (self.found.understood.words or self.found.understood.phrases):
            return []
        is_newest = self.asked.is_newest_first
        return [
            Link(_("Best matches"), self.asked.address(**{ORDER: ""}), is_current=not is_newest),
            Link(_("Newest"), self.asked.address(**{ORDER: NEWEST}), is_current=is_newest),
        ]

    @cached_property
    def groups(self) -> list[Group]:
        """Of what is not chosen yet, where there is a choice."""
        counted = self.found.counted
        offered: list[tuple[str, str, list[tuple[str, str, int]]]] = [
            ("rubrik", _("Section"), [(each.title, each.slug, count) for each, count in counted.sections]),
            ("tahun", _("Year"), [(str(year), str(year), count) for year, count in counted.years]),
            ("penulis", _("Author"), [(each.name, each.slug, count) for each, count in counted.contributors]),
        ]
        chosen = self.asked.narrowed_by
        return [
            self._group(parameter, title, choices)
            for parameter, title, choices in offered
            if len(choices) > 1 and parameter not in chosen
        ]

    def _group(self, parameter: str, title: str, choices: Iterable[tuple[str, str, int]]) -> Group:
        links = [Link(label, self.asked.address(**{parameter: value}), count) for label, value, count in choices]
        return Group(title, links[:AT_FIRST], links[AT_FIRST:])

    @cached_property
    def chosen(self) -> list[Link]:
        """What narrows it now; each link takes it away, the last all of them. A query for each name."""
        narrowed_by = self.asked.narrowed_by
        links = [Link(LABELS[name](value), self.asked.address(**{name: ""})) for name, value in narrowed_by.items()]
        return [*links, Link(_("all filters"), self.asked.without_narrowing().address())] if len(links) > 1 else links

    @cached_property
    def tries(self) -> list[Link]:
        """What would find something, where nothing was found: the label is what is left out."""
        rests = dict(without_each(self.found.understood))
        return [
            Link(each.left_out or _("limits in time"), self.asked.address(q=typed(rests[each.left_out])), each.total)
            for each in self.found.tries
        ] + self._try_without_narrowing()

    def _try_without_narrowing(self) -> list[Link]:
        if self.found.total or not self.asked.narrowing.narrows:
            return []
        total = search.found(self.asked.question).total
        return [Link(_("filters"), self.asked.without_narrowing().address(), total)] if total else []


def searched(asked: Asked, number: int) -> SearchPage:
    """Raises `Http404` for a page after the last."""
    found = search.found(asked.question, number, A_PAGE, asked.is_newest_first, asked.narrowing)
    if found.is_answered and number > 1 and found.total <= (number - 1) * A_PAGE:
        raise Http404
    return SearchPage(asked, found, number)


def _called(parameter: str) -> Callable[[str], str]:
    model, field = NAMED[parameter]
    return lambda slug: model.objects.filter(slug=slug).values_list(field, flat=True).first() or slug


def _day(written: str) -> str:
    return date_format(date.fromisoformat(written), _("j M Y"))


LABELS: dict[str, Callable[[str], str]] = {
    **{parameter: _called(parameter) for parameter in NAMED},
    "tahun": str,
    "sejak": lambda day: _("since %(day)s") % {"day": _day(day)},
    "sampai": lambda day: _("until %(day)s") % {"day": _day(day)},
}
