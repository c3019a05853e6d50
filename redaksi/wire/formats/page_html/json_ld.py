"""What a page says of itself in JSON-LD: the article among all else that stands there."""

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from redaksi.stories import clean
from redaksi.wire.legible import line

_ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|^Report|^Review|^Recipe)$")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_LOST_COMMA = re.compile(r"(?<=[\"}\]])(\s*\n\s*)(?=\")")
_HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement")
MOST_OBJECTS = 2000
MOST_CHARACTERS = 2_000_000
MOST_TEXTS = 50

Statements = dict[str, Any]


def article_in(tree: HtmlElement) -> Statements:
    """The statements on the page's own article; empty where there are none."""
    articles = [each for script in _scripts(tree) for each in _objects(_loaded(script)) if _is_article(each)]
    return max(articles, key=_weight, default={})


def _weight(article: Statements) -> int:
    """The page's own article is the one of which it says most."""
    known = ("headline", "datePublished", "articleBody", "author", "mainEntityOfPage", "image", "publisher")
    return sum(bool(article.get(name)) for name in known)


def _scripts(tree: HtmlElement) -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield (script.text or "")[:MOST_CHARACTERS]


def _loaded(text: str) -> Any:
    """None where it cannot be read, even when it is mended a little."""
    bare = _WRAPPING.sub("", _WRAPPING.sub("", text)).strip()
    mended = _LOST_COMMA.sub(r",\1", _TRAILING_COMMA.sub("", bare))
    for attempt in (bare, mended, html.unescape(mended), mended.rstrip(";")):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(loaded: Any) -> Iterator[Statements]:
    """Every object that stands alone, in a list, or in a graph."""
    waiting = deque([loaded])
    for _number in range(MOST_OBJECTS):
        if not waiting:
            return
        each = waiting.popleft()
        if isinstance(each, list):
            waiting.extend(each[:MOST_OBJECTS])
        elif isinstance(each, dict):
            yield each
            waiting.extend(each[name] for name in _HOLDERS if name in each)


def _is_article(statements: Statements) -> bool:
    types = statements.get("@type")
    return any(isinstance(name, str) and _ARTICLE.search(name) for name in (types if isinstance(types, list) else [types]))


def texts(value: Any) -> list[str]:
    """The texts that a value gives: itself, a list, the names or addresses of what it names."""
    found: list[str] = []
    waiting = deque([value])
    while waiting and len(found) < MOST_TEXTS:
        each = waiting.popleft()
        if isinstance(each, list):
            waiting.extendleft(reversed(each[:MOST_TEXTS]))
        elif isinstance(each, dict):
            waiting.appendleft(next((each[name] for name in ("name", "url", "@id", "contentUrl") if each.get(name)), None))
        elif isinstance(each, (str, int, float)) and not isinstance(each, bool):
            found.append(printed(str(each)))
    return [text for text in found if text]


def text(value: Any) -> str:
    return next(iter(texts(value)), "")


def printed(value: str) -> str:
    """In one line, without markup; entities within entities resolved, as careless systems write them."""
    return line(html.unescape(clean.plain(value) if "<" in value else html.unescape(value)))
