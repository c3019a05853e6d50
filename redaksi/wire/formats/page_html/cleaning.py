"""What stands within the text and is no part of it: taken out, and placed where it belongs."""

import html
import re
from collections.abc import Sequence
from dataclasses import replace

from redaksi.stories.clean import plain
from redaksi.stories.copy import BlockCopy, BylineCopy, StoryCopy
from redaksi.wire.printed.datelines import Dateline, dateline_of
from redaksi.wire.printed.furniture import is_furniture, opens_list
from redaksi.wire.printed.quotes import quote_in
from redaksi.wire.printed.signatures import bylines_in, sign_off_at_end, sign_off_in

from .pieces import Piece

_MARKED_DATELINE = re.compile(r"<p>\s*<(?P<tag>b|strong)>(?P<head>[^<>]{3,70})</(?P=tag)>\s*(?:[-–—]+\s*)?", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_STEP = re.compile(r"<[^>]+>|&#?\w+;|.", re.DOTALL)
_SIGNED_IN_CAPITALS = re.compile(r"[A-Z][A-Z.'’-]*(?:\s[A-Z][A-Z.'’-]*){1,3}(?:\s*\|\s*[A-Z]+)?$")
_SHORT_SIGN_OFF = re.compile(r"\s*(?P<sign>[(\[](?P<marks>[A-Za-z]{2,5}(?:[/,]\s?[A-Za-z]{2,5}){0,4})[)\]])$")
_CLOSINGS = {"bersambung", "selesai", "habis", "tamat", "red", "redaksi", "adv", "wib", "wita", "wit"}
_EMPTY = re.compile(r"(?<=<p>)<(\w+)\b[^>]*></\1>\s*")
FIRST_PIECES, LAST_PIECES = 3, 6
SEARCHED = 100_000


class Cleaning:
    """`kept` is the text; `left_out` what was furniture; the copy gets dateline and names."""

    def __init__(self, pieces: Sequence[Piece], copy: StoryCopy, medium: str, beside: Sequence[str] = ()) -> None:
        """`beside`: lines around the text that may name who made it."""
        self.left_out: list[str] = []
        self._copy = copy
        self._medium = medium
        self.kept = self._without_furniture(pieces)
        self.kept = self._without_headline(self.kept)
        self.kept = self._without_names(self.kept)
        self.kept = self._without_sign_off(self.kept)
        for line in beside:
            self._add(bylines_in(line) or (sign_off_in(line) if _SHORT_SIGN_OFF.match(line) else []))
        self._take_dateline()
        self._set_quotes()

    def _without_furniture(self, pieces: Sequence[Piece]) -> list[Piece]:
        kept: list[Piece] = []
        in_list = False
        for piece in pieces:
            in_list = opens_list(piece.words) or (in_list and piece.is_link)
            if piece.words and (in_list or is_furniture(piece.words) or piece.is_link):
                self.left_out.append(piece.words)
            else:
                kept.append(piece)
        while kept and kept[-1].block.kind == "heading":
            self.left_out.append(kept.pop().words)
        return kept

    def _without_headline(self, pieces: list[Piece]) -> list[Piece]:
        printed = (self._copy.headline.casefold(), self._copy.dek.casefold())
        repeated = [piece for piece in pieces[:FIRST_PIECES] if piece.words and piece.words.casefold() in printed]
        return [piece for piece in pieces if piece not in repeated]

    def _without_names(self, pieces: list[Piece]) -> list[Piece]:
        kept = []
        for index, piece in enumerate(pieces):
            is_at_edge = index < FIRST_PIECES or len(pieces) - index <= LAST_PIECES
            names = bylines_in(piece.words) if is_at_edge and piece.block.kind in ("text", "heading") else []
            self._add(names)
            if names:
                self.left_out.append(piece.words)
            else:
                kept.append(piece)
        return kept

    def _add(self, names: Sequence[BylineCopy]) -> None:
        known = {line.name.casefold() for line in self._copy.bylines}
        self._copy.bylines += [line for line in names if line.name.casefold() not in known]

    def _without_sign_off(self, pieces: list[Piece]) -> list[Piece]:
        """Who signed at the end: on a line alone, or behind the last sentence."""
        for index in range(len(pieces) - 1, max(-1, len(pieces) - 1 - LAST_PIECES), -1):
            piece = pieces[index]
            if piece.block.kind != "text":
                continue
            names, rest = _signed(piece)
            if names:
                self._add(names)
                self.left_out.append(piece.words if rest is None else piece.words.rpartition(" (")[2])
                return [*pieces[:index], *([rest] if rest else []), *pieces[index + 1 :]]
        return pieces

    def _take_dateline(self) -> None:
        first = next((index for index, piece in enumerate(self.kept) if piece.block.kind == "text"), None)
        if first is None:
            return
        dateline, rest = _dateline(self.kept[first], self._medium)
        if dateline is None:
            return
        self._copy.dateline = self._copy.dateline or dateline.place
        self.left_out.append(dateline.printed)
        self.kept[first] = _without_start(self.kept[first], rest)

    def _set_quotes(self) -> None:
        whole = "\n".join(piece.words for piece in self.kept)[:SEARCHED]
        self.kept = [_quoted(piece, whole) for piece in self.kept]


def _dateline(piece: Piece, medium: str) -> tuple[Dateline | None, str]:
    """What is set in bold at the beginning ends where the bold ends, with a dash or without."""
    marked = _MARKED_DATELINE.match(piece.block.value)
    if marked:
        head = html.unescape(marked["head"]).strip(" -–—")
        dateline, _rest = dateline_of(f"{head} - X", medium)
        if dateline and (dateline.medium or head.isupper()):
            return dateline, plain(piece.block.value[marked.end() :]).strip()
    return dateline_of(piece.words, medium)


def _signed(piece: Piece) -> tuple[list[BylineCopy], Piece | None]:
    """Who signed, and what is left of the paragraph."""
    words = piece.words
    signed = sign_off_in(words)
    if signed:
        return ([], piece) if signed[0].name.casefold() in _CLOSINGS else (signed, None)
    if _SIGNED_IN_CAPITALS.match(words) and len(words) < 60:
        return [BylineCopy(words.partition("|")[0].strip().title())], None
    _text, names = sign_off_at_end(words)
    short = _SHORT_SIGN_OFF.search(words)
    if not names and short and words[: short.start()].rstrip("\"”'’").endswith((".", "!", "?")):
        marks = re.split(r"[/,]\s?", short["marks"])
        names = [BylineCopy(mark) for mark in marks if mark.casefold() not in _CLOSINGS]
    printed = words[words.rindex("(") :] if names and "(" in words else (short["sign"] if names and short else "")
    return names, _without_end(piece, printed) if names else piece


def _without_end(piece: Piece, printed: str) -> Piece:
    """The paragraph without the words that close it, whatever markup is around them."""
    markup = piece.block.value
    start = markup.rfind(html.escape(printed, quote=False))
    bare = markup if start < 0 else markup[:start].rstrip() + "".join(re.findall(r"</[^>]+>", markup[start:]))
    return Piece(replace(piece.block, value=bare))


def _without_start(piece: Piece, rest: str) -> Piece:
    """The paragraph from the words `rest` on, whatever markup is around them."""
    markup, place = piece.block.value, 0
    left = _letters(piece.words) - _letters(rest)
    while left > 0 and (match := _STEP.match(markup, place)):
        left -= 0 if match[0].startswith("<") else _letters(html.unescape(match[0]))
        place = match.end()
    opened = "".join(_unclosed(markup[:place]))
    return Piece(replace(piece.block, value=_EMPTY.sub("", opened + markup[place:].lstrip())))


def _letters(text: str) -> int:
    return sum(not character.isspace() for character in text)


def _unclosed(markup: str) -> list[str]:
    """The tags that are open at the end of this markup."""
    opened: list[str] = []
    for tag in _TAG.findall(markup):
        if tag.startswith("</"):
            opened = opened[:-1]
        elif not tag.startswith("<br"):
            opened.append(tag)
    return opened


def _quoted(piece: Piece, whole: str) -> Piece:
    quote = quote_in(piece.words, whole) if piece.block.kind == "text" and "<a " not in piece.block.value else None
    return Piece(BlockCopy("quote", quote)) if quote else piece
