"""A body taken apart into paragraphs and other pieces, each of which can be kept or left out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from redaksi.stories import prose
from redaksi.stories.clean import plain
from redaksi.stories.copy import BlockCopy

from .lines import worth_of

_PARAGRAPH = re.compile(r"<p\b[^>]*>.*?</p>", re.DOTALL)
_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)
_KEY = re.compile(r"[\W_]+")
KEY_LENGTH = 60


@dataclass(frozen=True)
class Piece:
    block: BlockCopy

    @cached_property
    def words(self) -> str:
        """What a reader reads of it; of pictures and embeds nothing."""
        if self.block.kind in ("photo", "gallery", "embed", "related"):
            return ""
        texts = prose.paragraphs([{"type": self.block.kind, "value": self.block.value}])
        return " ".join(" ".join(texts).split())

    @cached_property
    def linked(self) -> int:
        """How many of its words stand in links."""
        marked = {"text": [self.block.value], "list": self.block.value["items"] if self.block.kind == "list" else []}
        links = (link for html in marked.get(self.block.kind, []) for link in _LINK.findall(html))
        return sum(len(plain(link).split()) for link in links)

    @cached_property
    def worth(self) -> float:
        return worth_of(self.words, self.linked) if self.words else 0.0

    @property
    def key(self) -> str:
        return key_of(self.words)[:KEY_LENGTH]

    @property
    def is_link(self) -> bool:
        """The headline of another story, or a list of such."""
        words = len(self.words.split())
        return self.block.kind in ("text", "list") and 0 < words < 40 and self.linked > 0.6 * words and self.linked > 2


def key_of(text: str) -> str:
    """Letters and digits alone, by which two readings of one page are compared."""
    return _KEY.sub("", text).casefold()


def pieces_of(blocks: Iterable[BlockCopy]) -> Iterator[Piece]:
    for block in blocks:
        if block.kind == "text":
            yield from (Piece(BlockCopy("text", each)) for each in _PARAGRAPH.findall(block.value) or [block.value])
        else:
            yield Piece(block)


def blocks_of(pieces: Iterable[Piece]) -> list[BlockCopy]:
    """Neighboring paragraphs as one block again."""
    blocks: list[BlockCopy] = []
    for piece in pieces:
        if blocks and blocks[-1].kind == piece.block.kind == "text":
            blocks[-1] = BlockCopy("text", blocks[-1].value + piece.block.value)
        else:
            blocks.append(piece.block)
    return blocks
