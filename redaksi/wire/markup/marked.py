"""A text with markup, read once from its beginning to its end."""

import html as entities
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from redaksi.stories.copy import BlockCopy

from .elements import words_of
from .typesetter import Typesetter

_UNREAD = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[/a-zA-Z!?][^<>]*>")


@dataclass
class Marked:
    """`unplaced`: a line for whatever has no place of its own among our blocks."""

    blocks: list[BlockCopy] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)


def blocks_of(html: str, base_url: str = "") -> Marked:
    """Takes any text, broken markup too, in time linear in its length. Relative links and pictures start at `base_url`.

    A photo's `file` is its address; no picture is looked for. Nothing is raised.
    """
    if not html.strip():
        return Marked()
    typesetter = Typesetter(base_url)
    tree = _tree_of(html)
    if tree is None:
        typesetter.note(_("markup nested too deeply to be read; only its words came in"))
        typesetter.set_lines(_words_alone(html))
    else:
        typesetter.set(tree)
    blocks = typesetter.blocks()
    return Marked(blocks, list(dict.fromkeys(typesetter.notes)))


def words_in(html: str) -> str:
    """The words of some markup in one line."""
    if not html.strip():
        return ""
    tree = _tree_of(html)
    return words_of(tree) if tree is not None else " ".join(" ".join(_words_alone(html)).split())


def _tree_of(html: str) -> HtmlElement | None:
    """None for what is beyond the limits of the parser: 256 levels, 10 MB in one piece."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        tree = document_fromstring(html.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing in it but comments, or too much
        tree = document_fromstring("<p></p>")
    return None if parser.error_log.filter_from_fatals() else tree


def _words_alone(html: str) -> list[str]:
    return [entities.unescape(line) for line in _TAG.sub("\n", _UNREAD.sub("\n", html)).split("\n") if line.strip()]
