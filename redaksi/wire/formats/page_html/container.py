"""The element that holds the article's text: the one with the most prose and the least of anything else."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from lxml.html import HtmlElement

from redaksi.wire.markup.elements import tag_of
from redaksi.wire.printed.wordlist import words_in

from .lines import Line, lines_of

_NEVER_TEXT = words_in(
    """
    script, style, noscript, template, nav, footer, aside, button, select, svg, object, input, textarea, label, audio, canvas,
    ins, dialog, map, head, link, meta, title, datalist
"""
)
# Names that content systems the world over give to what stands around a text.
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:comments?|komentar|disqus|shar(?:e|ing)|social|sosmed|relateds?|terkait|baca-?juga|breadcrumbs?|newsletter|"
    r"subscribe|sidebar|popular|terpopuler|trending|recommend(?:ed|ations?)|recirc|outbrain|taboola|promo|sponsor(?:ed)?|"
    r"advert\w*|ads?|adslot|banner|cookies?|tags|footer|nav|menu|copyright|signup|paywall|byline|author-bio|credits?)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
MOST_PROSE_OF_FURNITURE = 0.35  # of all prose on the page; what has more holds the text, whatever it is called
ENOUGH_OF_BODY = 0.6
NEARLY_ALL = 0.95
LONGEST_TEASER = 40.0
FEWEST_WORDS_OF_HEADLINE, FEWEST_TEASERS = 3, 3


def container_of(tree: HtmlElement) -> HtmlElement:
    """Prunes the tree; returns one of its elements."""
    _drop(each for each in tree.iter() if tag_of(each) in _NEVER_TEXT or _is_hidden(each))
    prose = _sums(tree, lambda line: max(0.0, line.worth))
    most = MOST_PROSE_OF_FURNITURE * prose.get(tree, 0.0)
    _drop(each for each in tree.iter() if _NAMES.search(_named(each)) and prose.get(each, 0.0) <= most)
    teasers = _teasers(tree)
    worth = _sums(tree, lambda line: 0.0 if line in teasers else line.worth)
    best = max(worth, key=lambda element: (worth[element], _depth(element)), default=tree)
    return _declared(tree, prose, _innermost(best, worth))


def _teasers(tree: HtmlElement) -> set[Line]:
    """Short paragraphs below linked headlines, set alike again and again: they are of other stories."""
    alike: dict[str, list[Line]] = defaultdict(list)
    is_below_link = False
    for line in lines_of(tree):
        if is_below_link and 0 < line.worth < LONGEST_TEASER:
            alike[_setting(line.element)].append(line)
        if line.linked > FEWEST_WORDS_OF_HEADLINE or line.worth > 0:
            is_below_link = line.worth < 0
    return {line for lines in alike.values() if len(lines) >= FEWEST_TEASERS for line in lines}


def _setting(element: HtmlElement) -> str:
    """How an element is set on the page: its tag and classes, and those of what it stands in."""
    around = element.getparent()
    return f"{tag_of(element)} {element.get('class')} {around.get('class') if around is not None else ''}"


def _innermost(best: HtmlElement, worth: dict[HtmlElement, float]) -> HtmlElement:
    """Within the best, the tightest that has nearly all of it."""
    least = NEARLY_ALL * worth.get(best, 0.0)
    inner = [each for each in best.iterdescendants() if worth.get(each, 0.0) >= least > 0]
    return inner[-1] if inner else best


def _declared(tree: HtmlElement, prose: dict[HtmlElement, float], best: HtmlElement) -> HtmlElement:
    """What the page itself calls its article's body, where it holds most of the prose that was found."""
    bodies = [each for each in tree.iter() if "articlebody" in (each.get("itemprop") or "").lower().split()]
    declared = max(bodies, key=lambda element: prose.get(element, 0.0), default=best)
    return declared if prose.get(declared, 0.0) >= ENOUGH_OF_BODY * prose.get(best, 0.0) else best


def _sums(tree: HtmlElement, value: Callable[[Line], float]) -> dict[HtmlElement, float]:
    """What the lines in each element come to."""
    sums: dict[HtmlElement, float] = defaultdict(float)
    for line in lines_of(tree):
        worth = value(line)
        for element in (line.element, *line.element.iterancestors()):
            sums[element] += worth
    return sums


def _drop(elements: Iterable[HtmlElement]) -> None:
    for element in list(elements):
        if element.getparent() is not None and tag_of(element) not in ("body", "html"):
            element.drop_tree()


def _is_hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _named(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _depth(element: HtmlElement) -> int:
    return sum(1 for _each in element.iterancestors())
