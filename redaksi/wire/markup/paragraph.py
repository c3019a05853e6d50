"""One paragraph while it is being set: its words, and the few marks that a paragraph of ours may hold."""

import html
import re

from redaksi.stories.copy import BlockCopy

KEPT = frozenset({"b", "strong", "i", "em", "a", "sup", "sub"})
_SPACES = re.compile(r"[ \t\r\n\f]+")


class Paragraph:
    """Marks are written when the first word in them comes, closed at the paragraph's end, and opened again in the next."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._written = 0
        self._is_after_break = False
        self._has_words = False

    def add(self, text: str) -> None:
        if text.strip():
            self._parts += ["<br>"] if self._is_after_break and self._has_words else []
            self._parts += [f"<{tag}{attributes}>" for tag, attributes in self._open[self._written :]]
            self._written = len(self._open)
            self._is_after_break, self._has_words = False, True
        self._parts.append(html.escape(text, quote=False))

    def open(self, tag: str, href: str = "") -> bool:
        """Whether it was opened: a mark within the same mark says nothing new."""
        if any(tag == each for each, _attributes in self._open):
            return False
        self._open.append((tag, f' href="{html.escape(href)}"' if href else ""))
        return True

    def close(self) -> None:
        """The mark that was opened last."""
        tag, _attributes = self._open.pop()
        if self._written > len(self._open):
            self._parts.append(f"</{tag}>")
            self._written -= 1

    def break_line(self) -> bool:
        """Whether this is the second break in a row, with which the paragraph ends. One is written with the next word."""
        if self._is_after_break:
            return True
        self._is_after_break = True
        return False

    @property
    def has_words(self) -> bool:
        return self._has_words

    def taken(self) -> str:
        """The inside of the paragraph, which begins anew."""
        if not self._parts:
            self._is_after_break = False
            return ""
        closing = [f"</{tag}>" for tag, _attributes in reversed(self._open[: self._written])]
        text = "".join([*self._parts, *closing])
        is_even = text.isprintable() and "  " not in text
        text = text if is_even else _SPACES.sub(" ", text)
        self._parts, self._written, self._is_after_break, self._has_words = [], 0, False, False
        return text.strip().replace(" <br>", "<br>").replace("<br> ", "<br>")


def text_of(words: str) -> BlockCopy:
    """A paragraph of plain words."""
    return BlockCopy("text", f"<p>{html.escape(' '.join(words.split()), quote=False)}</p>")
