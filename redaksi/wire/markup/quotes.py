"""What somebody said, and who; and posts of other places that their code brings along as a quotation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from redaksi.stories import clean
from redaksi.stories.copy import BlockCopy

from .elements import classes_of, taken_out, words_of
from .headings import note_link
from .links import web_address
from .paragraph import text_of

if TYPE_CHECKING:
    from .typesetter import Typesetter

FIELDS = ("speaker", "speaker_role", "attribution", "person", "source")
LONGEST = {"speaker": 120, "speaker_role": 200}
_POST = re.compile(r" (?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-\S+|bluesky-embed|text-post-media) ")
_DASH = re.compile(r"\s*(?:[—–―~]|--?)\s*(?=\S)")
LONGEST_CAPTION = 300


def take(typesetter: Typesetter, element: HtmlElement) -> bool:
    given = {name: text for name in FIELDS if (text := element.get(f"data-{name}")) is not None}
    printed = _attribution_in(element)
    said_by = {"speaker": "", "speaker_role": "", **given} if given else speaker_in(printed)
    links = list(element.iter("a"))
    blocks = typesetter.set_apart(element)
    if [block.kind for block in blocks] != ["text"]:
        typesetter.note(_("a quotation with more than words in it; kept as text"))
        typesetter.put(*blocks, *([text_of(printed)] if printed else []))
        return True
    lines = _lines(blocks[0])
    if not given and not printed and len(lines) > 1 and _DASH.match(lines[-1]) and (found := speaker_in(lines[-1])):
        said_by, lines = found, lines[:-1]
    if printed and not said_by:
        lines.append(printed)
    _put(typesetter, lines, said_by, blocks, links)
    return True


def _put(
    typesetter: Typesetter, lines: list[str], said_by: dict[str, str], blocks: list[BlockCopy], links: list[HtmlElement]
) -> None:
    if not said_by.get("speaker") and links:
        typesetter.note(_("a quotation without its speaker; kept as text"))
        typesetter.put(*blocks)
        return
    if not said_by.get("speaker"):
        typesetter.note(_("a quotation without its speaker"))
    for link in links:
        note_link(typesetter, link)
    typesetter.put(BlockCopy("quote", {"text": "\n\n".join(lines), **(said_by or {"speaker": "", "speaker_role": ""})}))


def speaker_in(printed: str) -> dict[str, str]:
    """ "— Rina, warga" as speaker and role; empty where nobody can be told."""
    speaker, _comma, role = _DASH.sub("", printed, count=1).partition(",")
    said_by = {"speaker": speaker.strip(), "speaker_role": role.strip()}
    is_one = speaker.strip() and all(len(said_by[name]) <= longest for name, longest in LONGEST.items())
    return said_by if is_one else {}


def _attribution_in(element: HtmlElement) -> str:
    """Taken out of the quotation, where it stands at its end."""
    marked = list(element.iter("cite", "footer", "figcaption"))
    if not marked:
        return ""
    outer = next((each for each in reversed(marked) if each.getparent() is element), marked[-1])
    words, whole = words_of(outer), words_of(element)
    if not words or not whole.endswith(words) or words == whole:
        return ""
    taken_out(outer)
    return words


def _lines(block: BlockCopy) -> list[str]:
    paragraphs = re.findall(r"<p>(.*?)</p>", block.value, re.DOTALL)
    return [clean.plain(paragraph.replace("<br>", "\n")) for paragraph in paragraphs]


def take_post(typesetter: Typesetter, element: HtmlElement) -> bool:
    """A post on another site becomes an embed by its link; its words are what is there."""
    if not _POST.search(classes_of(element)):
        return False
    url = next((url for href in _addresses(element) if (url := web_address(href or "", typesetter.base_url))), "")
    if not url:
        return False
    words = words_of(element)
    is_short = len(words) <= LONGEST_CAPTION
    typesetter.put(BlockCopy("embed", {"url": url, "caption": words if is_short else ""}))
    if not is_short:
        typesetter.put(text_of(words))
    return True


def _addresses(element: HtmlElement) -> list[str | None]:
    links = [link.get("href") for link in element.iter("a")]
    names = ("cite", "data-instgrm-permalink", "data-bluesky-uri", "data-text-post-permalink")
    return [*(element.get(name) for name in names), *reversed(links)]
