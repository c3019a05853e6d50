"""Lexical, Ghost's editor since version 5: a tree of nodes, as HTML."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from . import cards, prose
from .cards import Told

DEEPEST = 40
_FORMATS = ((1, "b"), (2, "i"), (4, "s"), (8, "u"), (16, "code"), (32, "sub"), (64, "sup"))


def html_of(document: Any, told: Told) -> str:
    """Of any JSON; what is no node says nothing."""
    root = document.get("root") if isinstance(document, dict) else None
    return "".join(_node(root, told, 0))


def _node(node: Any, told: Told, depth: int) -> Iterator[str]:
    if not isinstance(node, dict):
        return
    kind = str(node.get("type", "")).removeprefix("extended-")
    if kind in ("text", "tk", "code-highlight"):
        yield _text(node)
    elif kind in ("linebreak", "tab"):
        yield "<br>" if kind == "linebreak" else " "
    elif depth > DEEPEST:
        told.unplaced.append(_("markup nested too deeply to be read; only its words came in"))
        yield prose.escaped(" ".join(_words(node)))
    elif isinstance(node.get("children"), list) and kind not in cards.CARDS:
        yield from _element(kind, node, told, depth)
    else:
        yield cards.html_of(kind, node, told)


def _element(kind: str, node: dict[str, Any], told: Told, depth: int) -> Iterator[str]:
    inside = "".join(part for child in node["children"] for part in _node(child, told, depth + 1))
    if kind in ("link", "autolink", "at-link"):
        yield prose.link(node.get("url"), inside)
        return
    tag = _tag(kind, node)
    yield f"<{tag}>{inside}</{tag}>" if tag else inside


def _tag(kind: str, node: dict[str, Any]) -> str:
    match kind:
        case "paragraph":
            return "p"
        case "heading":
            tag = node.get("tag")
            return tag if tag in prose.PARAGRAPHS else "h2"
        case "quote" | "aside":
            return "blockquote"
        case "list":
            return "ol" if node.get("listType") == "number" else "ul"
        case "listitem":
            return "li"
    return "" if kind == "root" else "div"


def _text(node: dict[str, Any]) -> str:
    given = node.get("format")
    marks = given if isinstance(given, int) else 0
    tags = [tag for bit, tag in _FORMATS if marks & bit]
    text = prose.escaped(node.get("text"))
    opening, closing = "".join(f"<{tag}>" for tag in tags), "".join(f"</{tag}>" for tag in reversed(tags))
    return f"{opening}{text}{closing}" if text else ""


def _words(node: Any) -> Iterator[str]:
    """Without going down by calls: however deep, the words come."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            if isinstance(each.get("text"), str):
                yield each["text"]
            children = each.get("children")
            waiting += reversed(children) if isinstance(children, list) else []
