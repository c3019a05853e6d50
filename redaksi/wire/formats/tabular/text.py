"""The text of a story out of one cell: with markup, or with paragraphs on lines of their own."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import gettext as _

from redaksi.stories import clean
from redaksi.stories.copy import BlockCopy, BylineCopy
from redaksi.wire.markup import blocks_of

from .authors import signed
from .furniture import announces_title, is_furniture, may_be_title

_MARKUP = re.compile(
    r"<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|figure|img|a|b|i|em|strong|span|table|iframe|section|article|script|style)\b[^<>]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:amp|nbsp|quot|lt|gt|apos|#\d{1,6}|#x[0-9a-f]{1,5}|[lr][sd]quo|[mn]dash|hellip);", re.IGNORECASE)
_JOINT = re.compile(r"(?:(?<=[.!?”])|(?<=[\w.!?]\"))\s?,(?:[\s,]*,\s?)?(?=[\"“(A-Z])")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.'’]*(?: [A-Z][\w.'’]*){0,2})(?:, (?P<medium>[A-Z][\w-]*\.(?:com|co\.id|co|id)))?\s*\n\s*[-–—]+\s"
)
FEWEST_JOINTS = 3


@dataclass
class Text:
    blocks: list[BlockCopy] = field(default_factory=list)
    dateline: str = ""
    signed_by: list[BylineCopy] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def text_of(cell: str, base_url: str = "") -> Text:
    if "<" in cell and _MARKUP.search(cell):
        return _marked(cell, base_url)
    text = Text()
    cell = _without_dateline(html.unescape(cell) if _ENTITY.search(cell) else cell, text)
    lines = _without_signature(list(_without_furniture(_paragraphs(cell, text), text)), text)
    if lines:
        written = html.escape("\n".join(lines), quote=False).replace("\xa0", "&nbsp;").replace("\n", "</p><p>")
        text.blocks = [BlockCopy("text", f"<p>{written}</p>")]
    return text


def _paragraphs(cell: str, text: Text) -> list[str]:
    if cell.count("\n") < 3 and cell.count(".,") >= FEWEST_JOINTS:
        cell = _parted(cell, text)
    lines = [line.strip() for line in cell.split("\n")]
    if _is_wrapped(lines):
        lines = [" ".join(each.split("\n")) for each in re.split(r"\n{2,}", "\n".join(lines))]
    return [line for line in lines if line.strip(" -–,.\xa0")]


def _parted(cell: str, text: Text) -> str:
    """Paragraphs that somebody's program joined by commas: "… luar Korea.,,,Selain itu"."""
    parted, count = _JOINT.subn("\n", cell.lstrip(" ,-–\n\xa0"))
    if count < FEWEST_JOINTS:
        return cell
    text.notes.append(_("paragraphs joined by commas were parted again"))
    if ",," in parted or " ," in parted:
        text.notes.append(_("words are missing where the text has “,,” or “ ,”"))
    return parted


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines end at a margin, and only an empty one ends a paragraph."""
    followed = [line for line, after in pairwise(lines) if line and after]
    if len(followed) < 2 or "" not in lines:
        return False
    at_margin = sum(40 <= len(line) <= 100 and not line.endswith((".", "!", "?", ":", "”", '"')) for line in followed)
    return at_margin * 2 > len(followed)


def _without_furniture(lines: list[str], text: Text) -> Iterator[str]:
    is_announced = False
    for line in lines:
        if is_furniture(line) or (is_announced and may_be_title(line)):
            text.left_out.append(line[:120])
            is_announced = announces_title(line)
        else:
            is_announced = False
            yield line


def _without_dateline(cell: str, text: Text) -> str:
    """What stands on a line of its own above a dash: "JAKARTA, KOMPAS.com", the dash, the text."""
    match = _DATELINE.match(cell)
    if not match:
        return cell
    text.dateline = match["place"]
    text.left_out += [match["medium"]] if match["medium"] else []
    return cell[match.end() :]


def _without_signature(lines: list[str], text: Text) -> list[str]:
    """The line that closes the text, where it is names and nothing else; furniture may have stood below it."""
    if len(lines) > 1 and len(lines[-1]) < 90 and (people := signed(lines[-1])):
        text.signed_by = people
        return lines[:-1]
    return lines


def _marked(cell: str, base_url: str) -> Text:
    marked = blocks_of(cell, base_url)
    text = Text(notes=list(marked.unplaced))
    text.blocks = [kept for block in marked.blocks for kept in _kept(block, text)]
    return text


def _kept(block: BlockCopy, text: Text) -> Iterator[BlockCopy]:
    if block.kind != "text":
        yield block
        return
    paragraphs = _PARAGRAPH.findall(block.value)
    furniture = [each for each in paragraphs if len(each) < 1000 and is_furniture(clean.plain(each))]
    if not furniture:
        yield block
        return
    text.left_out += [clean.plain(each)[:120] for each in furniture]
    kept = "".join(f"<p>{each}</p>" for each in paragraphs if each not in furniture)
    if kept:
        yield BlockCopy("text", kept)
