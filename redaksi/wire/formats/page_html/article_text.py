"""The article's text, from two readings of the page that know nothing of each other.

Ours finds the container with the most prose and keeps all that is in it; trafilatura judges each line. Where they agree
on the text, trafilatura decides what of our container's edges belongs to it. Where the page gives its text in JSON-LD
too, that decides between them.
"""

import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement, tostring

from redaksi.stories.copy import BlockCopy
from redaksi.wire import markup
from redaksi.wire.markup.elements import tag_of

from .container import container_of
from .pieces import Piece, key_of, pieces_of

_WORD = re.compile(r"\w+")
COVERED = 0.7  # of trafilatura's text in ours: they agree on where the text is
SHARED = 0.5  # of ours in trafilatura's: and on how much of it there is
CERTAIN = 25.0  # worth of a paragraph that is kept even where trafilatura left it out
ENOUGH_WORDS = 40
TELLING = 24  # letters of a piece that nothing else begins with
CLOSE = 0.5
LONGEST_FOR_TRAFILATURA = 3_000_000


@dataclass
class ArticleText:
    pieces: list[Piece]
    left_out: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)


def article_text(tree: HtmlElement, page: str, told: str, base_url: str) -> ArticleText:
    """`told` is the text as JSON-LD has it. Prunes the tree."""
    ours, is_whole_page = _ours(tree, base_url)
    theirs = _theirs(page, base_url)
    if not theirs.pieces or not ours.pieces:
        chosen = ours if ours.pieces else theirs
    else:
        chosen = _told_by_page([_reconciled(ours, theirs, is_whole_page), ours, theirs], told)
    if len(told.split()) >= max(ENOUGH_WORDS, len(_words(chosen).split())) and _nearness(chosen, told) < CLOSE:
        return ArticleText(list(_plain_pieces(told)))
    return chosen


def _ours(tree: HtmlElement, base_url: str) -> tuple[ArticleText, bool]:
    container = container_of(tree)
    marked = markup.blocks_of(tostring(container, encoding="unicode", with_tail=False), base_url)
    return ArticleText(list(pieces_of(marked.blocks)), unplaced=marked.unplaced), tag_of(container) in ("body", "html")


def _theirs(page: str, base_url: str) -> ArticleText:
    if len(page) > LONGEST_FOR_TRAFILATURA:
        return ArticleText([])
    import trafilatura  # takes a quarter of a second to load, which no other command should wait for

    found = trafilatura.extract(
        page,
        output_format="html",
        include_comments=False,
        include_formatting=True,
        include_links=True,
        include_images=True,
        include_tables=True,
    )
    marked = markup.blocks_of(found or "", base_url)
    return ArticleText(list(pieces_of(marked.blocks)), unplaced=marked.unplaced)


def _told_by_page(candidates: Sequence[ArticleText], told: str) -> ArticleText:
    if len(told.split()) < max(ENOUGH_WORDS, SHARED * len(_words(candidates[0]).split())):
        return candidates[0]  # nothing, or only a beginning
    return max(candidates, key=lambda candidate: round(_nearness(candidate, told), 2))


def _reconciled(ours: ArticleText, theirs: ArticleText, is_whole_page: bool) -> ArticleText:
    their_keys = {piece.key for piece in theirs.pieces}
    our_text, their_text = (key_of(_words(each)) for each in (ours, theirs))
    shared = [
        bool(piece.key) and (piece.key in their_keys or (len(piece.key) > TELLING and piece.key in their_text))
        for piece in ours.pieces
    ]
    common = sum(len(key_of(piece.words)) for piece, is_shared in zip(ours.pieces, shared, strict=True) if is_shared)
    if common >= COVERED * len(their_text):
        if common >= SHARED * len(our_text):
            return _trimmed(ours, shared)
        return theirs if is_whole_page else ours
    alone = sum(piece.worth for piece in theirs.pieces if piece.key not in our_text)
    ours_alone = sum(piece.worth for piece, is_shared in zip(ours.pieces, shared, strict=True) if not is_shared)
    return theirs if alone > max(0.0, ours_alone) else ours


def _is_among(piece: Piece, keys: set[str], text: str) -> bool:
    return bool(piece.key) and (piece.key in keys or (len(piece.key) > TELLING and piece.key in text))


def _trimmed(ours: ArticleText, shared: Sequence[bool]) -> ArticleText:
    """Between the first and the last piece that both have, all that may be text; outside, what certainly is."""
    first, last = shared.index(True), len(shared) - 1 - shared[::-1].index(True)
    kept: list[Piece] = []
    left_out: list[Piece] = []
    for index, piece in enumerate(ours.pieces):
        is_within = first < index < last and (piece.worth > 0 or (piece.block.kind != "text" and not piece.is_link))
        is_kept = shared[index] or is_within or piece.worth >= CERTAIN
        (kept if is_kept else left_out).append(piece)
    return ArticleText(kept, [piece.words for piece in left_out if piece.words], ours.unplaced)


def _words(text: ArticleText) -> str:
    return " ".join(piece.words for piece in text.pieces)


def _nearness(text: ArticleText, told: str) -> float:
    """Token F1 of a reading against the page's own words."""
    read, given = (Counter(_WORD.findall(each.casefold())) for each in (_words(text), told))
    common = sum((read & given).values())
    return 2 * common / (sum(read.values()) + sum(given.values())) if common else 0.0


def _plain_pieces(told: str) -> list[Piece]:
    paragraphs = [" ".join(line.split()) for line in told.split("\n")]
    return [Piece(BlockCopy("text", f"<p>{html.escape(each, quote=False)}</p>")) for each in paragraphs if each]
