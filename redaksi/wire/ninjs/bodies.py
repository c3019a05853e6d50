"""The text itself: of the several ways in which one item may hold it, that which says most."""

import html
import re
from collections import Counter
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from redaksi.stories import clean, prose
from redaksi.stories.copy import BlockCopy, StoryCopy
from redaksi.wire.markup import blocks_of, html_of

from .properties import Properties

_MARKUP = re.compile(r"<(?:p|div|section|article|h[1-6]|ul|ol|br|figure|blockquote|html|body|span|a)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_SAME_FROM = 0.8  # share of the words that another body has, too


class Body(NamedTuple):
    role: str
    text: str
    is_marked: bool
    is_for_machines: bool
    words: Counter[str]


def take(item: Properties, copy: StoryCopy) -> None:
    """Bodies are the same text in several forms; what one of them says that no other does is put behind it."""
    bodies = sorted(filter(None, (_body(row) for row in item.rows("bodies"))), key=_rank)
    said: Counter[str] = Counter()
    for body in bodies:
        if said and (body.is_for_machines or _share(body.words, said) >= _SAME_FROM):
            continue
        if said:
            item.notes.append(_("a second text (“%(role)s”), put behind the first") % {"role": body.role[:40]})
        copy.body += _blocks(body, item.notes)
        said += body.words
    copy.body = _without_headline(copy.body, copy.headline)


def _body(row: Properties) -> Body | None:
    role, kind, text = row.line("role"), row.line("contentType").casefold(), row.text("value")
    row.drop("charCount", "wordCount")
    if not text:
        return None
    is_marked = "html" in kind or (kind != "text/plain" and bool(_MARKUP.search(text)))
    is_for_machines = "html" not in kind and kind.endswith(("xml", "json"))
    if is_for_machines:
        text, is_marked = clean.plain(text), False
        row.notes.append(_("a text in %(kind)s: only its words were read") % {"kind": kind[:60]})
    words = Counter(_WORD.findall((clean.plain(text) if is_marked else text).casefold()))
    return Body(role, text, is_marked, is_for_machines, words)


def _rank(body: Body) -> tuple[bool, bool, bool, int]:
    """Markup before bare text, what is called main before the rest, long before short; what is not HTML comes last."""
    return (body.is_for_machines, not body.is_marked, body.role != "main", -body.words.total())


def _share(words: Counter[str], said: Counter[str]) -> float:
    return (words & said).total() / max(words.total(), 1)


def _blocks(body: Body, notes: list[str]) -> list[BlockCopy]:
    if not body.is_marked:
        return paragraphs(body.text)
    marked = blocks_of(body.text)
    notes += marked.unplaced
    return marked.blocks


def _without_headline(blocks: list[BlockCopy], headline: str) -> list[BlockCopy]:
    """Pages of HTML often begin with it."""
    is_repeated = blocks and blocks[0].kind == "heading" and blocks[0].value["text"] == headline
    return blocks[1:] if is_repeated else blocks


def paragraphs(text: str) -> list[BlockCopy]:
    """One a line."""
    lines = [f"<p>{html.escape(each.strip(), quote=False)}</p>" for each in text.splitlines() if each.strip()]
    return [BlockCopy("text", "".join(lines))] if lines else []


def lede(copy: StoryCopy) -> str:
    first = next((block.value for block in copy.body if block.kind == "text"), "")
    return clean.plain(first)


def properties_of(copy: StoryCopy) -> dict[str, Any]:
    if not copy.body:
        return {}
    marked = html_of(copy.body)
    plain = "\n\n".join(prose.paragraphs(_raw(block) for block in copy.body))
    forms = [("main", "text/html", marked), ("text", "text/plain", plain)]
    return {"bodies": [_written(role, kind, text, plain) for role, kind, text in forms if text]}


def _written(role: str, kind: str, text: str, plain: str) -> dict[str, Any]:
    counts = {"charCount": len(plain), "wordCount": len(plain.split())}
    return {"role": role, "contentType": kind, **counts, "value": text}


def _raw(block: BlockCopy) -> dict[str, Any]:
    """As `stories.prose` reads it; pictures have their captions in the markup alone."""
    return {"type": block.kind, "value": {} if block.kind in ("photo", "gallery") else block.value}
