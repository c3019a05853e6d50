"""The text of a manuscript, block by block."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from markdown_it.token import Token

from redaksi.stories.copy import BlockCopy

from . import blocks, head
from .fields import Fields
from .markdown import PARSER, Inline, paragraph, rich_text
from .pictures import PictureFolders

LONGEST_HEADING = 200


class Body:
    """`first_line` is the line of the file at which the text begins. Raises `Unreadable` while it is read."""

    def __init__(self, markdown: str, first_line: int, folders: PictureFolders) -> None:
        self.notes: list[str] = []
        self._first_line = first_line
        self._folders = folders
        self._tokens = PARSER.parse(markdown)

    def blocks(self) -> list[BlockCopy]:
        return list(_joined(self._blocks(self._tokens)))

    def _blocks(self, tokens: Sequence[Token]) -> Iterator[BlockCopy]:
        index = 0
        while index < len(tokens):
            end = _end_of(tokens, index)
            yield from self._block(tokens[index], tokens[index + 1 : end])
            index = end + 1

    def _block(self, token: Token, inside: Sequence[Token]) -> Iterator[BlockCopy]:
        match token.type:
            case "paragraph_open":
                yield BlockCopy("text", f"<p>{self._inline(inside[0], token)}</p>")
            case "heading_open":
                yield self._heading(token, inside[0])
            case "bullet_list_open" | "ordered_list_open":
                yield self._list(token, inside)
            case "fence":
                yield from self._fence(token)
            case "blockquote_open":
                self._note(token, _("a quotation without its speaker; kept as text"))
                yield from self._blocks(inside)
            case "hr":
                self._note(token, _("a line across the page; left out"))
            case _:
                self._note(token, _("markup kept as text"))
                yield BlockCopy("text", paragraph(token.content))

    def _heading(self, token: Token, inline: Token) -> BlockCopy:
        text = Inline().plain(inline)
        level = int(token.tag[1])
        if level not in (2, 3):
            self._note(
                token, _("a heading of level %(level)s; made one of level %(new)s") % {"level": level, "new": _level(level)}
            )
        if len(text) > LONGEST_HEADING:
            self._note(token, _("a heading too long to be one; kept as text"))
            return BlockCopy("text", paragraph(text))
        return BlockCopy("heading", {"text": text, "level": _level(level)})

    def _list(self, token: Token, inside: Sequence[Token]) -> BlockCopy:
        if any(nested.type.endswith("_list_open") for nested in inside):
            self._note(token, _("a list within a list; its points stand in one row"))
        items = [f"<p>{self._inline(each, token)}</p>" for each in inside if each.type == "inline"]
        others = [each for each in inside if each.type in ("fence", "code_block", "html_block")]
        for other in others:
            self._note(other, _("markup kept as text"))
        items += [paragraph(other.content) for other in others]
        return BlockCopy("list", {"is_numbered": token.type == "ordered_list_open", "items": items})

    def _fence(self, token: Token) -> Iterator[BlockCopy]:
        kind = token.info.strip()
        if kind not in blocks.READERS:
            self._note(token, _("a block of unknown name; kept as text: %(kind)s") % {"kind": kind or "```"})
            yield BlockCopy("text", paragraph(token.content))
            return
        fields = Fields(head.toml(token.content), kind)
        notes: list[str] = []
        yield blocks.block_of(kind, fields, self._folders, lambda markdown: rich_text(markdown, notes))
        for note in notes:
            self._note(token, note)
        for name, value in fields.left.items():
            self._note(token, _("an unknown field of “%(kind)s”, kept as text: %(field)s") % {"kind": kind, "field": name})
            yield BlockCopy("text", paragraph(blocks.dumped({name: value})))

    def _inline(self, inline: Token, token: Token) -> str:
        reader = Inline()
        text = reader.html(inline)
        for note in reader.notes:
            self._note(token, note)
        return text

    def _note(self, token: Token, why: str) -> None:
        line = self._first_line + (token.map[0] if token.map else 0)
        self.notes.append(_("line %(line)s: %(text)s") % {"line": line, "text": why})


def _level(level: int) -> int:
    return min(max(level, 2), 3)


def _end_of(tokens: Sequence[Token], start: int) -> int:
    """The index of the token that closes the one at `start`, or `start` where it needs no closing."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth <= 0:
            return index
    return len(tokens) - 1


def _joined(found: Iterator[BlockCopy]) -> Iterator[BlockCopy]:
    """Neighboring paragraphs as one block."""
    paragraphs: list[str] = []
    for block in found:
        if block.kind == "text":
            paragraphs.append(block.value)
            continue
        if paragraphs:
            yield BlockCopy("text", "".join(paragraphs))
            paragraphs.clear()
        yield block
    if paragraphs:
        yield BlockCopy("text", "".join(paragraphs))
