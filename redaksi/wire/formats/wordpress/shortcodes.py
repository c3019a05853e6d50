"""WordPress's words in brackets: those of its own as the markup they stand for, all others as they are, and told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from html import escape, unescape

from django.utils.translation import gettext as _

from redaksi.stories.copy import BlockCopy, PhotoCopy
from redaksi.wire.markup.written import html_of_block

from .index import Index

_CODE = re.compile(r"\[(?P<escaped>\[)?(?P<end>/)?(?P<name>[a-zA-Z][\w-]{0,60})(?P<given>(?:[\s=/][^\[\]]{0,2000})?)\]")
_GIVEN = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/]+))")
_PAIRED = ("caption", "wp_caption", "embed", "video", "audio", "youtube")
_URL = re.compile(r"https?://[^\s\]\"'<>]+")
_VIDEOS = ("src", "mp4", "m4v", "webm", "ogv", "flv", "mp3", "m4a", "ogg", "wav", "url", "id")
LONGEST_INSIDE = 20_000  # characters between a shortcode and its end
Given = dict[str, str]


class Shortcodes:
    """Of one story. `number` is the entry's own: a gallery without numbers shows all pictures put into that entry."""

    def __init__(self, index: Index, number: str) -> None:
        self.notes: list[str] = []
        self._index = index
        self._number = number

    def understood(self, content: str) -> str:
        if "[" not in content:
            return content
        ends = _ends_in(content)
        parts: list[str] = []
        position = 0
        for match in _CODE.finditer(content):
            if match.start() < position:
                continue
            html, end = self._read(match, content, ends)
            parts += [content[position : match.start()], html]
            position = end
        return "".join([*parts, content[position:]])

    def _read(self, match: re.Match[str], content: str, ends: dict[str, list[re.Match[str]]]) -> tuple[str, int]:
        """Its markup, and where in the content it ends."""
        name, given = match["name"].lower(), _given(match["given"])
        if match["escaped"] and content.startswith("]", match.end()):
            return match[0][1:], match.end() + 1
        if match["end"] or name not in _WRITERS:
            self._tell(match, ends)
            return match[0], match.end()
        closing = _closing(match, ends.get(name, [])) if name in _PAIRED else None
        inside = content[match.end() : closing.start()] if closing else ""
        html = _WRITERS[name](self, given, inside.strip() or _alone(match["given"]))
        if html is None:
            self._tell(match, ends)
            return match[0], match.end()
        return html, closing.end() if closing else match.end()

    def _tell(self, match: re.Match[str], ends: dict[str, list[re.Match[str]]]) -> None:
        """A word in brackets may be just that; one with values, with an end, or with a name that only machines give is none."""
        name = match["name"]
        if not match["end"] and ("=" in match["given"] or "_" in name or name.lower() in ends):
            self.notes.append(_("a shortcode, kept as text: %(code)s") % {"code": f"[{name}]"})

    def caption(self, given: Given, inside: str) -> str | None:
        image = re.match(r"\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)", inside, re.IGNORECASE)
        if not image:
            return inside or None
        words = given.get("caption") or inside[image.end() :].strip()
        return f"<figure>{image[1]}<figcaption>{words}</figcaption></figure>"

    def gallery(self, given: Given, inside: str) -> str | None:
        numbers = re.findall(r"\d+", given.get("ids") or given.get("include") or "")
        found = [self._index.photo(number) for number in numbers]
        photos = [photo for photo in found if photo] or self._index.photos_below(given.get("id") or self._number)
        if len(numbers) > len(photos):
            missing = len(numbers) - len(photos)
            self.notes.append(
                _("a gallery of %(count)s pictures of which the file lacks %(missing)s")
                % {"count": len(numbers), "missing": missing}
            )
        return gallery_html(photos)

    def embed(self, given: Given, inside: str) -> str | None:
        url = _URL.search(inside) or _URL.search(" ".join(given.get(name, "") for name in _VIDEOS))
        return f'<figure class="embed">{escape(unescape(url[0]))}</figure>' if url else None

    def youtube(self, given: Given, inside: str) -> str | None:
        number = given.get("id") or inside
        if re.fullmatch(r"[\w-]{8,16}", number):
            return f'<figure class="embed">https://www.youtube.com/watch?v={number}</figure>'
        return self.embed(given, inside)


def gallery_html(photos: list[PhotoCopy]) -> str | None:
    return html_of_block(BlockCopy("gallery", {"title": "", "photos": photos})) if photos else None


def _ends_in(content: str) -> dict[str, list[re.Match[str]]]:
    ends: dict[str, list[re.Match[str]]] = {}
    for match in re.finditer(r"\[/([a-zA-Z][\w-]{0,60})\s*\]", content):
        ends.setdefault(match[1].lower(), []).append(match)
    return ends


def _closing(match: re.Match[str], ends: list[re.Match[str]]) -> re.Match[str] | None:
    position = bisect_left(ends, match.end(), key=lambda end: end.start())
    return ends[position] if position < len(ends) and ends[position].start() - match.end() <= LONGEST_INSIDE else None


def _given(text: str) -> Given:
    return {name.lower(): unescape(a or b or c) for name, a, b, c in _GIVEN.findall(unescape(text))}


def _alone(given: str) -> str:
    """A value without a name: "[youtube https://…]"."""
    return "" if "=" in _URL.sub("", given) else given.strip(" =/")


_WRITERS: dict[str, Callable[[Shortcodes, Given, str], str | None]] = {
    "caption": Shortcodes.caption,
    "wp_caption": Shortcodes.caption,
    "gallery": Shortcodes.gallery,
    "embed": Shortcodes.embed,
    "video": Shortcodes.embed,
    "audio": Shortcodes.embed,
    "youtube": Shortcodes.youtube,
}
