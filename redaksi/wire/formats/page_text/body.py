"""The text itself: paragraphs, quotes, subheadings and lists, in the order of the page."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from redaksi.stories.copy import BlockCopy
from redaksi.wire.printed.quotes import quote_in
from redaksi.wire.printed.signatures import sign_off_at_end, sign_off_in

from .lines import Line
from .page import Page
from .pictures import words_of_picture

_ITEM = re.compile(r"(?:(?P<bullet>[-•*·‣▪–])|(?P<number>\d{1,2})[.)])\s+(?P<text>.+)")
_CLOSINGS = {"bersambung", "selesai", "habis", "tamat", "red", "redaksi", "adv"}
LAST_LINES = 6
SEARCHED = 100_000  # characters in which a speaker's name is looked for
LONGEST_HEADING, MOST_WORDS_OF_HEADING = 90, 12


def place(homeless: Sequence[Line], lines: Sequence[Line], page: Page) -> None:
    """Fill the copy's body: first the lines that found no place above it, then the text, without those who signed it."""
    whole = "\n".join(line.text for line in lines)[:SEARCHED]
    kept = list(_without_signatures(lines, page))
    first = [BlockCopy("text", paragraph(line.text)) for line in homeless]
    page.copy.body = list(_merged([*first, *_blocks(kept, whole, page)]))


def _without_signatures(lines: Sequence[Line], page: Page) -> Iterator[Line]:
    for index, line in enumerate(lines):
        is_near_end = len(lines) - index <= LAST_LINES
        if is_near_end and (_is_sign_off(line, page) or (not line.is_prose and page.places_everywhere(line))):
            continue
        text, signed = sign_off_at_end(line.text) if is_near_end else (line.text, [])
        page.copy.bylines += [name for name in signed if name not in page.copy.bylines]
        yield Line(line.number, text)


def _is_sign_off(line: Line, page: Page) -> bool:
    signed = sign_off_in(line.text)
    if not signed or signed[0].name.casefold() in _CLOSINGS:
        return False
    known = {name.name for name in page.copy.bylines}
    page.copy.bylines += [name for name in signed if name.name not in known]
    return True


def _blocks(lines: Sequence[Line], whole: str, page: Page) -> Iterator[BlockCopy]:
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        yield _block(line, following, whole, page)


def _block(line: Line, following: Line | None, whole: str, page: Page) -> BlockCopy:
    if quote := quote_in(line.text, whole):
        return BlockCopy("quote", quote)
    if item := _ITEM.match(line.text):
        return BlockCopy("list", {"is_numbered": bool(item["number"]), "items": [paragraph(item["text"])]})
    if words_of_picture(line.text):
        page.note(line, _("a picture that did not come; its words stay in the text"))
    elif not line.ends_sentence:
        if following and _may_be_heading(line) and (following.is_prose or _ITEM.match(following.text)):
            return BlockCopy("heading", {"text": line.text, "level": 2})
        if not line.is_prose:
            page.note(line, _("kept in the text, though it may be no part of it: %(text)s") % {"text": line.text})
    return BlockCopy("text", paragraph(line.text))


def _may_be_heading(line: Line) -> bool:
    is_short = len(line.text) <= LONGEST_HEADING and line.words <= MOST_WORDS_OF_HEADING
    return is_short and line.text[0].isupper() and not line.text.endswith((",", ";", "-"))


def _merged(blocks: Iterable[BlockCopy]) -> Iterator[BlockCopy]:
    """Neighboring paragraphs as one block, neighboring points as one list."""
    last: BlockCopy | None = None
    for block in blocks:
        joined = _joined(last, block) if last else None
        if last and joined is None:
            yield last
        last = joined or block
    if last:
        yield last


def _joined(first: BlockCopy, second: BlockCopy) -> BlockCopy | None:
    if first.kind != second.kind:
        return None
    if first.kind == "text":
        return BlockCopy("text", first.value + second.value)
    if first.kind == "list" and first.value["is_numbered"] == second.value["is_numbered"]:
        value: dict[str, Any] = {**first.value, "items": [*first.value["items"], *second.value["items"]]}
        return BlockCopy("list", value)
    return None


def paragraph(text: str) -> str:
    return f"<p>{html.escape(text, quote=False)}</p>"
