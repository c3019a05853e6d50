"""Text of the block editor: markup between comments that say which block it is. What stands outside of them is classic."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

from .classic import with_paragraphs
from .index import Index

_HEAD = re.compile(r"\s*(?P<end>/)?wp:(?P<name>[a-z][a-z0-9_/-]*)\s*(?P<rest>.*)$", re.DOTALL)
MOST_REUSED = 1_000_000  # characters that blocks used again may bring into one story
QUOTE = "redaksi"
_CLASSIC = frozenset({"freeform", "core/freeform", "classic"})
_DYNAMIC = re.compile(r"(?:core/)?(?:more|nextpage|paragraph|image|spacer|separator|html)$")


@dataclass
class Blocks:
    """`without_words`: the blocks that WordPress fills only when it shows the page."""

    index: Index
    without_words: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    _within: list[str] = field(default_factory=list)
    _reused: int = 0

    def html(self, content: str) -> str:
        return "".join(self._pieces(content))

    def _pieces(self, content: str) -> Iterator[str]:
        level = 0
        quote = ""
        is_classic = False
        for text, comment in _comments_in(content):
            if quote and "<blockquote" in text:
                text, quote = text.replace("<blockquote", f"<blockquote{quote}", 1), ""
            yield text if level and not is_classic else f"\n{with_paragraphs(text)}\n"
            head = _HEAD.match(comment)
            if not head:
                yield f"<!--{comment}-->"
            elif head["end"]:
                level, is_classic = max(level - 1, 0), False
            elif head["rest"].rstrip().endswith("/"):
                yield self._filled(head["name"], _attributes(head["rest"].rstrip()[:-1]))
            else:
                level, is_classic = level + 1, head["name"] in _CLASSIC
                quote = _speaker(head["name"], head["rest"]) or quote

    def _filled(self, name: str, attributes: dict[str, Any]) -> str:
        """A block that has no markup of its own in the text."""
        if name in ("block", "core/block"):
            return self._used_again(str(attributes.get("ref", "")))
        url = attributes.get("url")
        if "embed" in name and isinstance(url, str):
            return f'<figure class="embed">{escape(url)}</figure>'
        if not _DYNAMIC.match(name):
            self.without_words.append(name)
        return ""

    def _used_again(self, number: str) -> str:
        """What an entry of its own holds; never within itself."""
        content = "" if number in self._within else self.index.block(number)
        self._reused += len(content)
        if not content or self._reused > MOST_REUSED:
            self.missing += [] if number in self._within else [number]
            return ""
        self._within.append(number)
        html = self.html(content)
        self._within.pop()
        return html


def _comments_in(content: str) -> Iterator[tuple[str, str]]:
    """Pairs of a text and the comment after it; the last comment is empty."""
    position = 0
    while (start := content.find("<!--", position)) >= 0 and (end := content.find("-->", start + 4)) >= 0:
        yield content[position:start], content[start + 4 : end]
        position = end + 3
    yield content[position:], ""


def _attributes(text: str) -> dict[str, Any]:
    try:
        attributes = json.loads(text) if text.strip() else {}
    except (ValueError, RecursionError):
        return {}
    return attributes if isinstance(attributes, dict) else {}


def _speaker(name: str, text: str) -> str:
    """Who speaks, in fields, as our own exports say it."""
    given = _attributes(text).get(QUOTE) if name in ("quote", "core/quote") and QUOTE in text else None
    if not isinstance(given, dict):
        return ""
    named = {key: value for key, value in given.items() if re.fullmatch("[a-z_]+", str(key)) and isinstance(value, str)}
    return "".join(f' data-{key}="{escape(value)}"' for key, value in named.items())


def has_blocks(content: str) -> bool:
    return "<!-- wp:" in content
