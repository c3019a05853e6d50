"""Markdown of a manuscript's paragraphs into the markup that a paragraph of ours may hold."""

import html
import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from redaksi.stories import clean

PARSER = MarkdownIt("commonmark", {"maxNesting": 20})
_TAGS = {"strong_open": "b", "strong_close": "b", "em_open": "i", "em_close": "i"}
_ADMITTED = re.compile(r"</?(?:b|i|sup|sub|br|a)(?:\s+href=\"[^\"<>]*\")?\s*/?>$")


class Inline:
    """Inline markup of one text; `notes` says what it could not place."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def html(self, token: Token) -> str:
        children = [self._child(child) for child in token.children or []]
        return clean.rich_text(PARSER.renderer.render(children, PARSER.options, {}))

    def plain(self, token: Token) -> str:
        return clean.plain(self.html(token))

    def _child(self, token: Token) -> Token:
        if token.type in _TAGS:
            token.tag = _TAGS[token.type]
        elif token.type == "softbreak":
            return Token("text", "", 0, content=" ")
        elif token.type == "code_inline":
            return Token("text", "", 0, content=token.content)
        elif token.type == "image":
            self.notes.append(_("a picture among the words; only its description stays: %(text)s") % {"text": token.content})
            return Token("text", "", 0, content=token.content)
        elif token.type == "html_inline" and not _ADMITTED.match(token.content):
            self.notes.append(_("markup kept as text: %(text)s") % {"text": token.content})
            return Token("text", "", 0, content=token.content)
        return token


def rich_text(markdown: str, notes: list[str]) -> str:
    """Markdown of several paragraphs as one rich text: what a factbox holds."""
    inline = Inline()
    rendered = "".join(_rich(PARSER.parse(markdown), inline))
    notes += inline.notes
    return clean.rich_text(rendered)


def _rich(tokens: Sequence[Token], inline: Inline) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield inline.html(token)
        elif token.type in ("fence", "code_block", "html_block"):
            yield paragraph(token.content)
        elif token.type.startswith("heading"):
            yield f"<{'/' if token.nesting < 0 else ''}h3>"
        elif token.tag in ("p", "ul", "ol", "li") and not token.hidden:
            yield f"<{'/' if token.nesting < 0 else ''}{token.tag}>"


def paragraph(text: str) -> str:
    return f"<p>{html.escape(' '.join(text.split()), quote=False)}</p>"
