"""The lines of a page as a reader sees them, and what each is worth as a sign that here is the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from redaksi.wire.markup.elements import BLOCKS, UNREAD, tag_of

_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE_END = re.compile(r"[.!?…:。！？][\"”'’)」]*(?:\s*\([^()]{1,60}\))?$")
_NOT_PARTING = frozenset({"select", "option"})
FEW, MANY = 8, 25  # words of a sentence; of a paragraph that needs no full stop to be one
FEWEST = 5
LINK, SCRAP = -10.0, -2.0


@dataclass(frozen=True)
class Line:
    """`linked` counts the words of `text` that stand in links."""

    element: HtmlElement
    text: str
    linked: int

    @property
    def worth(self) -> float:
        return 0.0 if tag_of(self.element) == "figcaption" else worth_of(self.text, self.linked)


def worth_of(text: str, linked: int) -> float:
    """Words of prose count for the text, lines of links and scraps against it, and short lines not at all."""
    words, weight = len(text.split()), weight_of(text)
    if linked > words / 2:
        return LINK
    if weight >= MANY or (weight >= FEW and _SENTENCE_END.search(text)):
        return weight * (1 - linked / words)
    return SCRAP if weight < FEWEST else 0.0


def weight_of(text: str) -> int:
    """Words; where a script sets no spaces, two characters count as one."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2


def lines_of(root: HtmlElement) -> Iterator[Line]:
    """Each with the innermost block that it stands in."""
    pieces: list[str] = []
    block, linked, depth = root, 0, 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = tag_of(element)
        parts = tag == "br" or (tag in BLOCKS and tag not in _NOT_PARTING)
        if parts:
            yield from _line(block, pieces, linked)
            pieces, linked = [], 0
        if event == "start":
            if tag in UNREAD:
                walk.skip_subtree()
            depth += tag == "a"
            block = element if parts and tag != "br" else block
        else:
            depth -= tag == "a"
            block = element.getparent() if parts and tag != "br" and element is not root else block
        words = "" if tag in UNREAD and event == "start" else _words(event, element, root)
        pieces.append(words)
        linked += len(words.split()) if depth else 0
    yield from _line(block, pieces, linked)


def _words(event: str, element: HtmlElement, root: HtmlElement) -> str:
    if event == "start":
        return element.text or ""
    return (element.tail or "") if element is not root else ""


def _line(block: HtmlElement, pieces: list[str], linked: int) -> Iterator[Line]:
    text = " ".join("".join(pieces).split())
    if text:
        yield Line(block, text, linked)
