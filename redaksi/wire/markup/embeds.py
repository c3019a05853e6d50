"""Things that play or live elsewhere, by the link at which a reader finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from redaksi.stories.copy import BlockCopy

from .elements import tag_of, words_of
from .links import host_of, web_address

if TYPE_CHECKING:
    from .typesetter import Typesetter

TAGS = ("iframe", "video", "audio", "embed", "object", "amp-iframe", "amp-video", "amp-audio", "amp-youtube")
# A link to one of these that has a paragraph for itself is meant to be shown.
_NAMES = """
youtube.com youtu.be vimeo.com dailymotion.com twitter.com x.com instagram.com tiktok.com facebook.com fb.watch threads.net
threads.com bsky.app soundcloud.com open.spotify.com spotify.com vidio.com t.me flickr.com flic.kr slideshare.net scribd.com
reddit.com ted.com issuu.com speakerdeck.com wordpress.tv videopress.com mixcloud.com imgur.com pinterest.com
"""
HOSTS = frozenset(_NAMES.split())
# How players' addresses become those of the pages that readers visit.
_PAGES = (
    (r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/([\w-]{6,})", r"https://www.youtube.com/watch?v=\1"),
    (r"https?://player\.vimeo\.com/video/(\d+)", r"https://vimeo.com/\1"),
    (r"https?://(?:www\.)?dailymotion\.com/embed/video/(\w+)", r"https://www.dailymotion.com/video/\1"),
    (r"https?://(?:www\.)?instagram\.com/(p|reel|tv)/([\w-]+)/embed", r"https://www.instagram.com/\1/\2/"),
    (r"https?://open\.spotify\.com/embed/(\w+)/(\w+)", r"https://open.spotify.com/\1/\2"),
)
LONGEST_CAPTION = 300


def take(typesetter: Typesetter, element: HtmlElement) -> bool:
    url = next((url for address in _addresses(element) if (url := web_address(address, typesetter.base_url))), "")
    words = words_of(element)
    caption = " ".join((element.get("title") or "").split())
    if url:
        caption = caption if len(caption) <= LONGEST_CAPTION else ""
        typesetter.put_beside(BlockCopy("embed", {"url": page_of(url), "caption": caption}))
    else:
        typesetter.note(_("no text, left out: <%(tag)s>") % {"tag": tag_of(element)})
    return bool(url) or not words


def _addresses(element: HtmlElement) -> Iterator[str]:
    yield from (address for name in ("data-src", "src", "data") if (address := element.get(name)))
    if element.get("data-videoid"):
        yield f"https://www.youtube.com/embed/{element.get('data-videoid')}"
    for each in element.iter("source", "embed", "a", "iframe"):
        yield each.get("src") or each.get("href") or ""
    for each in element.iter("param"):
        if (each.get("name") or "").lower() in ("movie", "src", "filename"):
            yield each.get("value") or ""


def page_of(url: str) -> str:
    """Where a reader goes to see it: YouTube's page instead of its player."""
    for player, page in _PAGES:
        if match := re.match(player, url):
            return match.expand(page)
    if re.match(r"https?://(?:www\.)?facebook\.com/plugins/", url):
        return (parse_qs(urlsplit(url).query).get("href") or [url])[0]
    return url


def of_link(url: str) -> BlockCopy | None:
    """The embed that a link in a paragraph of its own stands for; None where the host is not known for such."""
    is_known = host_of(url).removeprefix("m.") in HOSTS and urlsplit(url).path.strip("/")
    return BlockCopy("embed", {"url": url, "caption": ""}) if is_known else None
