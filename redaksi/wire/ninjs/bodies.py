"""The text itself: of the several ways in which one item may hold it, that which says most."""

import html
import re
from collections import Counter
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from django.utils.translation import gettext as _

from redaksi.stories import clean, prose
from redaksi.stories.copy import BlockCopy, StoryCopy
from redaksi.wire.legible import legible
from redaksi.wire.markup import blocks_of, html_of

from .properties import Properties

_MARKUP = re.compile(r"<(?:p|div|section|article|h[1-6]|ul|ol|br|figure|blockquote|html|body|span|a)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_RELATED = re.compile(r"<!--related:([^\s<>]+)-->")
_BLOCK = re.compile(r"</?(?:p|li|h[1-6]|div|td|th|blockquote|fig\w+|section|footer|aside|summary|br)\b[^<>]*>", re.IGNORECASE)
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
        if copy.body and (body.is_for_machines or _share(body.words, said) >= _SAME_FROM):
            continue
        if copy.body:
            item.notes.append(_("a second text (“%(role)s”), put behind the first") % {"role": body.role[:40]})
        copy.body += _blocks(body, copy.headline, item.notes)
        said.update(body.words)


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
    plain = clean.plain(_BLOCK.sub(r"\n\g<0>\n", text)) if is_marked else text
    return Body(role, text, is_marked, is_for_machines, Counter(_WORD.findall(plain.casefold())))


def _rank(body: Body) -> tuple[bool, bool, bool, int]:
    """Markup before bare text, what is called main before the rest, long before short; what is not HTML comes last."""
    return (body.is_for_machines, not body.is_marked, body.role != "main", -body.words.total())


def _share(words: Counter[str], said: Counter[str]) -> float:
    """How much of it was said already; marks without a word say nothing new."""
    return (words & said).total() / words.total() if words else 1.0


def _blocks(body: Body, headline: str, notes: list[str]) -> list[BlockCopy]:
    """Whole pages of HTML often begin with the headline, which then is no part of the text."""
    if not body.is_marked:
        return paragraphs(body.text)
    blocks = []
    for index, part in enumerate(_RELATED.split(body.text)):
        if index % 2:
            blocks.append(BlockCopy("related", {"story": legible(unquote(part))}))
        else:
            marked = blocks_of(part)
            notes += marked.unplaced
            blocks += marked.blocks
    is_repeated = blocks and blocks[0] == BlockCopy("heading", {"text": headline, "level": 2}) and "<h1" in body.text
    return blocks[1:] if is_repeated else blocks


def paragraphs(text: str) -> list[BlockCopy]:
    """One a line."""
    lines = [f"<p>{html.escape(each.strip(), quote=False)}</p>" for each in text.splitlines() if each.strip()]
    return [BlockCopy("text", "".join(lines))] if lines else []


def lede(copy: StoryCopy) -> str:
    """The first line that has words."""
    return next((each.strip() for each in text_of(copy).splitlines() if each.strip()), "")


def text_of(copy: StoryCopy) -> str:
    """A line for each paragraph."""
    return "\n".join(prose.paragraphs(_raw(block) for block in copy.body))


def properties_of(copy: StoryCopy) -> dict[str, Any]:
    if not copy.body:
        return {}
    marked = "\n".join(filter(None, map(_marked, copy.body)))
    plain = text_of(copy)
    forms = [("main", "text/html", marked), ("text", "text/plain", plain)]
    return {"bodies": [_written(role, kind, text, plain) for role, kind, text in forms if text]}


def _marked(block: BlockCopy) -> str:
    """Where another story is named, only a remark says so: it has no address yet."""
    if block.kind == "related":
        return f"<!--related:{quote(block.value['story'], safe='').replace('-', '%2D')}-->"
    return html_of([block])


def _written(role: str, kind: str, text: str, plain: str) -> dict[str, Any]:
    counts = {"charCount": len(plain), "wordCount": len(plain.split())}
    return {"role": role, "contentType": kind, **counts, "value": text}


def _raw(block: BlockCopy) -> dict[str, Any]:
    """As `stories.prose` reads it; pictures have their captions in the markup alone."""
    return {"type": block.kind, "value": {} if block.kind in ("photo", "gallery") else block.value}
