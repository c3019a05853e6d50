"""Our markup back into Markdown: what a person would have typed."""

import re
from html.parser import HTMLParser

from .markdown import PARSER, Inline

_SPECIAL = re.compile(r"([\\`*_\[\]<>&!])")
_LINE_START = re.compile(r"^(\s*)([#+>=~|-]|\d{1,9}[.)])")
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_NBSP = "\u00a0"
_BACKSLASHED = r"\\\1"
_HASH = r"\#"


def paragraph(html: str) -> str:
    """One paragraph, without its `<p>`. Where Markdown's own marks would be misread, tags stand for them."""
    for style in (_Typed(), _Tagged()):
        markdown = style.of(html)
        if _read_back(markdown) == html:
            return markdown
    return markdown


def paragraphs(html: str) -> list[str]:
    """Each `<p>` of a text block as Markdown."""
    return [paragraph(each) for each in re.findall(r"<p\b[^>]*>(.*?)</p>", html, re.DOTALL)]


def factbox(html: str) -> str:
    """Paragraphs, `<h3>` and lists."""
    blocks = re.finditer(r"<(?P<tag>p|h3|ul|ol)\b[^>]*>(?P<inside>.*?)</(?P=tag)>", html, re.DOTALL)
    return "\n\n".join(_part(block["tag"], block["inside"]) for block in blocks)


def _part(tag: str, inside: str) -> str:
    if tag in ("ul", "ol"):
        items = [re.sub(r"</?p\b[^>]*>", "", item) for item in re.findall(r"<li\b[^>]*>(.*?)</li>", inside, re.DOTALL)]
        return points([paragraph(item) for item in items], is_numbered=tag == "ol")
    return f"### {paragraph(inside)}" if tag == "h3" else paragraph(inside)


def points(items: list[str], is_numbered: bool, is_second: bool = False) -> str:
    """A list; `is_second` uses the other marks, so that it does not run into the list before it."""
    mark = ")" if is_second else "."
    bullet = "*" if is_second else "-"
    return "\n".join(f"{f'{n}{mark}' if is_numbered else bullet} {item}" for n, item in enumerate(items, start=1))


def heading(text: str, level: int) -> str:
    """A heading; marks in it are those of the text."""
    return f"{'#' * level} {_SPECIAL.sub(_BACKSLASHED, text).replace('#', _HASH).replace(_NBSP, '&nbsp;')}"


def _escape_start(match: re.Match[str]) -> str:
    mark = match[2]
    return f"{match[1]}{mark[:-1]}\\{mark[-1]}"


def _read_back(markdown: str) -> str | None:
    tokens = PARSER.parse(markdown)
    is_one_paragraph = [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    return Inline().html(tokens[1]) if is_one_paragraph else None


class _Typed(HTMLParser):
    """With Markdown's own marks."""

    def of(self, html: str) -> str:
        self.reset()
        self.parts: list[str] = []
        self.links: list[str] = []
        self.feed(html)
        self.close()
        return escape_first("".join(self.parts))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")
            self.parts.append("[")
        else:
            self.parts.append(_MARKS.get(tag) or f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.parts.append(f"](<{self.links.pop()}>)" if self.links else "")
        else:
            self.parts.append(_MARKS.get(tag) or f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(_SPECIAL.sub(_BACKSLASHED, data).replace(_NBSP, "&nbsp;"))


class _Tagged(_Typed):
    """With tags, for emphasis at places where Markdown sees none."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        link = dict(attrs).get("href")
        self.parts.append(f'<a href="{link}">' if tag == "a" else f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"</{tag}>")


def escape_first(markdown: str) -> str:
    """What would make a heading or a list of a paragraph, by its first characters."""
    return _LINE_START.sub(_escape_start, markdown)
