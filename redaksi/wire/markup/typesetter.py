"""Sets elements into blocks, in their order. Words run into paragraphs; what is more than words has a file of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from lxml import etree
from lxml.html import HtmlElement

from redaksi.stories import clean
from redaksi.stories.copy import BlockCopy

from . import embeds, figures, headings, lists, pictures, quotes, tables
from .elements import BLOCKS, UNREAD, mark_of, tag_of
from .links import link_to
from .paragraph import KEPT, Paragraph

Taker = Callable[["Typesetter", HtmlElement], bool]
DEEPEST = 16  # lists in quotations in lists …: further in, only paragraphs are made
_ONLY_A_LINK = re.compile(r"(?:<a [^>]*>)?(https?://[^\s<>]+)(?:</a>)?$", re.IGNORECASE)
_STRUCK = frozenset(("s", "del", "strike"))


class Typesetter:
    """`notes`: what found no place, a line each."""

    def __init__(self, base_url: str, depth: int = 0) -> None:
        self.notes: list[str] = []
        self.base_url = base_url
        self.last_picture = ""
        self._depth = depth
        self._blocks: list[BlockCopy] = []
        self._paragraph = Paragraph()
        self._paragraphs: list[str] = []
        self._after_paragraph: list[BlockCopy] = []
        self._marks: list[HtmlElement] = []

    def set(self, element: HtmlElement) -> None:
        """All that is in the element; what follows it is not."""
        taken = None
        walk = etree.iterwalk(element, events=("start", "end"))
        for event, each in walk:
            if event == "start":
                if each is not element and (self._sets_at_once(each) or self._takes(each)):
                    taken = each
                    walk.skip_subtree()
                else:
                    self._begin(each)
                    self.add(each.text)
            else:
                if each is taken:
                    taken = None
                else:
                    self._end(each)
                if each is not element:
                    self.add(each.tail)

    def set_apart(self, element: HtmlElement, tail: str | None = None) -> list[BlockCopy]:
        """What is in the element as blocks of their own, and the words that follow it."""
        inner = Typesetter(self.base_url, self._depth + 1)
        inner.set(element)
        inner.add(tail)
        blocks = inner.blocks()
        self.notes += inner.notes
        return blocks

    def set_lines(self, lines: Iterable[str]) -> None:
        """Each line as a paragraph."""
        for line in lines:
            self.end_paragraph()
            self.add(line)
        self.end_paragraph()

    def add(self, text: str | None) -> None:
        if text:
            self._paragraph.add(text)

    def break_line(self) -> None:
        """The second in a row ends the paragraph."""
        if self._paragraph.break_line():
            self.end_paragraph()

    def put(self, *blocks: BlockCopy) -> None:
        """Blocks at this place; text among them joins the paragraphs around it."""
        self.end_paragraph()
        for block in blocks:
            if block.kind == "text":
                self._paragraphs.append(block.value)
            else:
                self._join_paragraphs()
                self._blocks.append(block)

    def put_beside(self, block: BlockCopy) -> None:
        """A picture within a sentence: behind its paragraph, so that the sentence stays whole."""
        if self._paragraph.has_words:
            self._after_paragraph.append(block)
        else:
            self.put(block)

    def note(self, text: str) -> None:
        self.notes.append(text)

    def end_paragraph(self) -> None:
        text = self._paragraph.taken()
        link = _ONLY_A_LINK.match(text) if text.startswith(("http", "<a ")) else None
        waiting, self._after_paragraph = self._after_paragraph, []
        if link and (embed := embeds.of_link(clean.plain(link[1]))):
            waiting.insert(0, embed)
        elif text:
            self._paragraphs.append(f"<p>{text}</p>")
        if waiting:
            self.put(*waiting)

    def blocks(self) -> list[BlockCopy]:
        self.end_paragraph()
        self._join_paragraphs()
        return self._blocks

    def _join_paragraphs(self) -> None:
        if self._paragraphs:
            self._blocks.append(BlockCopy("text", clean.rich_text("".join(self._paragraphs))))
            self._paragraphs = []

    def _sets_at_once(self, element: HtmlElement) -> bool:
        """Most paragraphs of an archive hold nothing but words: those are set at once."""
        if element.tag != "p" or len(element):
            return False
        self.set_lines([element.text or ""])
        return True

    def _takes(self, element: HtmlElement) -> bool:
        tag = tag_of(element)
        if tag in KEPT or tag == "p":
            return False
        if tag in TAKERS:
            return TAKERS[tag](self, element)
        if self._depth < DEEPEST and tag in CONTAINERS:
            return any(take(self, element) for take in CONTAINERS[tag])
        return False

    def _begin(self, element: HtmlElement) -> None:
        tag = tag_of(element)
        if tag in BLOCKS:
            self.end_paragraph()
        elif tag == "br":
            self.break_line()
        elif tag == "q":
            self.add("“")
        elif tag in _STRUCK:
            self.note(_("words struck through; they stand as words like others"))
        elif (mark := mark_of(element)) in KEPT:
            self._open(mark, element)

    def _open(self, tag: str, element: HtmlElement) -> None:
        href = link_to(element.get("href") or "", self.base_url) if tag == "a" else ""
        if (tag != "a" or href) and self._paragraph.open(tag, href):
            self._marks.append(element)

    def _end(self, element: HtmlElement) -> None:
        if self._marks and self._marks[-1] is element:
            self._marks.pop()
            self._paragraph.close()
        elif tag_of(element) in BLOCKS:
            self.end_paragraph()
        elif tag_of(element) == "q":
            self.add("”")


def _leave_out(typesetter: Typesetter, element: HtmlElement) -> bool:
    for each in element if tag_of(element) == "head" else [element]:
        if tag_of(each) in ("script", "style", "template", "svg", "form"):
            typesetter.note(_("no text, left out: <%(tag)s>") % {"tag": tag_of(each)})
    return True


TAKERS: dict[str, Taker] = {
    **dict.fromkeys((*UNREAD, "form"), _leave_out),
    **dict.fromkeys(("img", "amp-img"), pictures.take),
    **dict.fromkeys(embeds.TAGS, embeds.take),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), headings.take),
    "pre": headings.take_preformatted,
}
# Elements with more elements in them: each asked of the functions in turn, and none but paragraphs when all decline.
CONTAINERS: dict[str, tuple[Taker, ...]] = {
    "figure": (pictures.take_gallery, figures.take),
    "div": (pictures.take_gallery, figures.take),
    "dl": (figures.take,),
    "aside": (figures.take_factbox,),
    "ul": (pictures.take_gallery, lists.take),
    "ol": (lists.take,),
    "menu": (lists.take,),
    "blockquote": (quotes.take_post, quotes.take),
    "table": (tables.take,),
}
