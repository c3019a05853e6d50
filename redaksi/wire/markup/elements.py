"""Which elements of HTML are what, and the words in one."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

# Whatever is not among these runs on within its line, unknown elements too.
_PARTING = """
address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form
h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre section select summary table tbody
td tfoot th thead title tr ul
"""
BLOCKS = frozenset(_PARTING.split())
UNREAD = frozenset({"script", "style", "template", "svg", "head"})
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style:\s*(?:italic|oblique)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight:\s*(?:normal|400)", re.IGNORECASE)
_NOT_ITALIC = re.compile(r"font-style:\s*normal", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"]+$", re.IGNORECASE)


def tag_of(element: HtmlElement) -> str:
    tag = element.tag  # in small letters already: the parser sees to it
    return tag if isinstance(tag, str) else ""


def classes_of(element: HtmlElement) -> str:
    return f" {' '.join((element.get('class') or '').lower().split())} "


def mark_of(element: HtmlElement) -> str:
    """Which mark it stands for: office programs say it in its style, and say of a `<b>` that it is not bold."""
    tag, style = tag_of(element), element.get("style") or ""
    if not style or tag not in ("span", "b", "strong", "i", "em"):
        return tag
    if tag == "span":
        return "b" if _BOLD.search(style) else "i" if _ITALIC.search(style) else tag
    is_not = _NOT_BOLD if tag in ("b", "strong") else _NOT_ITALIC
    return "span" if is_not.search(style) else tag


def words_of(element: HtmlElement) -> str:
    """The text in it on one line; blocks and line breaks part words."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: HtmlElement) -> Iterator[str]:
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, each in walk:
        tag = tag_of(each)
        if tag in BLOCKS or tag == "br":
            yield " "
        if event == "start":
            if tag in UNREAD:
                walk.skip_subtree()
            else:
                yield each.text or ""
        elif each is not element:
            yield each.tail or ""


def lines_of(element: HtmlElement) -> list[str]:
    """Its text by the ends of lines in it, and by `<br>`."""
    walk = etree.iterwalk(element, events=("start", "end"))
    pieces = (
        f"{'\n' if tag_of(each) == 'br' else ''}{each.text or ''}" if event == "start" else each.tail or ""
        for event, each in walk
        if event == "start" or each is not element
    )
    return "".join(pieces).strip("\n").split("\n")


def is_url(text: str) -> bool:
    return bool(_URL.match(text))


def taken_out(element: HtmlElement) -> HtmlElement:
    """The element without its place in the tree; what follows it stays there."""
    element.drop_tree()
    return element
