"""Paragraphs as plain text, for a field that knows no markup, and back again: what nobody touched keeps its bold, its links."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from redaksi.lib import comparing

type Block = dict[str, Any]
"""A paragraph as Draftail knows it: its words, and from where to where they are bold, or a link."""

FEATURES = ["bold", "italic", "link", "h3", "ol", "ul", "superscript", "subscript"]
RANGES = ("inlineStyleRanges", "entityRanges")
BETWEEN = "\n\n"
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_TOKENS = re.compile(r"\s+|[^\s]+")


def plain(html: str) -> str:
    """Its paragraphs, an empty line between them."""
    return BETWEEN.join(text for text in (block["text"] for block in _read(html)["blocks"]) if text.strip())


def rewritten(html: str, text: str) -> str:
    """`html` as it is when its plain text has become `text`; empty when nothing is left."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text == plain(html):
        return html
    raw = _read(html)
    old = [block for block in raw["blocks"] if block["text"].strip()]
    blocks = list(_brought_over(old, _split(text, {block["text"] for block in old})))
    return _converter().to_database_format(json.dumps({**raw, "blocks": blocks})) if blocks else ""


def _read(html: str) -> Block:
    return json.loads(_converter().from_database_format(html))


def _converter() -> ContentstateConverter:
    return ContentstateConverter(FEATURES)


def _split(text: str, known: set[str]) -> list[str]:
    """A line is a paragraph, except where lines stood in one paragraph before."""
    found: list[str] = []
    for part in _BLANK_LINES.split(text):
        lines = [part] if part in known else part.splitlines()
        found += [line.strip() for line in lines if line.strip()]
    return found


def _brought_over(old: list[Block], new: list[str]) -> Iterator[Block]:
    for what, old_from, old_to, new_from, new_to in comparing.steps([block["text"] for block in old], new):
        if what == "equal":
            yield from old[old_from:old_to]
            continue
        for place in range(new_from, new_to):
            before = old_from + place - new_from
            yield _changed(old[before], new[place]) if before < old_to else _paragraph(new[place])


def _paragraph(text: str) -> Block:
    return {"text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}


def _changed(block: Block, text: str) -> Block:
    began, ended = _moved(block["text"], text)
    ranges: dict[str, list[Block]] = {name: [] for name in RANGES}
    for name in RANGES:
        for each in block[name]:
            start, end = began(each["offset"]), ended(each["offset"] + each["length"])
            if end > start:
                ranges[name].append({**each, "offset": start, "length": end - start})
    return {**block, **ranges, "text": text}


def _moved(old: str, new: str) -> tuple[Callable[[int], int], Callable[[int], int]]:
    """Where a place in the old words lies in the new: as a beginning, and as an end."""
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    old_starts, new_starts = _starts(before), _starts(after)
    spans = [
        (what == "equal", old_starts[a], old_starts[b], new_starts[c], new_starts[d])
        for what, a, b, c, d in comparing.steps(before, after)
    ]

    def began(at: int) -> int:
        same, first, _last, there, _end = next((each for each in spans if each[1] <= at < each[2]), (False, 0, 0, len(new), 0))
        return there + at - first if same else there

    def ended(at: int) -> int:
        same, first, _last, there, end = next((each for each in spans if each[1] < at <= each[2]), (False, 0, 0, 0, 0))
        return there + at - first if same else end

    return began, ended


def _starts(words: list[str]) -> list[int]:
    at = [0]
    for word in words:
        at.append(at[-1] + len(word))
    return at
