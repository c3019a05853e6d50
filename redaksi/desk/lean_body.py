"""A body in the lean form: its paragraphs as text fields, whatever else it has shown in its place and left as it is."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from redaksi.desk import plain_text
from redaksi.stories import prose
from redaksi.stories.blocks import Body

type Raw = dict[str, Any]

ORDER = "block"
"""The field that names every block of the form, in order."""
TEXT = "text-"
LONGEST_SUMMARY = 160
_ID = re.compile("[0-9a-f-]{8,36}")


@dataclass(frozen=True)
class Piece:
    """`label` and `words` are what a block is that the form does not change; `text` is what it does."""

    id: str
    is_text: bool
    text: str = ""
    label: str = ""
    words: str = ""


def pieces(body: Iterable[Raw], kinds: Body) -> list[Piece]:
    """Ends with a text field, an empty one where the body ends with something else."""
    found = [_piece(block, kinds) for block in body]
    if not found or not found[-1].is_text:
        found.append(Piece(str(uuid.uuid4()), is_text=True))
    return found


def _piece(block: Raw, kinds: Body) -> Piece:
    if block["type"] == "text":
        return Piece(block["id"], is_text=True, text=plain_text.plain(block["value"]))
    kind = kinds.child_blocks.get(block["type"])
    words = " · ".join(prose.paragraphs([block]))[:LONGEST_SUMMARY]
    return Piece(block["id"], is_text=False, label=str(kind.label) if kind else block["type"], words=words)


def as_sent(data: QueryDict) -> dict[str, str]:
    """The text fields of a form that was sent, by their blocks' ids and in its order."""
    return {key: str(data[TEXT + key]) for key in data.getlist(ORDER) if TEXT + key in data and _ID.fullmatch(key)}


def changed(body: list[Raw], data: QueryDict) -> list[Raw]:
    """The body with the texts of the form. A block that it does not name stays; one goes only when its field was emptied."""
    texts = as_sent(data)
    kept = list(_kept(body, texts))
    known = {block["id"] for block in body}
    for key, text in texts.items():
        if key not in known and (html := plain_text.rewritten("", text)):
            kept.insert(_place_of(key, data.getlist(ORDER), kept), {"type": "text", "value": html, "id": key})
    return kept


def _kept(body: list[Raw], texts: dict[str, str]) -> Iterator[Raw]:
    for block in body:
        if block["type"] != "text" or block["id"] not in texts:
            yield block
        elif html := plain_text.rewritten(block["value"], texts[block["id"]]):
            yield {**block, "value": html}


def _place_of(key: str, order: list[str], body: list[Raw]) -> int:
    """Behind the nearest block that the form has before it."""
    before = order[: order.index(key)]
    places = [place for place, block in enumerate(body) if block["id"] in before]
    return places[-1] + 1 if places else 0
